import {parisOffsetMinutes} from '../civil-time/paris.ts'
import {zoneOffsetMinutes} from '../civil-time/zone.ts'

const MINUTE = 60_000

function offsetMinutes(instant: number, zone: string): number {
  return zone === 'Europe/Paris' ? parisOffsetMinutes(instant) : Math.round(zoneOffsetMinutes(instant, zone))
}

/**
 * The instant at which the clocks of a zone showed a time: `none` in the hour that summer time skips, `twice` in the
 * one that comes again when it ends.
 * @param date `YYYY-MM-DD`
 * @param time `hh:mm:ss`
 */
export function wallInstant(
  date: string,
  time: string,
  zone: string,
): {readonly ms: number; readonly offset: string} | 'none' | 'twice' {
  const wall = Date.parse(`${date}T${time}Z`)
  const around = [wall - 1560 * MINUTE, wall + 1560 * MINUTE].map((instant) => offsetMinutes(instant, zone))
  const found = [...new Set(around)].filter(
    (offset) => offsetMinutes(wall - offset * MINUTE, zone) === offset,
  )
  const [offset, other] = found
  if (offset === undefined) return 'none'
  if (other !== undefined) return 'twice'
  const size = Math.abs(offset)
  const digits = (value: number) => String(value).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  return {
    ms: wall - offset * MINUTE,
    offset: `${sign}${digits(Math.floor(size / 60))}:${digits(size % 60)}`,
  }
}
