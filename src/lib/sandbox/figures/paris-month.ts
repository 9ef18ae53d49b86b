/** Months of Europe/Paris, worked out here alone: a mistake of the client's own calendar must show. */

const HOUR = 3_600_000

const calendar = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

function partsAt(instant: number): {readonly month: string; readonly day: string; readonly hour: string} {
  const of = new Map(calendar.formatToParts(instant).map(({type, value}) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes) => of.get(name) ?? ''
  return {month: `${part('year')}-${part('month')}`, day: part('day'), hour: part('hour')}
}

const known = new Map<number, string>()

/** `2026-03` of an instant. A month begins at a full hour, so each hour is looked up once. */
export function parisMonth(instant: number): string {
  const hour = Math.floor(instant / HOUR)
  const before = known.get(hour)
  if (before !== undefined) return before
  const {month} = partsAt(instant)
  known.set(hour, month)
  return month
}

/** The instant (ms) at which a month begins in Paris: the bucket's key. */
export function monthStart(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const midnight = Date.UTC(year, number - 1, 1)
  const found = [1, 2].map((hours) => midnight - hours * HOUR).find((instant) => isStart(instant, month))
  if (found === undefined) throw new RangeError(`no start of ${month}`)
  return found
}

function isStart(instant: number, month: string): boolean {
  const parts = partsAt(instant)
  return parts.month === month && parts.day === '01' && parts.hour === '00'
}

/** The month that an XDS time (digits, UTC) falls into; a time without an hour states a civil day. */
export function monthOfXdsTime(time: string): string | undefined {
  if (!/^\d{6,14}$/.test(time)) return undefined
  const [year, month, day, hour, minute, second] = [
    time.slice(0, 4),
    ...[4, 6, 8, 10, 12].map((at) => time.slice(at, at + 2)),
  ]
  if (!hour) return `${year}-${month}`
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute || '00'}:${second || '00'}Z`)
  return Number.isNaN(instant) ? undefined : parisMonth(instant)
}
