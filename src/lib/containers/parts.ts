import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {DerError} from '../pki/der.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import {type CertificateRequest, readRequest} from '../pki/request.ts'
import type {
  Container,
  ContainerFormat,
  ContainerProblem,
  KeyEntry,
  Protection,
  StoreEntry,
} from './container.ts'

/** Nobody keeps more in one place; a hostile file might. */
const maxParts = 20_000

/**
 * What is found in a source, part after part: one that cannot be read is noted beside the others. Certificates that
 * come twice are kept twice, as the source has them.
 */
export class Parts {
  private readonly name: string
  readonly certificates: Certificate[] = []
  readonly labels: string[] = []
  readonly requests: CertificateRequest[] = []
  readonly revocationLists: Uint8Array[] = []
  readonly keys: KeyEntry[] = []
  readonly problems: ContainerProblem[] = []
  readonly findings: CertificateFinding[] = []
  readonly storeEntries: StoreEntry[] = []
  passwordNeeded = false
  protection: Protection | undefined

  /** `name`: of the source, as the user gave it. */
  constructor(name: string) {
    this.name = name
  }

  /** Position of the certificate, or undefined when it cannot be read. */
  certificate(der: Uint8Array, part: string, label = ''): number | undefined {
    return this.reading(part, () => {
      this.labels.push(label)
      return this.certificates.push(readCertificate(der, part)) - 1
    })
  }

  request(der: Uint8Array, part: string): void {
    this.reading(part, () => this.requests.push(readRequest(der)))
  }

  problem(part: string, problem: string): void {
    this.spare()
    this.problems.push({part, problem})
  }

  find(check: CertificateFinding['check'], severity: CertificateFinding['severity'], variant?: string): void {
    this.findings.push({check, severity, certificate: 'pair', ...(variant ? {variant} : {}), params: {}})
  }

  /** Runs `read`; what is wrong with the bytes becomes a problem of that part. */
  reading<T>(part: string, read: () => T): T | undefined {
    this.spare()
    try {
      return read()
    } catch (error) {
      this.labels.length = this.certificates.length
      this.problem(part, problemOf(error))
      return undefined
    }
  }

  private spare(): void {
    const lists = [this.certificates, this.requests, this.revocationLists, this.keys, this.problems]
    if (lists.reduce((sum, {length}) => sum + length, 0) < maxParts) return
    throw new DmpError('DMP_CERT_SOURCE_UNREADABLE', {
      params: {source: this.name, problem: 'too-many-parts'},
    })
  }

  finish(format: ContainerFormat): Container {
    const {name} = this
    const leaf = this.leaf()
    return {
      name,
      format,
      certificates: this.certificates,
      ...(this.labels.some((label) => label !== '') ? {labels: this.labels} : {}),
      ...(leaf ? {leaf} : {}),
      requests: this.requests,
      revocationLists: this.revocationLists,
      keys: this.keys.map((key) => this.bound(key)),
      passwordNeeded: this.passwordNeeded,
      ...(this.protection ? {protection: this.protection} : {}),
      ...(this.storeEntries.length > 0 ? {storeEntries: this.storeEntries} : {}),
      problems: this.problems,
      findings: this.findings.map((finding) => ({...finding, params: {path: name}})),
    }
  }

  private leaf(): Certificate | undefined {
    for (const key of this.keys) {
      const at = this.bound(key).certificate
      const certificate = at === undefined ? undefined : this.certificates[at]
      if (certificate) return certificate
    }
    const holders = this.certificates.filter(({isCa}) => !isCa)
    const prints = new Set(holders.map(({sha256}) => sha256.hex))
    return prints.size === 1 ? holders[0] : undefined
  }

  /** A mark of the container first; else the public key tells which certificate goes with the key. */
  private bound(key: KeyEntry): KeyEntry {
    if (key.certificate !== undefined || key.spkiSha256 === undefined) return key
    const at = this.certificates.findIndex(({publicKey}) => publicKey.spkiSha256 === key.spkiSha256)
    return at < 0 ? key : {...key, certificate: at}
  }
}

/** Short code of what is wrong with the bytes. Anything else than bytes that make no sense is thrown on. */
export function problemOf(error: unknown): string {
  if (error instanceof DerError) return `asn1:${error.problem}@${error.offset}`
  if (error instanceof DmpError && error.code === 'DMP_KEY_FILE_UNREADABLE')
    return String(error.params['problem'] ?? 'unknown')
  throw error
}
