import type {Environment} from '../profile/profile.ts'
import type {AuthorityRevocation, RevocationStatus} from '../revocation/status.ts'
import type {Certificate} from './certificate.ts'

/** Every check there is; `checks/registry.ts` has one entry for each. An id is never given to another check. */
export type CertificateCheck =
  | 'TIME-01'
  | 'TIME-02'
  | 'TIME-03'
  | 'TIME-04'
  | 'TIME-05'
  | 'TIME-06'
  | 'TIME-07'
  | 'ENV-01'
  | 'ENV-02'
  | 'CHAIN-01'
  | 'CHAIN-02'
  | 'CHAIN-03'
  | 'CHAIN-04'
  | 'USE-01'
  | 'USE-02'
  | 'USE-03'
  | 'ID-01'
  | 'ID-02'
  | 'ID-03'
  | 'ID-04'
  | 'ID-05'
  | 'ID-06'
  | 'ID-07'
  | 'KEY-01'
  | 'KEY-02'
  | 'KEY-03'
  | 'KEY-04'
  | 'P12-01'
  | 'P12-02'
  | 'P12-03'
  | 'P12-04'
  | 'REV-01'
  | 'REV-02'
  | 'FILE-01'
  | 'FILE-02'
  | 'FILE-03'
  | 'FILE-04'
  | 'FILE-05'
  | 'FILE-06'
  | 'STORE-01'
  | 'STORE-02'
  | 'TRUST-01'
  | 'FINESS-01'
  | 'FINESS-02'
  | 'FINESS-03'
  | 'FINESS-04'
  | 'PAIR-01'

/** `leaf`: a certificate looked at for itself, not as one of a pair. */
export type CertificateRole = 'auth' | 'sign' | 'leaf' | 'pair' | 'authority'
export type FindingSeverity = 'error' | 'warning' | 'info'

/**
 * One rule that a certificate breaks. The sentence is `certificate.finding.<check>` (and `….<check>.<variant>` where a
 * variant is given) in the message catalogues.
 */
export interface CertificateFinding {
  readonly check: CertificateCheck
  readonly severity: FindingSeverity
  readonly certificate: CertificateRole
  readonly variant?: string
  readonly params: Readonly<Record<string, string | number>>
}

/** What {@link checkPair} needs; chains may be unordered and may hold strangers. */
export interface PairInput {
  readonly auth: Certificate
  readonly sign: Certificate
  readonly authChain?: readonly Certificate[]
  readonly signChain?: readonly Certificate[]
  readonly environment: Environment
  /** 9 characters. */
  readonly finessEj: string
  readonly siret?: string
  /** ms since 1970. */
  readonly now: number
  /** Certificates of `trust.caFiles`. */
  readonly caCertificates?: readonly Certificate[]
  /** Does the private key belong to the certificate? Left out where no key was opened. */
  readonly keyMatches?: {readonly auth?: boolean; readonly sign?: boolean}
  /** Days before the end at which TIME-03 warns; 60 is when the ANS writes its reminder. */
  readonly warnDays?: number
  /** What is known of each; left out where nothing was asked. */
  readonly revocation?: {
    readonly auth?: RevocationStatus | undefined
    readonly sign?: RevocationStatus | undefined
  }
  /** Of the authorities above each. */
  readonly chainRevocation?: {
    readonly auth?: readonly AuthorityRevocation[]
    readonly sign?: readonly AuthorityRevocation[]
  }
  /** `trust.revocation`: how grave an unknown revocation is. */
  readonly revocationMode?: 'warn' | 'strict' | 'off'
}

/** Message key of a finding: its check, and which side of the check failed. */
export function findingMessage({check, variant}: CertificateFinding): string {
  return variant ? `certificate.finding.${check}.${variant}` : `certificate.finding.${check}`
}
