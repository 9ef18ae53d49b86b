import type {CapturedExchange} from '../../captures/captured-exchange.ts'
import {parisOffsetMinutes} from '../../civil-time/paris.ts'

const minute = 60_000
const FORM = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?/
/** A log that is further away from the request than this was written in other hours, or by another clock. */
const nearest = 15 * minute

/** ms since 1970 of an instant as logs write it; without an offset, of the hours of France. */
export function readLogTime(text: string | undefined): number | undefined {
  const found = FORM.exec(text ?? '')
  if (!found) return undefined
  const [, year, month, day, hour, minutes, seconds, fraction = '0', zone] = found
  const plain = Date.parse(
    `${year}-${month}-${day}T${hour}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`,
  )
  if (Number.isNaN(plain)) return undefined
  if (zone === undefined)
    return plain - parisOffsetMinutes(plain - parisOffsetMinutes(plain) * minute) * minute
  if (zone === 'Z') return plain
  const [, sign, hours, more] = /([+-])(\d\d):?(\d\d)/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(more)) * minute
  return plain - (sign === '-' ? -offset : offset)
}

/** When the log says that a request was sent, where that fits with what the request says itself. */
export function logTime({loggedAt, envelope}: CapturedExchange): number | undefined {
  const at = readLogTime(loggedAt)
  if (at === undefined) return undefined
  const head = Buffer.from(
    envelope.buffer,
    envelope.byteOffset,
    Math.min(envelope.byteLength, 65_536),
  ).toString('latin1')
  const issued = Date.parse(/\bIssueInstant="([^"]{1,40})"/.exec(head)?.[1] ?? '')
  return Math.abs(at - issued) <= nearest ? at : undefined
}
