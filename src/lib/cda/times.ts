import {parisOffsetMinutes} from '../civil-time/paris.ts'
import {DmpError} from '../errors/dmp-error.ts'

/**
 * Dates of a document: the CDA carries local time with its offset (Europe/Paris unless the input says
 * otherwise), the XDS entry UTC, with the precision given and never more (EX_2.1-1110, EX_3.1-1070).
 */

const PARTS = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

const TS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/

const MINUTE = 60_000

/** Offset of `text` (`Z`, `+0100`, `+01:00`) in minutes, undefined when it is none. */
function offsetMinutes(text: string): number | undefined {
  if (text === 'Z') return 0
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(text)
  if (!found) return undefined
  const minutes = Number(found[2]) * 60 + Number(found[3])
  if (minutes > 14 * 60 || Number(found[3]) > 59) return undefined
  return found[1] === '-' ? -minutes : minutes
}

/**
 * Offset in minutes of a Paris wall time, given as if it were UTC: 120 in summer, 60 otherwise. In the hour that
 * comes twice in autumn the first one (summer) is meant; in the hour that spring skips, winter still counts.
 */
export function parisOffset(wallAsUtc: number): number {
  return parisOffsetMinutes(wallAsUtc - 120 * MINUTE) === 120 ? 120 : 60
}

/** Milliseconds of a calendar date and time taken as UTC; undefined when there is no such date or time. */
function wall(y: number, mo: number, d: number, h = 0, mi = 0, s = 0): number | undefined {
  if (mo < 1 || mo > 12 || d < 1 || h > 23 || mi > 59 || s > 59) return undefined
  const at = new Date(0)
  at.setUTCFullYear(y, mo - 1, d)
  if (at.getUTCMonth() !== mo - 1) return undefined
  at.setUTCHours(h, mi, s)
  return at.getTime()
}

const two = (value: number) => String(value).padStart(2, '0')

function printOffset(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}

/**
 * CDA TS of `YYYY-MM-DD[Thh:mm[:ss]][offset]`: `20260302`, `202603021015+0100`. Without offset the time is
 * that of Paris.
 * @param field names the value in the error
 * @throws DmpError DMP_CDA_INPUT_INVALID
 */
export function cdaTime(text: string, field: string): string {
  const found = PARTS.exec(text)
  if (!found) throw notADate(field)
  const [, y = '', mo = '', d = '', h, mi, s, offset] = found
  const at = wall(Number(y), Number(mo), Number(d), Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0))
  if (at === undefined) throw notADate(field)
  if (h === undefined) return `${y}${mo}${d}`
  const minutes = offset === undefined ? parisOffset(at) : offsetMinutes(offset)
  if (minutes === undefined) throw notADate(field)
  return `${y}${mo}${d}${h}${mi}${s ?? ''}${printOffset(minutes)}`
}

function notADate(field: string): DmpError {
  return new DmpError('DMP_CDA_INPUT_INVALID', {params: {field, reason: 'date'}, details: {field}})
}

/** A TS taken apart: instant in ms (start of its period) and number of digits; undefined when it is no date. */
export function readTs(
  ts: string,
): {readonly at: number; readonly digits: number; readonly offset: boolean} | undefined {
  const found = TS.exec(ts)
  if (!found) return undefined
  const [, y = '', mo, d, h, mi, s, offset] = found
  const at = wall(Number(y), Number(mo ?? 1), Number(d ?? 1), Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0))
  if (at === undefined) return undefined
  const digits = 4 + 2 * [mo, d, h, mi, s].filter((one) => one !== undefined).length
  if (h === undefined) return offset === undefined ? {at, digits, offset: false} : undefined
  const minutes = offset === undefined ? parisOffset(at) : offsetMinutes(offset)
  if (minutes === undefined) return undefined
  return {at: at - minutes * MINUTE, digits, offset: offset !== undefined}
}

/** UTC digits `YYYYMMDDhhmmss` of an instant in milliseconds. */
export function utcDigits(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14)
}

/**
 * XDS form (DTM, UTC) of a CDA TS, with its precision: `20260302101500+0100` is `20260302091500`, and a day
 * stays that day. A time without offset is taken as Paris time. Undefined when `ts` is no date.
 */
export function toUtcDigits(ts: string): string | undefined {
  const read = readTs(ts)
  if (!read) return undefined
  return read.digits <= 8 ? ts.slice(0, read.digits) : utcDigits(read.at).slice(0, read.digits)
}
