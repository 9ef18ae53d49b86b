/**
 * When a thing that did not pass may be tried again, as arithmetic: no clock, no chance, no storage. What an error means is
 * read from its retry class alone (`never`, `later`, `after:…`, `check-first`), never from its text; the server's
 * Retry-After is always respected, and chance only ever lengthens a wait, so that waiting clients do not come back at once.
 */
import type {RetryClass} from '../errors/definition.ts'

export interface Backoff {
  /** First wait, ms; doubled at each further try. */
  readonly baseMs: number
  readonly mostMs: number
  /** Share of the wait that chance may add, 0 to 1. */
  readonly jitter: number
}

export interface RetryPolicy extends Backoff {
  /** After so many attempts at the DMP an item waits for the operator. */
  readonly attempts: number
}

/** A minute, then twice as long each time up to an hour; eight attempts are about two hours of trouble. */
export const usualRetry: RetryPolicy = {baseMs: 60_000, mostMs: 3_600_000, jitter: 0.25, attempts: 8}

/** Nothing left this machine: try again soon. */
export const lineRetry: Backoff = {baseMs: 1000, mostMs: 60_000, jitter: 0.25}

/** The waits of one run, all in proportion to the first one of an item (`limits.retryAfter`). */
export interface RetryTerms {
  readonly item: RetryPolicy
  /** Nothing left this machine: try again soon. */
  readonly line: Backoff
  /** The DMP is busy: everybody slows down. */
  readonly busy: Backoff
}

export function retryTerms(baseMs: number = usualRetry.baseMs): RetryTerms {
  const {jitter} = usualRetry
  return {
    item: {...usualRetry, baseMs, mostMs: baseMs * 60},
    line: {baseMs: baseMs / 60, mostMs: baseMs, jitter},
    busy: {baseMs: baseMs / 12, mostMs: baseMs * 5, jitter},
  }
}

/**
 * Wait before try `n + 1`, in ms, after `n ≥ 1` tries that failed.
 * @param draw chance, 0 ≤ draw < 1
 */
export function backoffMs(n: number, {baseMs, mostMs, jitter}: Backoff, draw: number): number {
  const doublings = Math.min(Math.max(0, n - 1), 40)
  const wait = Math.min(mostMs, baseMs * 2 ** doublings)
  return Math.round(wait * (1 + jitter * draw))
}

/** What the server asked for, in ms (`after:PT120S`); undefined when it said nothing. */
export function statedDelayMs(retry: RetryClass): number | undefined {
  const seconds = /^after:PT(\d+)S$/.exec(retry)?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

/** Of an item that was not kept: when it is due again, or `undefined` when it now waits for the operator. */
export function nextTryAt(
  {retry, attempts, now, draw}: {retry: RetryClass; attempts: number; now: number; draw: number},
  policy: RetryPolicy = usualRetry,
): number | undefined {
  // A multiple, not a ceiling: when the operator sends worn-out items again they get a whole row of attempts.
  if (attempts > 0 && attempts % policy.attempts === 0) return undefined
  return now + Math.max(statedDelayMs(retry) ?? 0, backoffMs(attempts, policy, draw))
}
