import {describe, expect, it} from 'vitest'
import {insiCertificateFindings} from '../../../src/lib/insi/certificate-rules.ts'

const ISSUER = 'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'
const at = Date.UTC(2026, 2, 2)
const DAY = 86_400_000

interface Facts {
  readonly name?: string
  readonly issuer?: string
  readonly unit?: string
  readonly from?: number
  readonly until?: number
}

function faults(
  facts: Facts,
  place: {environment?: 'test' | 'formation' | 'production'; sender?: string} = {},
) {
  const {name = 'INSI-AUTO', issuer = ISSUER, unit = '1990000002', from = at - DAY, until = at + DAY} = facts
  const dn = (commonName: string, organisationalUnit?: string) => ({
    rdns: [],
    rfc2253: '',
    certificate: '',
    commonName,
    ...(organisationalUnit ? {organisationalUnit} : {}),
  })
  const certificate = {subject: dn(name, unit), issuer: dn(issuer), notBefore: from, notAfter: until}
  return insiCertificateFindings(certificate as never, {environment: 'test', at, ...place})
}

describe('a certificate for INSi', () => {
  it.each(['INSI-AUTO', 'INSI-MANU'])('may be named %s', (name) => {
    expect(faults({name})).toEqual([])
  })

  it.each(['insi-auto', 'INSI–AUTO', 'INSI-AUTO ', 'DMP AUTH TEST', 'INSI-AUTOMATE', ''])(
    'may not be named “%s”; both names are told',
    (name) => {
      expect(faults({name})).toEqual([
        {fault: 'common-name', params: {found: name || '-', allowed: 'INSI-AUTO, INSI-MANU'}},
      ])
    },
  )

  it('must come from the authority of organisations', () => {
    expect(faults({issuer: 'TEST AC IGC-SANTE STANDARD ORGANISATIONS'})[0]?.fault).toBe('issuer')
  })

  it('must be TEST outside production, and no TEST in it', () => {
    const real = 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'
    expect(faults({issuer: real})[0]?.fault).toBe('environment')
    expect(faults({}, {environment: 'production'})[0]?.fault).toBe('environment')
    expect(faults({issuer: real}, {environment: 'production'})).toEqual([])
  })

  it('follows the profile, whose rules hold its address against its environment', () => {
    expect(faults({}, {environment: 'formation'})).toEqual([])
    expect(faults({}, {environment: 'production'})[0]).toMatchObject({params: {kind: 'production'}})
  })

  it('must be in date', () => {
    expect(faults({until: at})[0]).toEqual({fault: 'ended', params: {date: '2026-03-02'}})
    expect(faults({from: at + 1})[0]?.fault).toBe('not-yet')
  })

  it('names the structure that calls, unless the profile does', () => {
    expect(faults({unit: ''})[0]?.fault).toBe('sender')
    expect(faults({unit: ''}, {sender: '1990000002'})).toEqual([])
  })

  it('tells everything at once', () => {
    expect(faults({name: 'X', issuer: 'Y', until: 0}).map(({fault}) => fault)).toEqual([
      'common-name',
      'issuer',
      'ended',
    ])
  })
})
