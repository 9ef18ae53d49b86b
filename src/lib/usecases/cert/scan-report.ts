import type {ContainerFormat} from '../../containers/container.ts'
import type {GradedVerdict} from '../../pki/checks/check.ts'
import type {CertificateFinding} from '../../pki/finding.ts'

export type ScanState = 'valid' | 'ending' | 'expired' | 'not-yet' | 'replaced'

/** One certificate, however many files hold it. */
export interface ScannedCertificate {
  readonly sha256: string
  readonly product: string
  readonly environment: string
  /** In certificate order; names of persons hidden unless asked for. */
  readonly subject: string
  readonly issuer: string
  readonly structure: string | null
  readonly notBefore: string
  readonly notAfter: string
  /** Earlier than `notAfter` where the private key must stop before. */
  readonly endOfUse: string
  /** Whole days until `endOfUse`; negative once it is past. */
  readonly daysLeft: number
  readonly authority: boolean
  readonly state: ScanState
  /** Files that hold it. */
  readonly paths: readonly string[]
  /** Files that hold its private key. */
  readonly keys: readonly string[]
  readonly usedBy: readonly {readonly profile: string; readonly use: 'auth' | 'sign'}[]
  /** SHA-256 of the certificate for the same subject and product that lasts longest. */
  readonly replacedBy: string | null
}

export interface ScannedKey {
  readonly path: string
  readonly format: ContainerFormat
  readonly encrypted: boolean
  /** Scheme that protects it; null in clear. */
  readonly encryption: string | null
  /** SHA-256 of its certificate, where one was found; an encrypted key alone does not tell. */
  readonly certificate: string | null
}

export interface ScanFinding {
  readonly check: string
  readonly severity: CertificateFinding['severity']
  readonly path: string
  readonly sha256: string | null
  readonly message: string
  readonly params: CertificateFinding['params']
}

export interface ScanCounts {
  readonly folders: number
  /** Ordinary files looked at, whatever they hold. */
  readonly files: number
  /** Symbolic links, which are not followed. */
  readonly links: number
  /** Pipes, sockets and devices, which are not opened. */
  readonly others: number
  /** Files that hold certificates, keys, requests or revocation lists. */
  readonly sources: number
  /** Distinct, authorities left out. */
  readonly certificates: number
  readonly authorities: number
  readonly keys: number
  /** Keys whose certificate was found. */
  readonly pairs: number
  readonly requests: number
  readonly revocationLists: number
  /** Files and folders that could not be looked at. */
  readonly unreadable: number
}

/** `cert scan`: what a tree holds. */
export interface CertScan {
  readonly at: string
  readonly roots: readonly string[]
  /** Roots that are links, or lie behind one: what is listed lies where they lead to. */
  readonly followed: readonly {readonly root: string; readonly leadsTo: string}[]
  /** False: interrupted, and only what had been seen until then is here. */
  readonly complete: boolean
  readonly verdict: GradedVerdict
  readonly counts: ScanCounts
  readonly formats: Readonly<Record<string, number>>
  /** Used by a profile first, then by end. */
  readonly certificates: readonly ScannedCertificate[]
  readonly keys: readonly ScannedKey[]
  /** Files that stay closed without their password. */
  readonly closed: readonly string[]
  /** What could not be looked at is neither good nor expired; the first of them. */
  readonly unreadable: readonly {readonly path: string; readonly problem: string}[]
  /** Gravest first. */
  readonly findings: readonly ScanFinding[]
  /** Profiles whose certificates could not be read: what they use is not known. */
  readonly profilesUnread: readonly string[]
  /** Files that were written. */
  readonly written: {readonly csv: string | null; readonly html: string | null}
}

/** The page in the user's language. */
export interface ScanWords {
  page(scan: CertScan): string
}
