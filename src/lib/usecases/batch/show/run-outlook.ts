import {forecast, type Outlook as Pace} from '../../../pace/forecast.ts'
import {nextOpening, parseWindows} from '../../../pace/windows.ts'
import type {Clock} from '../../../ports/clock.ts'
import type {Quota} from '../../../ports/quota.ts'
import type {Profile} from '../../../profile/profile.ts'
import {type NextPause, nextPause} from './next-pause.ts'

/** What is to be expected of a run that works: when it ends, and when sending stops by itself before. */
export interface Outlook {
  readonly endsAt?: number
  readonly nextPause?: NextPause
}

/** What is seen of the run itself, which says more than its settings. */
export interface SeenPace {
  /** Documents settled per second, by all who work on it. */
  readonly perSecond?: number | undefined
  /** When the last of those put off is due. */
  readonly lastDueAt?: number | undefined
}

export type OutlookOf = (remaining: number, now: number, seen?: SeenPace) => Outlook

/** The calls of the day are counted again so often: a run crosses midnight, and other processes send too. */
const COUNT_AGAIN_MS = 60_000

/** However few remain, what is put off leaves when it is due, in the hours of sending. */
export function endOf(ahead: Pace, lastDueAt: number | undefined): number | undefined {
  const paced = forecast(ahead)
  return paced === undefined ? undefined : Math.max(paced, nextOpening(ahead.windows, lastDueAt ?? 0))
}

/** Looks ahead at the rate that is seen, before one is at the set rate, with the daily limit and the hours of sending. */
export async function runOutlook(
  {clock, quota}: {readonly clock: Pick<Clock, 'now'>; readonly quota: Pick<Quota, 'doneToday'>},
  {submitPerSecond, perDay, windows: text}: Profile['limits'],
): Promise<OutlookOf> {
  const windows = parseWindows(text)
  let doneToday = 0
  let countedAt = 0
  const count = async () => {
    countedAt = clock.now()
    doneToday = (await quota.doneToday?.()) ?? 0
  }
  await count()
  return (remaining, now, {perSecond = submitPerSecond, lastDueAt} = {}) => {
    // The figure is a forecast: the old count serves where a new one cannot be had.
    if (now - countedAt >= COUNT_AGAIN_MS) void count().catch(() => undefined)
    if (remaining <= 0) return {}
    const ahead = {remaining, perSecond, perDay, doneToday, windows, now}
    const endsAt = endOf(ahead, lastDueAt)
    const pause = nextPause(ahead)
    return {...(endsAt === undefined ? {} : {endsAt}), ...(pause ? {nextPause: pause} : {})}
  }
}
