import {parisOffsetMinutes} from '../civil-time/paris.ts'

const MINUTE = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Is there a time zone of this name? */
export function isZone(name: string): boolean {
  try {
    return formatOf(name) !== undefined
  } catch {
    return false
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

function offsetMinutes(instant: number, zone: string): number {
  if (zone === 'Europe/Paris') return parisOffsetMinutes(instant)
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({type, value}) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((wall - instant) / MINUTE)
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
