import {DmpError} from '../../errors/dmp-error.ts'

const usage = (problem: string) => new DmpError('DMP_USAGE', {params: {problem}})

/**
 * A civil date `AAAA-MM-JJ` that is in the calendar, as it is: no other way of writing one is compared in silence.
 * @throws DmpError DMP_USAGE, naming the flag
 */
export function civilDay(flag: string, day: string): string {
  const instant = Date.parse(`${day}T12:00:00Z`)
  const isDay = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isDay) throw usage(`${flag} ${day}`)
  return day
}

/** The two days of a period, either of them or none, both included. @throws DmpError DMP_USAGE */
export function civilDays(wish: {readonly from?: string | undefined; readonly to?: string | undefined}) {
  const from = wish.from === undefined ? undefined : civilDay('--from', wish.from)
  const to = wish.to === undefined ? undefined : civilDay('--to', wish.to)
  if (from !== undefined && to !== undefined && to < from) throw usage(`--from ${from} --to ${to}`)
  return {from, to}
}
