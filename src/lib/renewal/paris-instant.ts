import {parisOffsetMinutes} from '../civil-time/paris.ts'

const MINUTE = 60_000

/** The last second of 9999 in Paris: where there is no defined end (99991231235959Z, RFC 5280 §4.1.2.5). */
export const LAST_INSTANT = Date.UTC(9999, 11, 31, 22, 59, 59)

/** An instant as the clocks of Paris show it, with its offset: `2029-01-05T10:00:00+01:00`; never after 9999. */
export function parisInstant(instant: number): string {
  const offset = parisOffsetMinutes(instant)
  const local = new Date(Math.min(instant, LAST_INSTANT) + offset * MINUTE).toISOString().slice(0, 19)
  const hours = String(Math.floor(offset / 60)).padStart(2, '0')
  return `${local}+${hours}:${String(offset % 60).padStart(2, '0')}`
}
