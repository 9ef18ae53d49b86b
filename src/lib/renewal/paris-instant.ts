import {parisOffsetMinutes} from '../civil-time/paris.ts'

const MINUTE = 60_000

/** An instant as the clocks of Paris show it, with its offset: `2029-01-05T10:00:00+01:00`. */
export function parisInstant(instant: number): string {
  const offset = parisOffsetMinutes(instant)
  const local = new Date(instant + offset * MINUTE).toISOString().slice(0, 19)
  const hours = String(Math.floor(offset / 60)).padStart(2, '0')
  return `${local}+${hours}:${String(offset % 60).padStart(2, '0')}`
}
