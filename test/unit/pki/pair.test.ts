import {afterAll, beforeAll, expect, it} from 'vitest'
import {igcSanteAnchors} from '../../../src/lib/pki/anchors.ts'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import {checkPair, type PairInput, requireFit} from '../../../src/lib/pki/pair.ts'
import {productOf} from '../../../src/lib/pki/product.ts'
import {describeWith} from '../../support/requires.ts'
import {
  authUse,
  finessEj,
  type Issued,
  serverUse,
  signUse,
  TestPki,
  testSigns,
} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'a pair of certificates', () => {
  let pki: TestPki
  let auth: Issued
  let sign: Issued
  const now = Date.UTC(2030, 5, 1)
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
    sign = pki.leaf('SIGN', {extensions: [...signUse, ...testSigns]})
  })
  afterAll(() => pki.remove())

  const input = (changes: Partial<PairInput> = {}): PairInput => ({
    auth: auth.certificate,
    sign: sign.certificate,
    authChain: [pki.intermediate.certificate],
    signChain: [pki.intermediate.certificate],
    environment: 'sandbox',
    finessEj,
    now,
    caCertificates: [pki.root.certificate],
    ...changes,
  })
  const found = (changes: Partial<PairInput> = {}) =>
    checkPair(input(changes)).map(({check, certificate, severity, variant}) =>
      [check, certificate, severity, variant].filter(Boolean).join(' '),
    )
  const made = (name: string, options: Parameters<TestPki['leaf']>[1]): Certificate =>
    pki.leaf(name, options).certificate

  it('raises nothing when all is well', () => {
    expect(checkPair(input())).toEqual([])
    expect(() => requireFit(checkPair(input()))).not.toThrow()
  })

  it('may name the SIRET of the establishment instead of its FINESS', () => {
    const siret = '300000000077081'
    const both = {
      auth: made('siret-a', {unit: siret}),
      sign: made('siret-s', {unit: siret, extensions: [...signUse, ...testSigns]}),
    }
    expect(found({...both, siret: '00000000077081'})).toEqual([])
    expect(found(both)).toEqual(['ID-03 auth error', 'ID-03 sign error'])
  })

  it('must be within its dates', () => {
    const end = auth.certificate.notAfter
    expect(found({now: end + 1})).toEqual(['TIME-01 auth error', 'TIME-01 sign error'])
    expect(found({now: auth.certificate.notBefore - 1})).toEqual(['TIME-02 auth error', 'TIME-02 sign error'])
    expect(found({now: end - 60 * 86_400_000})).toEqual(['TIME-03 auth warning', 'TIME-03 sign warning'])
    expect(found({now: end - 61 * 86_400_000})).toEqual([])
    expect(found({now: end - 61 * 86_400_000, warnDays: 90})).toHaveLength(2)
  })

  it('warns of a seal key that ends before its certificate', () => {
    const period = '2.5.29.16=DER:3022800F32303230303130313030303030305A810F32303938303130313030303030305A'
    expect(found({sign: made('pkup', {extensions: [...signUse, ...testSigns, period]})})).toEqual([
      'TIME-04 sign warning',
    ])
  })

  it('is refused in the environment it was not made for', () => {
    expect(found({environment: 'production'})).toEqual(
      expect.arrayContaining(['ENV-01 auth error mismatch', 'ENV-01 sign error mismatch']),
    )
    expect(found({auth: made('bare', {extensions: authUse})})).toEqual([])
    const contradictory = made('contradictory', {extensions: [...authUse, '1.2.250.1.71.1.2.5=DER:040103']})
    expect(found({auth: contradictory})).toEqual(['ENV-01 auth error conflict'])
  })

  it('must come from an authority of the profile in the sandbox', () => {
    expect(found({caCertificates: []})).toEqual([
      'CHAIN-01 auth error not-configured',
      'CHAIN-01 sign error not-configured',
    ])
    expect(found({authChain: []})).toEqual(['CHAIN-01 auth error not-configured'])
    expect(found({authChain: [], signChain: [], caCertificates: [pki.intermediate.certificate]})).toEqual([])
  })

  it('must come from an IGC-Santé authority elsewhere; a configured one is only tolerated', () => {
    expect(found({environment: 'test'})).toEqual([
      'CHAIN-01 auth warning configured-only',
      'CHAIN-01 sign warning configured-only',
    ])
    expect(found({environment: 'test', caCertificates: []})).toEqual([
      'CHAIN-01 auth error unknown-issuer',
      'CHAIN-01 sign error unknown-issuer',
    ])
  })

  it('is found out when it borrows the key id of an IGC-Santé authority', () => {
    const real = igcSanteAnchors.find(({name}) => name === 'ACI-EL-ORG')
    const forger = new TestPki({
      intermediateDn:
        '/C=FR/O=ASIP-SANTE/OU=0002 187512751/OU=IGC-SANTE/CN=AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
      subjectKeyId: real?.subjectKeyId ?? '',
    })
    try {
      const policy = (arc: string) => [
        '1.2.250.1.71.1.2.5=DER:040103',
        `certificatePolicies=1.2.250.1.213.1.7.1.1.2.${arc}`,
      ]
      const pair = {
        auth: forger.leaf('a', {extensions: [...authUse, ...policy('4.1')]}).certificate,
        sign: forger.leaf('s', {extensions: [...signUse, ...policy('3.1')]}).certificate,
        authChain: [forger.intermediate.certificate],
        signChain: [forger.intermediate.certificate],
      }
      // even when the forger's own root is given as trusted
      expect(found({...pair, environment: 'production', caCertificates: [forger.root.certificate]})).toEqual([
        'CHAIN-01 auth error forged',
        'CHAIN-01 sign error forged',
      ])
    } finally {
      forger.remove()
    }
  })

  it('must be of the right products, and says when they are exchanged', () => {
    expect(found({auth: sign.certificate, sign: auth.certificate})).toEqual([
      'USE-01 auth error swapped',
      'USE-01 sign error swapped',
    ])
    const server = made('server', {extensions: [...serverUse, ...testSigns]})
    expect(productOf(server)).toBe('SSL_SERV')
    expect(found({auth: server})).toEqual(['USE-01 auth error'])
  })

  it('must name the one structure of the profile', () => {
    expect(found({finessEj: '0B0221636'})).toEqual(['ID-03 auth error', 'ID-03 sign error'])
    expect(found({auth: made('other', {unit: '10B0221636'})})).toEqual([
      'ID-03 auth error',
      'ID-04 pair error',
    ])
    expect(found({auth: made('free', {unit: 'SERVICE'})})).toContain('ID-01 auth error')
    expect(found({auth: made('none', {subject: '/C=FR/CN=x'})})).toContain('ID-01 auth error absent')
    const wrongKey = made('wrong', {unit: '10B0000015'})
    expect(found({auth: wrongKey})).toContain('ID-02 auth warning')
  })

  it('needs a key that is its own, strong and separate', () => {
    expect(found({keyMatches: {auth: true, sign: false}})).toEqual(['KEY-01 sign error'])
    expect(found({auth: made('small', {bits: 1024})})).toEqual(['KEY-02 auth error'])
    expect(found({auth: made('sha1', {hash: 'sha1'})})).toEqual(['KEY-02 auth error'])
    const same = made('same', {keyOf: auth, extensions: [...signUse, ...testSigns]})
    expect(found({sign: same})).toEqual(['KEY-03 pair warning'])
  })

  it('stops the run with the gravest finding and all of them in the details', () => {
    const findings = checkPair(input({now: auth.certificate.notAfter + 1}))
    expect(() => requireFit(findings)).toThrowError(
      expect.objectContaining({
        code: 'DMP_CERTIFICATE_UNFIT',
        exitCode: 4,
        params: expect.objectContaining({check: 'TIME-01', certificate: 'auth', end: '2099-12-31'}),
        details: {findings},
      }),
    )
  })
})
