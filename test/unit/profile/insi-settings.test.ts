import {describe, expect, it} from 'vitest'
import {missingForInsi} from '../../../src/lib/profile/rules/insi-rules.ts'
import {codesOf, findingsOf} from './sample-profile.ts'

const whole = {
  'insi.url': 'https://insi.example.test/lps',
  'insi.certificate.path': '/keys/insi.p12',
  'insi.idam': 'file:/keys/idam',
  'insi.instance': '6f0f2f3e-0000-4000-8000-000000000004',
}

describe('the settings of INSi', () => {
  it('are not needed to feed the DMP', () => {
    expect(codesOf('test')).toEqual([])
    expect(missingForInsi(undefined)).toEqual(['insi.url'])
  })

  it('are whole with an address, a certificate, a number and an instance', () => {
    expect(codesOf('test', whole)).toEqual([])
  })

  it('say what lacks, and leave the profile usable', () => {
    const found = findingsOf('test', {'insi.url': whole['insi.url']})
    expect(found.map(({code, severity}) => [code, severity])).toEqual([['insi-incomplete', 'warning']])
    expect(found[0]?.params?.['names']).toBe('insi.certificate, insi.idam, insi.instance')
  })

  it.each(['test', 'formation', 'production'] as const)('never lead to this machine in %s', (environment) => {
    const found = findingsOf(environment, {...whole, 'insi.url': 'https://localhost:8443/lps'})
    expect(found[0]).toMatchObject({code: 'environment-mismatch', severity: 'error', key: 'insi.url'})
  })

  it('never lead away from it in the sandbox', () => {
    expect(codesOf('sandbox', whole)).toEqual(['error environment-mismatch insi.url'])
  })
})
