/**
 * Civil time in metropolitan France (Europe/Paris): the offset and the calendar day at an instant.
 *
 * From 1997 on the rule of the European Union answers by arithmetic (directives 97/44/EC and 2000/84/EC: summer
 * time from the last Sunday of March to the last Sunday of October, both at 01:00 UTC), because the time zone
 * data of the runtime cost tens of milliseconds to open, in every command. Earlier instants, when the dates of
 * change were others, are still asked of the runtime.
 *
 * It does not know overseas departments, nor a future end of summer time: should the rule change, this file
 * changes.
 */

import {zoneOffsetMinutes} from './zone.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const WINTER = 60
const SUMMER = 120
const RULE_SINCE = Date.UTC(1997, 0, 1)
const MARCH = 2
const OCTOBER = 9

/**
 * Minutes that Paris is ahead of UTC.
 * @param instant ms since 1970
 */
export function parisOffsetMinutes(instant: number): number {
  if (instant < RULE_SINCE) return zoneOffsetMinutes(instant, 'Europe/Paris')
  const year = new Date(instant).getUTCFullYear()
  return instant >= changeOf(year, MARCH) && instant < changeOf(year, OCTOBER) ? SUMMER : WINTER
}

/**
 * Calendar day in Paris, `AAAA-MM-JJ`.
 * @param instant ms since 1970
 * @throws RangeError when it is no instant
 */
export function parisDate(instant: number): string {
  return new Date(instant + parisOffsetMinutes(instant) * MINUTE).toISOString().slice(0, 10)
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function changeOf(year: number, month: number): number {
  const last = Date.UTC(year, month, 31, 1)
  return last - new Date(last).getUTCDay() * DAY
}
