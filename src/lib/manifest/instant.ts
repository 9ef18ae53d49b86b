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
