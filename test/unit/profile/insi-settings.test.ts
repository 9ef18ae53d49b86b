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

  it.each([
    ['test', 'https://services-ps-tlsm.ameli.fr/lps'],
    ['test', 'https://services-ps-tlsm.ameli.fr./lps'],
    ['formation', 'https://SERVICES-PS.ameli.fr:443/lps'],
    ['production', 'https://qualiflps-services-ps-tlsm.ameli.fr:443/lps'],
    ['production', 'https://qualiflps.services-ps.ameli.fr./lps'],
  ] as const)('never lead from %s to a published address of the other service: %s', (environment, url) => {
    const [found] = findingsOf(environment, {...whole, 'insi.url': url})
    expect(found).toMatchObject({code: 'environment-mismatch', severity: 'error', key: 'insi.url'})
    expect(found?.params).toMatchObject({found: url, environment})
  })

  it.each([
    ['test', 'https://qualiflps-services-ps-tlsm.ameli.fr:443/lps'],
    ['production', 'https://services-ps-tlsm.ameli.fr/lps'],
    ['production', 'https://qualif.example.test/lps'],
    ['test', 'https://services-ps-tlsm.ameli.fr.example.test/lps'],
  ] as const)('may lead from %s to %s', (environment, url) => {
    expect(codesOf(environment, {...whole, 'insi.url': url})).toEqual([])
  })

  it('never lead away from it in the sandbox', () => {
    expect(codesOf('sandbox', whole)).toEqual(['error environment-mismatch insi.url'])
  })
})
