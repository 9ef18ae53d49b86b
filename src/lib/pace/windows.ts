/**
 * Hours in which a bulk run may send (`limits.windows`), and how long a backlog takes: pure arithmetic over the civil
 * time of Paris.
 *
 * A hospital may want to leave the line to its care units during the day. Windows are written
 * `20:00-07:00,12:00-13:30`: from included, to excluded, over midnight when the end is not after the beginning,
 * the same every day. No window at all: always open. On the days when the clock changes an hour that does not exist
 * opens at the next one that does, and an hour that comes twice is open twice.
 *
 * Source: usage guidance of the service asks for feeding outside busy hours where possible; the pace itself
 * (fewer than 5 calls a second, 30 000 a day before notice) is in `lib/quota`. It knows no holidays and no weekdays.
 */
import {parisOffsetMinutes} from '../civil-time/paris.ts'

/** Minutes of the civil day, 0 to 1439; `to` may be smaller than `from` (over midnight) or equal (the whole day). */
export interface SendingWindow {
  readonly from: number
  readonly to: number
}

const MINUTE = 60_000
const DAY_MINUTES = 1440
const ONE = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** How `limits.windows` is written; an empty text is no window. */
export const WINDOWS_FORM =
  /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)(?: *, *(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00))*$/

/** @throws RangeError when `text` is not of that form: the settings have checked it */
export function parseWindows(text: string | undefined): readonly SendingWindow[] {
  if (text === undefined || text.trim() === '') return []
  return text.split(',').map((part) => {
    const found = ONE.exec(part.trim())
    if (!found) throw new RangeError('a window is written HH:MM-HH:MM')
    const [, fromHour, fromMinute, toHour = '0', toMinute = '0'] = found
    return {from: minutesOf(fromHour, fromMinute), to: minutesOf(toHour, toMinute)}
  })
}

function minutesOf(hour: string | undefined, minute: string | undefined): number {
  return Number(hour) * 60 + Number(minute)
}

/** Whether a run may send at `now` (ms since 1970). */
export function isOpen(windows: readonly SendingWindow[], now: number): boolean {
  return windows.length === 0 || windows.some((window) => includes(window, civilMinute(now)))
}

/** The first instant at or after `now` at which a run may send; `now` itself when it may already. */
export function nextOpening(windows: readonly SendingWindow[], now: number): number {
  return nextChange(windows, now, true) ?? now
}

/** The first instant after `now` at which it may no longer; undefined when it never has to stop. */
export function nextClosing(windows: readonly SendingWindow[], now: number): number | undefined {
  return nextChange(windows, nextOpening(windows, now), false)
}

/** The first instant at or after `now` that is open, or closed; looked for minute by minute for two days at most. */
function nextChange(windows: readonly SendingWindow[], now: number, open: boolean): number | undefined {
  if (isOpen(windows, now) === open) return now
  if (windows.length === 0) return undefined
  const start = Math.floor(now / MINUTE) * MINUTE
  for (let minute = 1; minute <= 2 * DAY_MINUTES; minute++) {
    const instant = start + minute * MINUTE
    if (isOpen(windows, instant) === open) return instant
  }
  return undefined
}

function includes({from, to}: SendingWindow, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

function civilMinute(instant: number): number {
  return Math.floor(instant / MINUTE + parisOffsetMinutes(instant)) % DAY_MINUTES
}
