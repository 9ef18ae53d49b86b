import type {Month} from './count-line.ts'

export interface MonthRange {
  readonly from: Month
  readonly to: Month
}

/** Months of a range, in order, both ends included. */
export function monthsOf({from, to}: MonthRange): readonly Month[] {
  const months: Month[] = []
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month)
  return months
}

/** @param month `AAAA-MM` */
export function monthAfter(month: Month): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`
}

export const isIn = (month: Month, {from, to}: MonthRange) => month >= from && month <= to

/** The smallest range that holds them all; undefined for none. */
export function rangeOf(months: Iterable<Month>): MonthRange | undefined {
  const sorted = [...months].sort()
  const [from] = sorted
  const to = sorted.at(-1)
  return from === undefined || to === undefined ? undefined : {from, to}
}

/** `AAAA-MM..AAAA-MM`, or one month; undefined when it is neither. */
export function parseMonthRange(text: string): MonthRange | undefined {
  const match = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:(?:\.\.|\/)(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(text.trim())
  const [, from, to = from] = match ?? []
  return from === undefined || to === undefined || to < from ? undefined : {from, to}
}
