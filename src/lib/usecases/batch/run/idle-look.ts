import type {RunPause} from './run-observer.ts'
import type {RunWish} from './run-wish.ts'
import type {Standing} from './standing-of-run.ts'
import type {Stop} from './stop.ts'

/** Longest sleep without looking around, ms. */
const LOOK_MS = 2000
const SOON_MS = 20
/** Another worker's claim of a moment is waited for however short the patience is. */
const LEAST_PATIENCE_MS = 2 * LOOK_MS

interface Idleness {
  readonly now: number
  /** Since an item of this worker ended. */
  readonly idleMs: number
  /** Since anything moved in these runs, whoever moved it. */
  readonly stillMs: number
}

/**
 * What a worker does that has nothing under way and could claim nothing: end, or rest and look again. What is due and
 * could not be had is another worker's, or of a patient another one works for: it comes back when that worker is killed or
 * puts it off, so it is waited for as long as something moves, and as long again as the patience of this run.
 */
export function idleLook(
  {account, nextDueAt, due}: Pick<Standing, 'account' | 'nextDueAt' | 'due'>,
  {stay, patienceMs}: Pick<RunWish, 'stay' | 'patienceMs'>,
  {now, idleMs, stillMs}: Idleness,
): Stop | RunPause {
  const soon = now + Math.min(LOOK_MS, Math.max(SOON_MS, idleMs))
  if (!stay) {
    if (account.remaining + account.deferred + account.unknown === 0) return {reason: 'done'}
    const patient = due
      ? stillMs <= Math.max(patienceMs, LEAST_PATIENCE_MS)
      : nextDueAt !== undefined && stillMs + nextDueAt - now <= patienceMs
    if (!patient) return {reason: 'waiting', ...(nextDueAt === undefined ? {} : {nextAt: nextDueAt})}
  }
  // What another worker has is looked for again soon, then less and less often.
  return due
    ? {at: now, reason: 'taken', until: Math.min(soon, nextDueAt ?? soon)}
    : {at: now, reason: 'due', until: nextDueAt ?? soon}
}

/** Whether a look says that the run rests. */
export function isRest(look: Stop | RunPause): look is RunPause {
  return 'at' in look
}
