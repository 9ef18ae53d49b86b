import {cdaTime, readTs} from '../cda/times.ts'

const NOON = 11 * 3_600_000
const MINUTE_DIGITS = 12

/** `AAAAMMJJ[hhmm[ss]]` in UTC, as XDS writes it. A day alone is its noon in Paris: it stays that day in any season. */
export function utcInstant(digits: string | undefined): number | undefined {
  if (digits === undefined || !/^\d{8,14}$/.test(digits)) return undefined
  const day = Date.UTC(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)) - 1, Number(digits.slice(6, 8)))
  if (Number.isNaN(day)) return undefined
  if (digits.length < MINUTE_DIGITS) return day + NOON
  const part = (at: number) => Number(digits.slice(at, at + 2) || 0)
  return day + part(8) * 3_600_000 + part(10) * 60_000 + part(12) * 1000
}

/** A date of a document's inputs (`AAAA-MM-JJ[Thh:mm…]`, or the digits of a CDA), of Paris when it has no offset. */
export function statedInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const read = readTs(/^\d{4}-\d{2}-\d{2}/.test(text) ? digitsOf(text) : text)
  if (!read || read.digits < 8) return undefined
  return read.digits === 8 ? read.at + NOON : read.at
}

function digitsOf(text: string): string {
  try {
    return cdaTime(text, 'date')
  } catch {
    return ''
  }
}
