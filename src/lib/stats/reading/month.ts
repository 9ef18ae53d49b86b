import {parisOffsetMinutes} from '../../civil-time/paris.ts'
import {zoneOffsetMinutes} from '../../civil-time/zone.ts'
import type {Month} from '../count-line.ts'
import {labelKey} from './label-key.ts'

/** Message `stats.month.<reason>`. */
export type MonthFault = 'form' | 'year-only' | 'time-only' | 'month-first' | 'range'

export type MonthReading =
  | {readonly state: 'month'; readonly month: Month; readonly from: 'civil' | 'day' | 'serial'}
  /** An instant, with the time of day it has in the zone (ms), to tell buckets cut elsewhere. */
  | {
      readonly state: 'month'
      readonly month: Month
      readonly from: 'instant'
      readonly ofDay: number
      readonly utcMidnight: boolean
    }
  | {readonly state: 'unreadable'; readonly reason: MonthFault}

export interface MonthForm {
  /** IANA name; months of instants are those of this zone. */
  readonly zone: string
  readonly date1904: boolean
}

const DAY = 86_400_000
const MINUTE = 60_000
const FIRST_YEAR = 2000
const LAST_YEAR = 2099
/** Days between 1899-12-30 and 1970-01-01: with the false 29 February 1900, right from March 1900 on. */
const EPOCH_SERIAL = 25_569
const DAYS_1904 = 1462

const NAMES: readonly RegExp[] = [
  /^jan(?:v|vier|uary)?$/,
  /^(?:fev(?:r|rier)?|feb(?:ruary)?)$/,
  /^(?:mars|mar|march)$/,
  /^(?:avr(?:il)?|apr(?:il)?)$/,
  /^(?:mai|may)$/,
  /^(?:juin|jun(?:e)?)$/,
  /^(?:juil(?:let)?|jul(?:y)?)$/,
  /^(?:aout|aug(?:ust)?)$/,
  /^sept?(?:embre|ember)?$/,
  /^oct(?:obre|ober)?$/,
  /^nov(?:embre|ember)?$/,
  /^(?:dec(?:embre|ember)?)$/,
]

const fault = (reason: MonthFault): MonthReading => ({state: 'unreadable', reason})

function civil(year: number, month: number, from: 'civil' | 'day' | 'serial' = 'civil'): MonthReading {
  if (month < 1 || month > 12) return fault('form')
  if (year < FIRST_YEAR || year > LAST_YEAR) return fault('range')
  return {state: 'month', month: `${year}-${String(month).padStart(2, '0')}`, from}
}

/**
 * The month that a cell means, in the forms of Kibana, Elasticsearch, spreadsheets and people: `2024-01`, `01/2024`,
 * days (the day first), `janv. 2024`, `janv.-24`, `Jan 1, 2024 @ 00:00:00.000`, instants and epoch ms (months of the
 * zone), serial days of a spreadsheet.
 */
export function readMonth(cell: string, form: MonthForm): MonthReading {
  const text = cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
  if (/^\d+(?:\.\d+)?$/.test(text)) return ofNumber(text, form)
  return ofIso(text, form) ?? ofDigits(text) ?? ofNames(text)
}

function ofNumber(text: string, {zone, date1904}: MonthForm): MonthReading {
  const value = Number(text)
  if (/^\d{12,13}$/.test(text)) return ofInstant(value, zone)
  if (/^20\d{4}$/.test(text)) return civil(Number(text.slice(0, 4)), Number(text.slice(4)))
  if (/^20\d{6}$/.test(text)) return civil(Number(text.slice(0, 4)), Number(text.slice(4, 6)), 'day')
  if (/^20\d{2}$/.test(text)) return fault('year-only')
  if (value < 30_000 || value > 80_000) return fault('form')
  const date = new Date((Math.floor(value) - EPOCH_SERIAL + (date1904 ? DAYS_1904 : 0)) * DAY)
  return civil(date.getUTCFullYear(), date.getUTCMonth() + 1, 'serial')
}

function ofInstant(instant: number, zone: string): MonthReading {
  const offset = zone === 'Europe/Paris' ? parisOffsetMinutes(instant) : zoneOffsetMinutes(instant, zone)
  const local = instant + offset * MINUTE
  const date = new Date(local)
  const read = civil(date.getUTCFullYear(), date.getUTCMonth() + 1)
  if (read.state !== 'month') return read
  const ofDay = ((local % DAY) + DAY) % DAY
  return {state: 'month', month: read.month, from: 'instant', ofDay, utcMidnight: instant % DAY === 0}
}

const ISO =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?$/i

function ofIso(text: string, {zone}: MonthForm): MonthReading | undefined {
  const [, year, month, day, offset] = ISO.exec(text) ?? []
  if (year === undefined) return undefined
  if (offset !== undefined) {
    const stated = text
      .replace(/\s+(?=[Z+-])/i, '')
      .replace(' ', 'T')
      .replace(',', '.')
      .toUpperCase()
    const instant = Date.parse(stated)
    return Number.isNaN(instant) ? fault('form') : ofInstant(instant, zone)
  }
  if (day !== undefined && !isDay(Number(year), Number(month), Number(day))) return fault('form')
  return civil(Number(year), Number(month), day === undefined ? 'civil' : 'day')
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const NUMERIC_DAY =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T]+@?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/
const NUMERIC_MONTH = /^(\d{1,2})[/.-](\d{4})$/
const YEAR_MONTH = /^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$/

function ofDigits(text: string): MonthReading | undefined {
  if (/^\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$/.test(text)) return fault('time-only')
  const month = NUMERIC_MONTH.exec(text)
  if (month) return civil(Number(month[2]), Number(month[1]))
  const yearFirst = YEAR_MONTH.exec(text)
  if (yearFirst) return civil(Number(yearFirst[1]), Number(yearFirst[2]), yearFirst[3] ? 'day' : 'civil')
  const day = NUMERIC_DAY.exec(text)
  if (!day) return undefined
  const [first, second, year] = [Number(day[1]), Number(day[2]), fullYear(day[3] ?? '')]
  if (second > 12 && first <= 12) return fault('month-first')
  return isDay(year, second, first) ? civil(year, second, 'day') : fault('form')
}

const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

const OF_NAME = /^(?:(\d{1,2})(?:er)? )?([a-z]+)(?: (\d{1,2}))? (\d{4}|\d{2})$/

function ofNames(cell: string): MonthReading {
  const text = labelKey(cell)
    .replace(/\s*@.*$/, '')
    .replaceAll(/[.,'/\u2019-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const [, before, name = '', after, year = ''] = OF_NAME.exec(text) ?? [
    undefined,
    undefined,
    ...yearFirst(text),
  ]
  const month = NAMES.findIndex((one) => one.test(name)) + 1
  if (month === 0 || year === '') return fault('form')
  const day = before ?? after
  if (day !== undefined && !isDay(fullYear(year), month, Number(day))) return fault('form')
  return civil(fullYear(year), month, day === undefined ? 'civil' : 'day')
}

/** `2024 janvier`. */
function yearFirst(text: string): readonly (string | undefined)[] {
  const [, year, name] = /^(\d{4}) ([a-z]+)$/.exec(text) ?? []
  return [name, undefined, year]
}
