import {parisDate} from '../../../civil-time/paris.ts'
import {isOpen, type SendingWindow} from '../../../pace/windows.ts'
import type {ShownPause} from './shown-pause.ts'
import type {ShownPlace} from './shown-place.ts'

/** From when on a run is said to be late or silent, in milliseconds. */
export interface Patience {
  readonly maxAgeMs: number
  readonly maxSilenceMs: number
}

type Finding = 'journal' | 'certificate' | 'age' | 'silence'

/** What a monitoring check of a journal finds; sentences are the interface's. */
export interface StatusCheck {
  readonly ok: boolean
  /**
   * `journal`: it takes nothing that is written, so nothing leaves; `certificate`: one ended, and the run waits for a new one; `age`: a document waits for too long; `silence`: nothing
   * was accepted for too long though something could leave.
   */
  readonly findings: readonly Finding[]
  readonly oldestWaitingSeconds: number | null
  /** Since the last acceptance, pauses by the hours of sending and the daily limit left out; null when silence is right. */
  readonly silentSeconds: number | null
  readonly maxAgeSeconds: number
  readonly maxSilenceSeconds: number
  readonly paused: ShownPause | null
  readonly pausedSeconds: number | null
  readonly journal: ShownPlace | null
}

export interface Watched {
  readonly now: number
  readonly oldestWaitingAt?: number | undefined
  readonly lastAcceptedAt?: number | undefined
  readonly nextDueAt?: number | undefined
  /** Documents that could leave, and when the first run with one of them was begun. */
  readonly waiting: number
  readonly since: number
  /** A run was submitted: somebody should be sending. */
  readonly submitted: boolean
  readonly guardReached: boolean
  readonly windows: readonly SendingWindow[]
  readonly paused?: ShownPause | undefined
  readonly journal?: ShownPlace | null | undefined
}

const MINUTE = 60_000

/** The latest of `since`, the beginning of the civil day and the opening of the hours of sending, looking back so far. */
function silentSince(since: number, now: number, backMs: number, windows: readonly SendingWindow[]): number {
  const today = parisDate(now)
  let from = now
  while (from > since && now - from <= backMs) {
    const earlier = from - MINUTE
    if (!isOpen(windows, earlier) || parisDate(earlier) !== today) return from
    from = earlier
  }
  return since
}

/** The judgement alone. Silence at night, after the daily limit or with nothing due is no fault. */
export function checkSilence(watched: Watched, {maxAgeMs, maxSilenceMs}: Patience): StatusCheck {
  const {now, oldestWaitingAt, lastAcceptedAt, since, waiting, submitted, guardReached, windows} = watched
  const mayBeSilent = waiting === 0 || !submitted || guardReached || !isOpen(windows, now)
  const ageMs = oldestWaitingAt === undefined ? undefined : Math.max(0, now - oldestWaitingAt)
  const silentMs = mayBeSilent
    ? undefined
    : now - silentSince(Math.max(lastAcceptedAt ?? since, since), now, maxSilenceMs, windows)
  const {paused = null, journal = null} = watched
  const findings: Finding[] = []
  // Without room or rights a run stops, and can leave no word of it in the journal.
  if (journal?.writable === false) findings.push('journal')
  // However short the pause: nobody but a person ends it.
  if (paused) findings.push(paused.reason)
  if (ageMs !== undefined && ageMs > maxAgeMs) findings.push('age')
  if (silentMs !== undefined && silentMs > maxSilenceMs) findings.push('silence')
  return {
    ok: findings.length === 0,
    findings,
    oldestWaitingSeconds: ageMs === undefined ? null : Math.round(ageMs / 1000),
    silentSeconds: silentMs === undefined ? null : Math.round(silentMs / 1000),
    maxAgeSeconds: Math.round(maxAgeMs / 1000),
    maxSilenceSeconds: Math.round(maxSilenceMs / 1000),
    paused,
    journal,
    pausedSeconds: paused && Math.round(Math.max(0, now - Date.parse(paused.since)) / 1000),
  }
}
