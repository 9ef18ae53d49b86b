/**
 * How old traces are, against the length of time that the establishment chose (`traces.retention`). Nothing is deleted by
 * itself: the CNIL's recommendation on journals (délibération 2021-122) speaks of six months to a year, the homologation
 * of the DMP (EX_AIR-100) of ten years after the DMP is closed, and who is responsible decides.
 */

/** Mean length of a month of the Gregorian calendar, in ms. */
const MONTH_MS = 30.436875 * 86_400_000

export interface Retention {
  /** Instant of the oldest trace, ms since 1970; absent where there is none. */
  readonly oldest?: number
  /** Whole months. */
  readonly ageMonths?: number
  /** After which a notice is given; 0: never. */
  readonly noticeMonths: number
  readonly due: boolean
}

/** @param noticeMonths the setting `traces.retention`; 0 for no notice */
export function retentionOf(oldest: number | undefined, now: number, noticeMonths: number): Retention {
  if (oldest === undefined) return {noticeMonths, due: false}
  const months = Math.max(0, now - oldest) / MONTH_MS
  return {oldest, ageMonths: Math.floor(months), noticeMonths, due: noticeMonths > 0 && months > noticeMonths}
}
