import {parisOffsetMinutes} from '../civil-time/paris.ts'
import {isDay} from '../ins/birth-date.ts'

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d))?$/

/**
 * A date `YYYY-MM-DD`, or a date-time with its offset. A time without offset would be read differently in winter and
 * in summer; impossible dates do not roll over.
 */
export function isInstant(text: string): boolean {
  const parts = FORM.exec(text)
  return parts !== null && Number(parts[1]) >= 1900 && isDay(`${parts[1]}${parts[2]}${parts[3]}`)
}

/** A date alone, `YYYY-MM-DD`. */
export function isWholeDay(text: string): boolean {
  return text.length === 10 && isInstant(text)
}

const MINUTE = 60_000

/** When an instant is, ms since 1970; a date alone begins at midnight in France. */
export function instantMs(text: string): number {
  if (text.length > 10) return Date.parse(text)
  const utc = Date.parse(`${text}T00:00:00Z`)
  return utc - parisOffsetMinutes(utc - 90 * MINUTE) * MINUTE
}
