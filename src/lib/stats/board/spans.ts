import {parisDate} from '../../civil-time/paris.ts'

export type BoardStep = 'week' | 'month'

const DAY = 86_400_000

/**
 * The week or month of Paris that an instant lies in: `AAAA-Wnn` (ISO 8601: weeks begin on Monday, the first one holds the
 * 4th of January) or `AAAA-MM`.
 */
export function spanOf(instant: number, step: BoardStep): string {
  const date = parisDate(instant)
  return step === 'month' ? date.slice(0, 7) : weekOf(date)
}

/** @param date civil date `AAAA-MM-JJ` */
export function weekOf(date: string): string {
  const day = Date.parse(`${date}T00:00:00Z`)
  // The Thursday of a week tells the year that the week belongs to.
  const thursday = day + (3 - ((new Date(day).getUTCDay() + 6) % 7)) * DAY
  const year = new Date(thursday).getUTCFullYear()
  const number = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY))
  return `${year}-W${String(number).padStart(2, '0')}`
}
