/**
 * Certificates of invented cards: what a CPS shows without a code, real, of test, ended, near their end; and what is no
 * such card: made by a stranger under the same names, altered, weak, of a structure.
 */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {
  authUse,
  cardAuthUse,
  type Issued,
  type LeafOptions,
  signUse,
  TestPki,
  testSigns,
} from '../test-keys.ts'

export type CardContent =
  | 'real'
  | 'test'
  | 'expired'
  | 'near'
  | 'early'
  | 'stranger'
  | 'altered'
  | 'weak'
  | 'critical'
  | 'structure'
  | 'staff'
  | 'authorised'

export interface CardCertificates {
  /** Files of DER, authentication first. */
  readonly of: Readonly<Record<CardContent, readonly string[]>>
  /** Authorities that made them, but for the stranger: whoever vouches for them proves these cards. */
  readonly authorities: readonly Issued[]
  remove(): void
}

const realSigns = [
  '1.2.250.1.71.1.2.5=DER:040100',
  'certificatePolicies=1.2.250.1.213.1.7.1.1.1.1',
  'crlDistributionPoints=URI:http://igc.example.invalid/CRL/ACI-EL-PP.crl',
]
const holder = '/C=FR/O=Personne fictive/CN=899700000005'
/** Type of card: 0 CPS, 2 CDE or CPE, 3 CDA or CPA. */
const kind = (code: 0 | 2 | 3) => `1.2.250.1.71.1.2.2=DER:02010${code}`
const dayMs = 86_400_000
const unit = (name: string) => `/C=FR/O=DMP ESSAI/OU=0002 000000000/OU=${name}`
const ofTest = {
  rootDn: `${unit('IGC-SANTE TEST')}/CN=TEST AC RACINE IGC-SANTE FICTIVE`,
  intermediateDn: `${unit('IGC-SANTE TEST')}/CN=TEST AC IGC-SANTE ELEMENTAIRE PERSONNES FICTIVE`,
}

export function makeCardCertificates(): CardCertificates {
  const real = new TestPki({
    rootDn: `${unit('IGC-SANTE')}/CN=AC RACINE IGC-SANTE ELEMENTAIRE FICTIVE`,
    intermediateDn: `${unit('IGC-SANTE')}/CN=AC IGC-SANTE ELEMENTAIRE PERSONNES FICTIVE`,
  })
  const test = new TestPki(ofTest)
  const stranger = new TestPki(ofTest)
  const one = (pki: TestPki, name: string, extensions: readonly string[], more: LeafOptions = {}) => {
    const {der} = pki.leaf(name, {subject: holder, extensions, ...more})
    const file = join(pki.folder, `${name}.der`)
    writeFileSync(file, der)
    return file
  }
  const pair = (
    pki: TestPki,
    name: string,
    signs: readonly string[],
    from?: number,
    until?: number,
    type = kind(0),
  ) =>
    [cardAuthUse, signUse].map((use, at) =>
      one(pki, `${name}-${at}`, [...use, ...signs, type], {
        ...(from === undefined ? {} : {notBefore: stamp(from)}),
        ...(until === undefined ? {} : {notAfter: stamp(until)}),
      }),
    )
  const auth = [...cardAuthUse, ...testSigns, kind(0)]
  return {
    of: {
      real: pair(real, 'real', realSigns),
      expired: pair(real, 'expired', realSigns, -1000, -3),
      near: pair(real, 'near', realSigns, -1000, 20.5),
      early: pair(test, 'early', testSigns, 10, 1000),
      test: pair(test, 'test', testSigns),
      stranger: pair(stranger, 'stranger', testSigns),
      altered: [altered(test, auth)],
      weak: [one(test, 'weak', auth, {bits: 1024, hash: 'sha1'})],
      critical: [one(test, 'critical', [...auth, '1.2.3.4=critical,DER:0500'])],
      staff: pair(test, 'staff', testSigns, undefined, undefined, kind(2)),
      authorised: pair(test, 'authorised', testSigns, undefined, undefined, kind(3)),
      structure: [one(test, 'structure', [...authUse, ...testSigns])],
    },
    authorities: [real.intermediate, test.intermediate],
    remove() {
      real.remove()
      test.remove()
      stranger.remove()
    },
  }
}

/** One bit of its signature is another. */
function altered(pki: TestPki, extensions: readonly string[]): string {
  const der = Uint8Array.from(pki.leaf('altered', {subject: holder, extensions}).der)
  der[der.length - 3] = (der[der.length - 3] ?? 0) ^ 0x01
  const file = join(pki.folder, 'altered.der')
  writeFileSync(file, der)
  return file
}

/** So many days from now, `AAAAMMJJhhmmssZ`. */
function stamp(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().replace(/[-:T]|\.\d+/g, '')
}
