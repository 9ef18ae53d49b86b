import type {Container, KeyEntry} from '../../../src/lib/containers/container.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import type {CheckReport, CheckSubject, PairSubject} from '../../../src/lib/pki/checks/check.ts'
import {reportOnCertificate, reportOnPair} from '../../../src/lib/pki/checks/run.ts'
import type {CertificateCheck} from '../../../src/lib/pki/finding.ts'
import {
  authUse,
  finessEj,
  type Issued,
  type LeafOptions,
  serverUse,
  signUse,
  TestPki,
  testSigns,
} from '../../support/test-keys.ts'

/** One behaviour of one check: what is looked at, and what it is to answer. */
export interface Case {
  readonly id: CertificateCheck
  readonly says: string
  /** `error`, `warning stale`…; `ok` when nothing is to be found, `skipped` when there is nothing to judge by. */
  readonly expected: string
  readonly look: (kit: Kit) => CheckReport
}

export const now = Date.UTC(2030, 5, 1)
export const dayMs = 86_400_000

const igc = '/C=FR/O=ASIP-SANTE/OU=0002 187512751/OU=IGC-SANTE'

/** Certificates made by OpenSSL on first use, all with one of three keys so that making many stays quick. */
export class Kit {
  readonly pki = new TestPki()
  readonly auth: Issued = this.pki.leaf('AUTH')
  readonly sign: Issued = this.pki.leaf('SIGN', {extensions: [...signUse, ...testSigns]})
  readonly #made = new Map<string, Issued>()

  /** An ORG AUTH_CLI TEST unless told otherwise; each name is made once. */
  leaf(name: string, options: LeafOptions = {}): Certificate {
    return this.#once(name, () => this.pki.leaf(name, {keyOf: this.auth, ...options})).certificate
  }

  seal(name: string, options: LeafOptions = {}): Certificate {
    return this.leaf(name, {keyOf: this.sign, extensions: [...signUse, ...testSigns], ...options})
  }

  server(): Certificate {
    return this.leaf('server', {extensions: [...serverUse, ...testSigns]})
  }

  /** An authority of this name under the root of the test, with the key of the usual intermediate. */
  authority(name: string, subject: string, options: LeafOptions = {}): Issued {
    return this.#once(name, () =>
      this.pki.issue(name, this.pki.root, {
        subject,
        keyOf: this.pki.intermediate,
        extensions: [
          'basicConstraints=critical,CA:TRUE,pathlen:0',
          'keyUsage=critical,keyCertSign,cRLSign',
          'subjectKeyIdentifier=hash',
          'authorityKeyIdentifier=keyid',
        ],
        ...options,
      }),
    )
  }

  /** A leaf under an authority that bears an IGC-Santé name (or another), which the test root signed. */
  under(name: string, authority: string, options: LeafOptions = {}): Certificate {
    const issuer = this.authority(`authority of ${name}`.replaceAll(' ', '-'), authority)
    return this.#once(name, () =>
      this.pki.issue(name, issuer, {keyOf: this.auth, extensions: [...authUse, ...testSigns], ...options}),
    ).certificate
  }

  igc(domain: string, name = `of ${domain}`): Certificate {
    return this.under(name.replaceAll(' ', '-'), `${igc} TEST/CN=TEST AC IGC-SANTE ${domain}`)
  }

  #once(name: string, make: () => Issued): Issued {
    const made = this.#made.get(name) ?? make()
    this.#made.set(name, made)
    return made
  }

  get pool(): readonly Certificate[] {
    return [this.pki.intermediate.certificate, this.pki.root.certificate]
  }

  subject(changes: Partial<CheckSubject> = {}): CheckSubject {
    return {
      role: 'leaf',
      certificate: this.auth.certificate,
      now,
      pool: this.pool,
      trusted: [this.pki.root.certificate],
      ...changes,
    }
  }

  one(changes: Partial<CheckSubject> = {}): CheckReport {
    return reportOnCertificate(this.subject(changes))
  }

  pair(
    changes: Partial<PairSubject> = {},
    auth: Partial<CheckSubject> = {},
    sign: Partial<CheckSubject> = {},
  ): CheckReport {
    const common = {environment: 'sandbox', structures: [`1${finessEj}`]} as const
    return reportOnPair({
      auth: this.subject({role: 'auth', ...common, ...auth}),
      sign: this.subject({role: 'sign', certificate: this.sign.certificate, ...common, ...sign}),
      now,
      ...changes,
    })
  }

  /** A container as its reader would give it, of these certificates in this order. */
  container(
    format: Container['format'],
    certificates: readonly Certificate[],
    more: Partial<Container> = {},
  ): Container {
    const leaf = certificates.find(({isCa}) => !isCa)
    return {
      name: `/srv/keys/a.${format === 'pkcs12' ? 'p12' : 'pem'}`,
      format,
      certificates,
      ...(leaf ? {leaf} : {}),
      requests: [],
      revocationLists: [],
      keys: [],
      passwordNeeded: false,
      problems: [],
      findings: [],
      ...more,
    }
  }

  /** What our reader makes of these bytes. */
  read(bytes: Uint8Array | string, name: string): Container {
    return readContainer(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name)
  }
}

export const encryptedKey: KeyEntry = {form: 'pkcs12', encrypted: true, encryption: 'PBES2 AES-256-CBC'}
