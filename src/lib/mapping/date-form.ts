import {isDay} from '../ins/birth-date.ts'
import {wallInstant} from './wall-time.ts'

/** Why a date is not one; message `error.DMP_MANIFEST_LINE.reason.<reason>`. */
export type DateFormFault =
  | 'date-form'
  | 'date-impossible'
  | 'date-ambiguous'
  | 'date-two-digits'
  | 'date-serial'
  | 'date-local'

export type ReadDate = {readonly text: string} | {readonly reason: DateFormFault}

/** Reads one written date into `YYYY-MM-DD` or a date-time with its offset; a birth date may leave out day or month. */
export type DateReader = (text: string, zone: string, birth?: boolean) => ReadDate

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}

/** A form that is the count of days of a spreadsheet. */
export const EXCEL = 'excel'

/**
 * The reader of a form such as `dd/MM/yyyy[ HH:mm[:ss]]`; what stands in brackets may be missing. Two-digit years have
 * no form. `excel` reads days counted by a spreadsheet. Undefined when the form is none.
 */
export function dateReader(form: string, date1904 = false): DateReader | undefined {
  if (form === EXCEL) return (text, zone) => excelDate(text, zone, date1904)
  const pattern = patternOf(form)
  return pattern && ((text, zone, birth) => readWith(pattern, text, zone, birth))
}

function patternOf(form: string): RegExp | undefined {
  const seen = new Set<string>()
  let bad = false
  const source = form.replace(/yyyy|MM|dd|HH|mm|ss|[A-Za-z]|\[|\]|\s+|./gu, (token) => {
    const known = TOKENS[token]
    if (known !== undefined) {
      bad ||= seen.has(token)
      seen.add(token)
      return known
    }
    if (token === '[') return '(?:'
    if (token === ']') return ')?'
    if (/^\s/.test(token)) return '\\s+'
    if (token === 'T') return 'T'
    if (/[A-Za-z]/.test(token)) bad = true
    return token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  })
  if (bad || !['yyyy', 'MM', 'dd'].every((token) => seen.has(token))) return undefined
  try {
    return new RegExp(`^${source}$`, 'u')
  } catch {
    return undefined
  }
}

const two = (digits: string | undefined) => (digits ?? '0').padStart(2, '0')

function readWith(pattern: RegExp, text: string, zone: string, birth = false): ReadDate {
  const groups = pattern.exec(text)?.groups
  if (!groups) return {reason: twoDigitYear(text) ? 'date-two-digits' : 'date-form'}
  const {year = '', hour, minute, second} = groups
  const [month, day] = [two(groups['month']), two(groups['day'])]
  const unknown = birth && (day === '00' || month === '00') && Number(month) <= 12
  if (unknown) return {text: `${year}-${month}-${day}`}
  if (!isDay(`${year}${month}${day}`) || Number(year) < 1850) return {reason: 'date-impossible'}
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return {text: date}
  return withTime(date, `${two(hour)}:${two(minute)}:${two(second)}`, zone)
}

function withTime(date: string, time: string, zone: string): ReadDate {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  if (hour > 23 || minute > 59 || second > 59) return {reason: 'date-impossible'}
  const found = wallInstant(date, time, zone)
  if (found === 'none') return {reason: 'date-impossible'}
  if (found === 'twice') return {reason: 'date-ambiguous'}
  return {text: `${date}T${time}${found.offset}`}
}

const DAY_MS = 86_400_000

/** Days since the last of 1899 (or 1904); the first sixty are miscounted by the spreadsheet and refused. */
function excelDate(text: string, zone: string, date1904: boolean): ReadDate {
  if (!/^\d{1,6}(?:[.,]\d{1,12})?$/.test(text)) return {reason: 'date-form'}
  const serial = Number(text.replace(',', '.'))
  if (serial < 61 || serial > 110_000) return {reason: 'date-impossible'}
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const seconds = Math.round((serial * DAY_MS) / 1000)
  const [date = '', time = ''] = new Date(epoch + seconds * 1000).toISOString().slice(0, 19).split('T')
  return Number.isInteger(serial) ? {text: date} : withTime(date, time, zone)
}

function twoDigitYear(text: string): boolean {
  return /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?:\D|$)/.test(text)
}

/** What a text that is no canonical date looks like, so that the person knows what to declare. */
export function dateHint(text: string): DateFormFault | undefined {
  if (twoDigitYear(text)) return 'date-two-digits'
  if (
    /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(text) ||
    /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?$/.test(text)
  )
    return 'date-local'
  return /^[1-9]\d{4}(?:[.,]\d+)?$/.test(text) ? 'date-serial' : undefined
}
