import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {cardAnchors, igcSanteAnchors, matchAnchor, type TrustAnchor} from '../../../src/lib/pki/anchors.ts'
import {toBase64} from '../../../src/lib/pki/der-values.ts'
import {readCertificates} from '../../../src/lib/pki/pem.ts'
import {cardCertificate} from '../../../src/lib/workstation/card-certificates.ts'
import type {CardProofAround} from '../../../src/lib/workstation/card-proof.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {cardAuthUse, type Issued, signUse, TestPki, testSigns} from '../../support/test-keys.ts'

const unit = '/C=FR/O=DMP ESSAI/OU=0002 000000000/OU=IGC-SANTE TEST'
const names = {
  rootDn: `${unit}/CN=TEST AC RACINE IGC-SANTE FICTIVE`,
  intermediateDn: `${unit}/CN=TEST AC IGC-SANTE FORT PERSONNES FICTIVE`,
}
const pki = new TestPki(names)
afterAll(() => pki.remove())
const holder = '/C=FR/O=Personne fictive/CN=899700000005'
const leaf = (name: string, extensions: readonly string[], more = {}) =>
  pki.leaf(name, {subject: holder, extensions: [...extensions, ...testSigns], ...more})
const auth = leaf('auth', cardAuthUse)
const nobody: CardProofAround = {now: Date.now() + 60_000, pool: [], trusted: [], anchors: []}
const vouched: CardProofAround = {...nobody, trusted: [pki.intermediate.certificate, pki.root.certificate]}
const read = ({der}: Pick<Issued, 'der'>, around: CardProofAround) => {
  const one = cardCertificate({label: 'x', der}, false, around)
  if (one.state !== 'read') throw new Error(one.state)
  return one
}
const anchorOf = ({certificate}: Issued, environment: TrustAnchor['environment']): TrustAnchor => ({
  name: 'ACI-FO-PP-FICTIVE',
  role: 'intermediate',
  environment,
  subject: certificate.subject.certificate,
  issuer: certificate.issuer.certificate,
  subjectKeyId: certificate.subjectKeyId ?? '',
  spki: toBase64(certificate.publicKey.spki),
  sha256: certificate.sha256.hex,
  notBefore: new Date(certificate.notBefore).toISOString(),
  notAfter: new Date(certificate.notAfter).toISOString(),
})

describe('what is proved of a certificate of a card', () => {
  it('is nothing by the names that it bears', () => {
    expect(read(auth, nobody)).toMatchObject({proof: {state: 'unproved'}, environment: 'test', use: 'auth'})
    expect(read(auth, {...nobody, pool: [pki.intermediate.certificate]}).proof).toEqual({state: 'unproved'})
    const twin = new TestPki(names)
    const forged = twin.leaf('forged', {subject: holder, extensions: [...cardAuthUse, ...testSigns]})
    expect(read(forged, vouched).proof).toEqual({state: 'unproved'})
    twin.remove()
  })

  it('is its signature, by an authority for which somebody vouches, or whose key data know', () => {
    expect(read(auth, vouched)).toMatchObject({
      product: 'CARD_AUTH',
      proof: {state: 'proved', by: 'vouched', authority: 'TEST AC IGC-SANTE FORT PERSONNES FICTIVE'},
    })
    const known = {...nobody, anchors: [anchorOf(pki.intermediate, 'test')]}
    expect(read(auth, known)).toMatchObject({
      environment: 'test',
      proof: {state: 'proved', by: 'anchor', authority: 'ACI-FO-PP-FICTIVE'},
    })
    // Above an authority that was added stands a root that data know.
    const rooted = {...nobody, pool: [pki.intermediate.certificate], anchors: [anchorOf(pki.root, 'test')]}
    expect(read(auth, rooted).proof.state).toBe('proved')
  })

  it('is in conflict where its authority is of another environment than its names', () => {
    const other = {...nobody, anchors: [anchorOf(pki.intermediate, 'production')]}
    expect(read(auth, other).environment).toBe('conflict')
  })

  it('is that it is forged where the authority that it names did not sign it', () => {
    const der = Uint8Array.from(auth.der)
    der[der.length - 3] = (der[der.length - 3] ?? 0) ^ 0xff
    for (const around of [vouched, {...nobody, anchors: [anchorOf(pki.intermediate, 'test')]}])
      expect(read({der}, around).proof).toMatchObject({
        state: 'faulty',
        check: 'CHAIN-01',
        message: 'certificate.finding.CHAIN-01.forged',
      })
  })

  it.each([
    ['a short key', {bits: 1024}, [], 'KEY-02'],
    ['an old hash', {hash: 'sha1'}, [], 'KEY-02'],
    ['a critical extension that nobody reads', {}, ['1.2.3.4=critical,DER:0500'], 'CHAIN-01'],
  ] as const)('is that it is faulty by %s', (name, more, extensions, check) => {
    const one = leaf(name.replaceAll(' ', '-'), [...cardAuthUse, ...extensions], more)
    expect(read(one, vouched).proof).toMatchObject({state: 'faulty', check})
  })

  it('is not that it is of a card where its uses are those of another product', () => {
    const org = leaf('org', ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth'])
    expect(read(org, vouched).product).toBe('ORG_AUTH_CLI')
    expect(read(leaf('sign', signUse), vouched).use).toBe('sign')
  })
})

describeWith(['shared-data'], 'authorities of persons that are known by data', () => {
  const folder = join(sharedData() ?? '', 'igc-sante')

  it('are the published certificates, by key id, key and fingerprint', () => {
    for (const name of ['ACI-EL-PP-TEST', 'ACR-ST-TEST', 'ACI-ST-PP-TEST']) {
      const [certificate] = readCertificates(readFileSync(join(folder, `${name}.pem`)), name)
      if (!certificate) throw new Error(name)
      const anchor = matchAnchor(certificate, cardAnchors)
      expect(anchor).toMatchObject({
        name,
        environment: 'test',
        subject: certificate.subject.certificate,
        issuer: certificate.issuer.certificate,
        notBefore: new Date(certificate.notBefore).toISOString(),
        notAfter: new Date(certificate.notAfter).toISOString(),
      })
      // No server and no structure is believed by an authority of persons.
      expect(matchAnchor(certificate, igcSanteAnchors)).toBeUndefined()
    }
  })
})
