/**
 * What a check of a certificate looks at and what it answers. One entry of the registry is one rule with an id that
 * never changes: scripts filter on it, the documentation and `cert explain` are read from it.
 *
 * Rules are pure: everything they need (files, clock, revocation, FINESS extract) is gathered before, in a
 * {@link CheckSubject} or a {@link PairSubject}. A rule that lacks a fact answers `undefined`: not asked, which is
 * neither good nor bad and is shown as such.
 *
 * Sources: the ANS certificate FAQ and guides, EX_GEN-1450, EX_AIR-080, published certificates (decoded). Rules of
 * the public web (CA/Browser forum) are left out: they misfire on a private PKI.
 */
import type {Container} from '../../containers/container.ts'
import type {Environment} from '../../profile/profile.ts'
import type {AuthorityRevocation, RevocationStatus} from '../../revocation/status.ts'
import type {Certificate} from '../certificate.ts'
import type {TrustPath} from '../chain.ts'
import type {CertificateCheck, CertificateFinding, CertificateRole, FindingSeverity} from '../finding.ts'

/** What a certificate is meant for. `server`: the certificate of a TLS server (SERV SSL_SERV). */
export type CertificateUse = 'dmp-tls' | 'dmp-sign' | 'insi' | 'server'

/** `certificate`, `container`, `file` and `store` look at one certificate; `pair` and `profile` at two and their use. */
export type CheckScope = 'certificate' | 'container' | 'file' | 'store' | 'pair' | 'profile'

export interface CheckThresholds {
  /** Days before the end from which TIME-03 informs; not at all when absent. */
  readonly noticeDays?: number | undefined
  /** Days before the end from which TIME-03 warns; 60, when the ANS writes its reminder. */
  readonly warnDays?: number | undefined
  /** Days before the end from which TIME-03 is an error; not at all when absent: expiry itself is TIME-01. */
  readonly errorDays?: number | undefined
}

/** Places where no key should lie. */
export type ExposedPlace = 'desktop' | 'downloads' | 'web-root' | 'git-work-tree' | 'shared-folder'

export interface FileFacts {
  /** As the user should read it, absolute where known. */
  readonly path: string
  /** Permission bits of a POSIX system. */
  readonly mode?: number | undefined
  /** Windows: everybody's groups that may read it, e.g. `Everyone`. */
  readonly readableBy?: readonly string[] | undefined
  /** ms since 1970. */
  readonly modifiedMs?: number | undefined
  readonly places?: readonly ExposedPlace[] | undefined
  /** Other paths with the same certificate. */
  readonly copies?: readonly string[] | undefined
  /** A certificate for the same subject and product that lasts longer, while this one is still the configured one. */
  readonly newerTwin?: {readonly path: string; readonly notAfter: number} | undefined
}

/** Where a certificate of a Windows store lies and what the account may do with its key. */
export interface StoreFacts {
  /** `LocalMachine\My`, `CurrentUser\My`… */
  readonly location: string
  readonly keyExportable?: boolean | undefined
  readonly keyReadable?: boolean | undefined
}

/** What the public FINESS extract says of one number. */
export interface FinessEntry {
  readonly finess: string
  /** `ej`: legal entity, `eg`: site. */
  readonly level: 'ej' | 'eg'
  /** Short name, then the long one; empty where the extract only mentions the number. */
  readonly names: readonly string[]
  readonly siret?: string | undefined
  /** The legal entity of a site. */
  readonly ej?: string | undefined
  /** Absent: open, as far as the extract says. `on`: ISO date, where it is told. */
  readonly closed?: {readonly on?: string | undefined} | undefined
  /** A word for its state that is neither one for open nor one for closed, or a closing date that is none, as it stands in the extract. */
  readonly unknownState?: string | undefined
  /** Other lines of the same number say otherwise whether it is open. */
  readonly contradicted?: boolean | undefined
}

/** What the public FINESS extract says of the numbers asked for; a number that it does not have is not in `entries`. */
export interface FinessFacts {
  readonly file: string
  readonly entries: readonly FinessEntry[]
  /** Which levels the extract lists: a list of sites alone says nothing of a legal entity of its own. */
  readonly levels: readonly ('ej' | 'eg')[]
}

/** One certificate with everything that is known around it. */
export interface CheckSubject {
  readonly role: CertificateRole
  readonly certificate: Certificate
  /** ms since 1970. */
  readonly now: number
  /** Every certificate at hand (those of its container…), in any order; the certificate itself may be among them. */
  readonly pool?: readonly Certificate[] | undefined
  /** Authorities that the operator answers for (`trust.caFiles`, `cert trust add`). */
  readonly trusted?: readonly Certificate[] | undefined
  /** Computed from pool and trusted authorities when absent. */
  readonly path?: TrustPath | undefined
  /** Of the profile; without it the certificate's own signs must agree, whichever environment they name. */
  readonly environment?: Environment | undefined
  readonly use?: CertificateUse | undefined
  /** Struct_IdNat of which the OU must be one, e.g. `10B0000014`. */
  readonly structures?: readonly string[] | undefined
  readonly thresholds?: CheckThresholds | undefined
  readonly container?: Container | undefined
  /** Of the passphrase that was given; `empty`: none was, and none is needed to open what is encrypted. */
  readonly passphrase?: 'right' | 'wrong' | 'empty' | undefined
  /** Does the private key belong to the certificate? Absent where no key was opened. */
  readonly keyMatches?: boolean | undefined
  /** Other certificates that ought to have other keys, e.g. the one it replaces. */
  readonly others?: readonly Certificate[] | undefined
  /** The other certificate of the pair: tells a wrong product from two that are exchanged. */
  readonly twin?: Certificate | undefined
  readonly revocation?: RevocationStatus | undefined
  /** Of the authorities between the certificate and its root, nearest first, where they were asked about. */
  readonly chainRevocation?: readonly AuthorityRevocation[] | undefined
  /** `trust.revocation` of the profile: how grave an unknown revocation is. */
  readonly revocationMode?: 'warn' | 'strict' | 'off' | undefined
  readonly file?: FileFacts | undefined
  readonly store?: StoreFacts | undefined
  readonly finess?: FinessFacts | undefined
}

/** A profile that uses the pair. */
export interface ProfileUse {
  readonly name: string
  readonly environment: Environment
  /** 9 characters each. */
  readonly finessEj: string
  readonly finessEg: string
}

/** The two certificates of a profile together. */
export interface PairSubject {
  readonly auth: CheckSubject
  readonly sign: CheckSubject
  readonly now: number
  /** The profile that names them, where one does. */
  readonly profile?: ProfileUse | undefined
  /** Every profile of this machine that uses one of the two, the own one included. */
  readonly sharedBy?: readonly ProfileUse[] | undefined
  /** Profiles that may use it too: they could not be read, or do not show their certificates. */
  readonly unreadProfiles?: readonly string[] | undefined
  /** What the TLS client believes a server by; the anchors of the IGC-Santé are no certificates. */
  readonly serverAuthorities?: readonly Certificate[] | undefined
  readonly finess?: FinessFacts | undefined
}

/** Findings, none when all is well, `undefined` when the facts to judge by are not there. */
export type Verdict = readonly CertificateFinding[] | undefined

/**
 * One check. Its texts are `certificate.check.<id>.what`, `.why` and `.fix`; those of its findings
 * `certificate.finding.<id>[.<variant>]`. A check may look at one certificate, at a pair, or at both in turn.
 */
export interface CertificateRule {
  readonly id: CertificateCheck
  readonly scope: CheckScope
  /** The gravest it can be; each finding says how grave it is. */
  readonly severity: FindingSeverity
  /** The public source of the rule. */
  readonly source: string
  readonly find?: (subject: CheckSubject) => Verdict
  readonly findPair?: (pair: PairSubject) => Verdict
}

export type CheckResult = FindingSeverity | 'ok' | 'skipped'

export interface RunCheck {
  readonly id: CertificateCheck
  /** `skipped` as soon as one certificate could not be asked about and the others are well: nobody is to take it for done. */
  readonly result: CheckResult
  /** Which of several certificates were not asked about, where others were. */
  readonly notAsked?: readonly number[]
}

/** Every check that was run, in the order of the registry, and what was found, gravest first. */
export interface CheckReport {
  readonly checks: readonly RunCheck[]
  readonly findings: readonly CertificateFinding[]
  readonly verdict: GradedVerdict
}

/** `expired` whenever a certificate is past its end: it is no error among others, nothing can be renewed any more. */
export type GradedVerdict = 'ok' | 'warning' | 'error' | 'expired'
