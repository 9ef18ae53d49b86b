import type {Container} from '../containers/container.ts'
import type {CheckThresholds, FileFacts} from '../pki/checks/check.ts'
import {judgeCertificate, judgeFile, judgeName} from './judge.ts'
import {type CertificateRecord, certificateRecord, type FileFinding, type KeyRecord} from './record.ts'

/** Distinct certificates that are kept; a tree with more is no tree of one establishment, and is said to be cut. */
export const MOST_CERTIFICATES = 500_000

export interface InventoryWish {
  /** ms since 1970. */
  readonly now: number
  readonly thresholds: CheckThresholds
  readonly unmask: boolean
}

/** Takes containers one after the other and keeps a short record of what they hold; the containers may go. */
export class Inventory {
  private readonly wish: InventoryWish
  private readonly bySha256 = new Map<string, CertificateRecord>()
  readonly keys: KeyRecord[] = []
  readonly findings: FileFinding[] = []
  /** Files that stay closed without their password. */
  readonly closed: string[] = []
  /** Files that profiles use and that lie elsewhere: they count only beside a newer certificate of the tree. */
  readonly elsewhere = new Set<string>()
  /** Files that hold something, by format. */
  readonly formats = new Map<string, number>()
  requests = 0
  revocationLists = 0
  /** Certificates that were not kept. */
  left = 0

  constructor(wish: InventoryWish) {
    this.wish = wish
  }

  get certificates(): readonly CertificateRecord[] {
    return [...this.bySha256.values()]
  }

  has(path: string, sha256: string): boolean {
    return this.bySha256.get(sha256)?.paths.includes(path) ?? false
  }

  /** @param file what the system says of a file that holds keys; without it, nothing is said of who may read it */
  add(container: Container, file?: FileFacts): void {
    const {name, format, certificates, keys} = container
    this.formats.set(format, (this.formats.get(format) ?? 0) + 1)
    this.requests += container.requests.length
    this.revocationLists += container.revocationLists.length
    if (container.passwordNeeded && certificates.length === 0) this.closed.push(name)
    const {now} = this.wish
    const [first] = certificates
    this.find(name, first?.sha256.hex ?? null, judgeFile(container, file, now))
    for (const certificate of certificates) {
      if (this.keep(container, certificate))
        this.find(name, certificate.sha256.hex, judgeName(container, certificate))
    }
    for (const {form, encrypted, encryption, spkiSha256, certificate} of keys)
      this.keys.push({
        path: name,
        format,
        form,
        encrypted,
        encryption: encryption ?? null,
        spkiSha256: spkiSha256 ?? null,
        boundTo: certificate === undefined ? null : (certificates[certificate]?.sha256.hex ?? null),
      })
  }

  /** Certificates that a profile uses from a place that was not looked through. */
  addUsed(container: Container): void {
    this.elsewhere.add(container.name)
    for (const certificate of container.certificates) this.keep(container, certificate)
  }

  private find(path: string, sha256: string | null, found: readonly FileFinding['finding'][]): void {
    for (const finding of found) this.findings.push({path, sha256, finding})
  }

  /** False when this file was already known to hold it, or nothing more is kept. */
  private keep({name}: Container, certificate: Container['certificates'][number]): boolean {
    const {now, thresholds, unmask} = this.wish
    let record = this.bySha256.get(certificate.sha256.hex)
    if (!record) {
      if (this.bySha256.size >= MOST_CERTIFICATES) {
        this.left += 1
        return false
      }
      record = certificateRecord(certificate, judgeCertificate(certificate, now, thresholds), unmask)
      this.bySha256.set(record.sha256, record)
    }
    if (record.paths.at(-1) === name) return false
    record.paths.push(name)
    return true
  }
}
