import type {Account} from '../../../batch/account.ts'
import type {ExitCode} from '../../../errors/exit-codes.ts'
import type {BatchKind, PlanAccount} from '../../../ports/journal.ts'

/**
 * Why a run ended. `done`: nothing is left to send; `waiting`: what is left is due later or on the operator's word;
 * `guard`, `window`, `max-items`, `max-duration`: a limit left items for another run; `circuit`: the same systemic
 * failure again and again; `certificate`: one ended and none came; `journal`: it cannot be written; `means`: a key, a
 * disk or a setting stops everything.
 */
export type StopReason =
  | 'done'
  | 'waiting'
  | 'guard'
  | 'window'
  | 'max-items'
  | 'max-duration'
  | 'circuit'
  | 'certificate'
  | 'journal'
  | 'means'
  | 'interrupted'

/** One bulk run as it stands at the end of this process's work. Both balances hold in it. */
export interface BatchStanding {
  readonly id: string
  readonly kind: BatchKind
  readonly establishment: string
  /** `planned = accepted + refused + unknown + deferred + held + remaining` */
  readonly account: Account
  /** `read = ready + held + rejected + excluded`, of the plan. */
  readonly plan: PlanAccount | null
}

/** Of items not accepted: how many share a cause, gravest state first. */
export interface CauseCount {
  readonly state: 'refused' | 'unknown' | 'deferred' | 'held'
  readonly code: string
  readonly count: number
}

export interface RunReport {
  readonly environment: string
  readonly profiles: readonly string[]
  readonly startedAt: string
  readonly endedAt: string
  readonly stopped: {
    readonly reason: StopReason
    readonly code: string | null
    readonly params: Readonly<Record<string, string | number>>
    /** Exit code of what stopped it, or of items put off that it left; null when it ended by itself or at a limit. */
    readonly exitCode: ExitCode | null
    /** When items are due again, or the next window opens. */
    readonly nextAt: string | null
  }
  readonly batches: readonly BatchStanding[]
  /** Of all the batches together. */
  readonly account: Account
  /** Of this process alone: items dealt with, and requests that left. */
  readonly own: {readonly items: number; readonly requests: number; readonly accepted: number}
  readonly causes: readonly CauseCount[]
  /** Words of the command that goes on with it; null when nothing is left. */
  readonly resume: string | null
}
