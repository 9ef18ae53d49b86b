import {parisDate} from '../civil-time/paris.ts'

/** Why a birth date is not one. */
export type DateFault = 'format' | 'impossible'

export interface BirthDate {
  /** AAAAMMJJ, by the RNIV rules where a part is unknown. */
  readonly day: string
  /** A part of the date was given as unknown (`00`). */
  readonly incomplete: boolean
}

const FORM = /^(\d{4})-?(\d{2})-?(\d{2})$/

/**
 * Reads AAAA-MM-JJ or AAAAMMJJ, with `00` for an unknown day or month as INSi gives it, and applies the RNIV
 * rules: day unknown → 01, month unknown → 01, both unknown → 31 December. Impossible dates never roll over.
 */
export function readBirthDate(text: string): BirthDate | DateFault {
  const parts = FORM.exec(text.trim())
  if (!parts) return 'format'
  const [, year = '', month = '', day = ''] = parts
  if (Number(year) < 1850 || Number(month) > 12) return 'impossible'
  if (month === '00' && day === '00') return {day: `${year}1231`, incomplete: true}
  const known = `${year}${month === '00' ? '01' : month}${day === '00' ? '01' : day}`
  if (!isDay(known)) return 'impossible'
  return {day: known, incomplete: month === '00' || day === '00'}
}

/** Is AAAAMMJJ a day of the calendar? */
export function isDay(digits: string): boolean {
  if (!/^\d{8}$/.test(digits)) return false
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  if (month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const longest = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= longest
}

/** The calendar day in France at an instant, AAAAMMJJ. */
export function parisDay(atMs: number): string {
  return parisDate(atMs).replaceAll('-', '')
}

/** Whole years between a birth date and a day, both AAAAMMJJ. Born on 29 February: counted on 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(4) < birthDate.slice(4) ? years - 1 : years
}

/**
 * @param birthDate AAAAMMJJ
 * @param at instant, in milliseconds since 1970; the day counts in France
 * @param ageOfMajority of param-lps, `age-majorite`
 */
export function isMinor(birthDate: string, at: number, ageOfMajority: number): boolean {
  return ageOn(birthDate, parisDay(at)) < ageOfMajority
}
