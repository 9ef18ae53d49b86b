/**
 * Who looks at a run while it works: a terminal, plain lines, an events file, metrics. The engine calls it in order and
 * waits for nothing; an observer never throws, writes to its own places only, and never sees an INS it would show.
 */
import type {Account} from '../../../batch/account.ts'
import type {ItemState, JournalItem} from '../../../ports/journal.ts'
import type {RunReport} from './run-report.ts'

export interface RunStart {
  readonly at: number
  readonly batchIds: readonly string[]
  readonly profiles: readonly string[]
  readonly environment: string
  readonly width: number
  /** Set rate, calls per second, and daily limit, per establishment. */
  readonly perSecond: number
  readonly perDay: number
  readonly account: Account
}

/** One change of one item. */
export interface ItemStep {
  readonly at: number
  readonly item: JournalItem
  readonly from: ItemState
  readonly to: ItemState
  /** Tries counted at the DMP so far, this one included. */
  readonly attempt: number
  /** Error code when it is not accepted. */
  readonly code?: string
  /** Milliseconds from the request to its answer. */
  readonly tookMs?: number
  readonly retryAt?: number
}

/**
 * Why nothing leaves for a while. `busy`: the DMP said so; `blocked`: no way to it; `window`: outside the hours; `guard`: daily limit;
 * `certificate`: one ended, new files are awaited; `journal`: it cannot be written; `due`: nothing is due yet;
 * `taken`: what is due is with other workers.
 */
export type PauseReason =
  | 'busy'
  | 'blocked'
  | 'window'
  | 'guard'
  | 'certificate'
  | 'journal'
  | 'due'
  | 'taken'

export interface RunPause {
  readonly at: number
  readonly reason: PauseReason
  /** When work goes on, of a journal how long it is waited for at most, ms since 1970; absent when it depends on a person. */
  readonly until?: number
  readonly profile?: string
  readonly code?: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** Where the run stands; about once a second while it works, and at each pause. */
export interface RunTick {
  readonly at: number
  readonly account: Account
  /** Absent for who only looks at another process. */
  readonly inFlight?: number
  /** Requests that left within the last minute, per second. */
  readonly rate: number
  readonly perSecond: number
  /** Of items not accepted, by error code. */
  readonly causes: Readonly<Record<string, number>>
  /** Expected end of what remains, ms since 1970, by rate, daily limit and windows. */
  readonly endsAt?: number
  readonly nextDueAt?: number
  /** When sending will stop by itself: the daily limit reached, or the end of the hours. */
  readonly nextPause?: {readonly at: number; readonly reason: PauseReason}
  readonly pause?: RunPause
}

export interface RunObserver {
  onStart?(start: RunStart): void
  onItem?(step: ItemStep): void
  /** A pause begins, or ends (`undefined`). */
  onPause?(pause: RunPause | undefined): void
  onTick?(tick: RunTick): void
  /** The run ended, however it did; `report` is what the command answers. */
  onStop?(report: RunReport): void
  /** Flushes what the observer still writes; called once, after `onStop`. */
  close?(): Promise<void>
}

/** Several observers as one. */
export function observers(all: readonly RunObserver[]): Required<RunObserver> {
  return {
    onStart: (start) => each(all, (one) => one.onStart?.(start)),
    onItem: (step) => each(all, (one) => one.onItem?.(step)),
    onPause: (pause) => each(all, (one) => one.onPause?.(pause)),
    onTick: (tick) => each(all, (one) => one.onTick?.(tick)),
    onStop: (report) => each(all, (one) => one.onStop?.(report)),
    close: async () => {
      await Promise.all(all.map((one) => one.close?.()))
    },
  }
}

function each(all: readonly RunObserver[], tell: (one: RunObserver) => void): void {
  for (const one of all) tell(one)
}
