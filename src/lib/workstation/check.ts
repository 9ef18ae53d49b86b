/**
 * What a check of a workstation answers. The worst answer is a wrong "all is well": an `ok` cannot be made without
 * evidence for it, no status is a default, a check that was not run is `skipped` and says why, and one that looked and
 * could not tell is `unknown`.
 *
 * Facts are gathered first, through ports; checks are pure and judge them. A check names its cause, its evidence and its
 * remedy by codes and params: sentences are `workstation.cause.<code>`, `workstation.evidence.<code>`,
 * `workstation.remedy.<code>` and `workstation.skip.<reason>` in the message catalogues.
 *
 * What it does not do: repair anything, ask for a PIN, read a carte Vitale.
 */
import type {CheckId} from './registry.ts'
import type {Wanted} from './wanted.ts'

export type {CheckGroup, CheckId, Severity} from './registry.ts'
export type {Wanted, WantedUse} from './wanted.ts'

export type Params = Readonly<Record<string, string | number>>

/** One thing that was seen, e.g. `{code: 'reader-named', params: {reader: '…'}}`. */
export interface Evidence {
  readonly code: string
  readonly params?: Params
}

export type Cause = Evidence
export type Remedy = Evidence

/**
 * Why a check was not run, where no other check is the reason. `not-gathered`: nothing on this program's side looks
 * there on this system.
 */
export type SkipReason =
  | 'offline'
  | 'passive'
  | 'not-wanted'
  | 'not-selected'
  | 'not-elevated'
  | 'other-system'
  | 'not-asked'
  | 'not-gathered'
  | 'no-profile'
  /** No address to ask is known. */
  | 'no-target'
  | 'not-installed'
  | 'nothing-to-check'

interface Told {
  readonly cause: Cause
  readonly evidence: readonly Evidence[]
  readonly remedy?: Remedy
}

/** What a check says of its facts. `ok` carries at least one piece of evidence; a fault always says what to do. */
export type Judgement =
  | (Told & {readonly status: 'ok'; readonly evidence: readonly [Evidence, ...Evidence[]]})
  | (Told & {readonly status: 'warn' | 'error'; readonly remedy: Remedy})
  | (Told & {readonly status: 'info'})
  | (Told & {readonly status: 'skipped'; readonly because: CheckId | SkipReason})
  | (Told & {readonly status: 'unknown'})

export type CheckStatus = Judgement['status']

/** A judgement with the id of its check; `durationMs`: how long its facts took, where they were gathered. */
export type CheckResult = Judgement & {readonly id: CheckId; readonly durationMs?: number}

/** What the person set, for the checks to know. */
export interface DoctorSettings {
  /** ms since 1970. */
  readonly now: number
  readonly offline: boolean
  /** Passive: neither reader nor card is asked. */
  readonly noCard: boolean
  /** A login was asked for, by the person at the terminal. */
  readonly testPin: boolean
}

export interface Around {
  readonly wanted: Wanted
  readonly settings: DoctorSettings
}
