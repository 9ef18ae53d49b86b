import {nextMidnight} from '../../../pace/forecast.ts'
import {nextClosing, nextOpening, type SendingWindow} from '../../../pace/windows.ts'

export interface NextPause {
  /** ms since 1970 */
  readonly at: number
  /** `guard`: the calls of the day are used up; `window`: the hours of sending end. */
  readonly reason: 'guard' | 'window'
}

export interface PauseOutlook {
  readonly remaining: number
  readonly perSecond: number
  readonly perDay?: number | undefined
  readonly doneToday: number
  readonly windows: readonly SendingWindow[]
  readonly now: number
}

/** When sending stops by itself for the next time; undefined when what remains leaves before. */
export function nextPause(outlook: PauseOutlook): NextPause | undefined {
  const {remaining, perSecond, perDay = Number.POSITIVE_INFINITY, doneToday, windows, now} = outlook
  if (remaining <= 0 || !(perSecond > 0)) return undefined
  const from = nextOpening(windows, now)
  const midnight = nextMidnight(from)
  const left = from >= nextMidnight(now) ? perDay : Math.max(0, perDay - doneToday)
  const usedUp = from + (left / perSecond) * 1000
  const closing = nextClosing(windows, from)
  const pauses: NextPause[] = []
  if (usedUp < midnight) pauses.push({at: Math.round(usedUp), reason: 'guard'})
  if (closing !== undefined) pauses.push({at: closing, reason: 'window'})
  const [first] = pauses.toSorted((a, b) => a.at - b.at)
  return first && first.at < from + (remaining / perSecond) * 1000 ? first : undefined
}
