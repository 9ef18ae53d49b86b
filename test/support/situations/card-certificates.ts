/** Certificates of invented cards: what a CPS shows without a code, real, of test, ended, near their end. */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {authUse, signUse, TestPki, testSigns} from '../test-keys.ts'

export type CardContent = 'real' | 'test' | 'expired' | 'near' | 'early'

export interface CardCertificates {
  /** Files of DER, authentication first. */
  readonly of: Readonly<Record<CardContent, readonly string[]>>
  remove(): void
}

const realSigns = [
  '1.2.250.1.71.1.2.5=DER:040100',
  'certificatePolicies=1.2.250.1.213.1.7.1.1.1.1',
  'crlDistributionPoints=URI:http://igc.example.invalid/CRL/ACI-EL-PP.crl',
]
const holder = '/C=FR/O=Personne fictive/CN=899700000005'
const dayMs = 86_400_000

export function makeCardCertificates(): CardCertificates {
  const unit = (name: string) => `/C=FR/O=DMP ESSAI/OU=0002 000000000/OU=${name}`
  const real = new TestPki({
    rootDn: `${unit('IGC-SANTE')}/CN=AC RACINE IGC-SANTE ELEMENTAIRE FICTIVE`,
    intermediateDn: `${unit('IGC-SANTE')}/CN=AC IGC-SANTE ELEMENTAIRE PERSONNES FICTIVE`,
  })
  const test = new TestPki({
    rootDn: `${unit('IGC-SANTE TEST')}/CN=TEST AC RACINE IGC-SANTE FICTIVE`,
    intermediateDn: `${unit('IGC-SANTE TEST')}/CN=TEST AC IGC-SANTE ELEMENTAIRE PERSONNES FICTIVE`,
  })
  const pair = (pki: TestPki, name: string, signs: readonly string[], from?: number, until?: number) =>
    [authUse, signUse].map((use, at) => {
      const {der} = pki.leaf(`${name}-${at}`, {
        subject: holder,
        extensions: [...use, ...signs],
        ...(from === undefined ? {} : {notBefore: stamp(from)}),
        ...(until === undefined ? {} : {notAfter: stamp(until)}),
      })
      const file = join(pki.folder, `${name}-${at}.der`)
      writeFileSync(file, der)
      return file
    })
  return {
    of: {
      real: pair(real, 'real', realSigns),
      expired: pair(real, 'expired', realSigns, -1000, -3),
      near: pair(real, 'near', realSigns, -1000, 20.5),
      early: pair(test, 'early', testSigns, 10, 1000),
      test: pair(test, 'test', testSigns),
    },
    remove() {
      real.remove()
      test.remove()
    },
  }
}

/** So many days from now, `AAAAMMJJhhmmssZ`. */
function stamp(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().replace(/[-:T]|\.\d+/g, '')
}
