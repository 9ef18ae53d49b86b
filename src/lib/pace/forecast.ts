/** When a backlog will have left, given the rate, the daily guard and the hours in which sending is allowed. */
import {parisDate} from '../civil-time/paris.ts'
import {nextClosing, nextOpening, type SendingWindow} from './windows.ts'

export interface Outlook {
  /** Documents still to send. */
  readonly remaining: number
  readonly perSecond: number
  /** Calls of a civil day before notice; absent when notice was given. */
  readonly perDay?: number | undefined
  /** Calls already counted today. */
  readonly doneToday: number
  readonly windows: readonly SendingWindow[]
  /** ms since 1970 */
  readonly now: number
}

const DAY = 86_400_000
/** Beyond this nobody plans; it also bounds the walk (a few stretches a day, so some years). */
const MOST_STRETCHES = 4000

/**
 * The instant at which the last of `remaining` leaves, when nothing else holds the run up: 400 000 documents at 4 a
 * second and 30 000 a day end on the fourteenth day, not after 28 hours. `now` when nothing remains; undefined when
 * it lies too far away to be told.
 */
export function forecast(outlook: Outlook): number | undefined {
  const {perSecond, perDay = Number.POSITIVE_INFINITY, windows} = outlook
  let {remaining, doneToday, now} = outlook
  if (remaining <= 0) return now
  for (let stretch = 0; stretch < MOST_STRETCHES; stretch++) {
    const opening = nextOpening(windows, now)
    if (parisDate(opening) !== parisDate(now)) doneToday = 0
    now = opening
    const left = Math.max(0, perDay - doneToday)
    const midnight = nextMidnight(now)
    const end = Math.min(nextClosing(windows, now) ?? Number.POSITIVE_INFINITY, midnight)
    const fits = Math.min(left, Math.floor(((end - now) / 1000) * perSecond))
    if (remaining <= fits) return now + Math.ceil((remaining / perSecond) * 1000)
    remaining -= fits
    doneToday += fits
    // Nothing more today: the next civil day; else the next window.
    now = fits === left ? midnight : end
    if (now === midnight) doneToday = 0
  }
  return undefined
}

/** The first instant of the next civil day in Paris. */
export function nextMidnight(now: number): number {
  const today = parisDate(now)
  // From the middle of a day the next one is 11 to 37 hours away: found by halving, summer time or not.
  let [before, after] = [now, now + 26 * 3_600_000]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (parisDate(middle) === today) before = middle
    else after = middle
  }
  return after
}

/** Whole days, today included, that a run takes. */
export function daysUntil(end: number, now: number): number {
  return Math.round((Date.parse(parisDate(end)) - Date.parse(parisDate(now))) / DAY) + 1
}
