import {parisDate} from '../civil-time/paris.ts'

/**
 * The pace of the feeding calls (TD2.1) as pure arithmetic: evenly spaced sends and a sliding log, so that no
 * more than `perSecond` calls leave within any 1.03 s. Instants are monotonic milliseconds of one machine.
 *
 * The DMP counts strictly fewer than 5 calls per second for one establishment and software, retries included;
 * the usual setting is 4. A token bucket does not do: it lets a fifth call into a sliding second.
 */

/** No `perSecond + 1` calls within this many milliseconds; one more for the rounding of timers. */
export const WINDOW_MS = 1031
/** Above this rate (sandbox only) timers are too coarse to space calls: the sliding log alone holds. */
const MOST_SPACED_PER_SECOND = 50

/** Milliseconds between two calls. */
export function spacingOf(perSecond: number): number {
  return perSecond > MOST_SPACED_PER_SECOND ? 0 : WINDOW_MS / perSecond
}

/** How many of the latest grants count for the window. */
export function windowLength(perSecond: number): number {
  return Math.max(1, Math.floor(perSecond))
}

/**
 * The first instant, at or after `now`, at which a call may leave.
 * @param latest instant of the latest grant
 * @param oldest instant of the grant `windowLength` places back, if there were so many
 */
export function nextInstant(perSecond: number, now: number, latest?: number, oldest?: number): number {
  const spaced = latest === undefined ? now : latest + spacingOf(perSecond)
  const windowed = oldest === undefined ? now : oldest + WINDOW_MS
  return Math.max(now, spaced, windowed)
}

/** Civil day in France (Europe/Paris) of a wall-clock instant, `AAAA-MM-JJ`: the day of the daily limit. */
export function civilDay(now: number): string {
  return parisDate(now)
}
