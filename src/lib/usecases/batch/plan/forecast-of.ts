import {daysUntil, forecast} from '../../../pace/forecast.ts'
import {parseWindows} from '../../../pace/windows.ts'
import type {PlanBench, PlanForecast} from './plan-wish.ts'

/** When the last of these documents would leave, at the pace and in the hours of the profile, the run starting now. */
export async function forecastOf(bench: PlanBench, documents: number): Promise<PlanForecast | null> {
  if (documents === 0) return null
  const {limits} = await bench.profile()
  const {submitPerSecond: perSecond, perDay} = limits
  const now = bench.clock.now()
  const quota = await bench.quota()
  const endsAt = forecast({
    remaining: documents,
    perSecond,
    perDay,
    doneToday: (await quota.doneToday?.()) ?? 0,
    windows: parseWindows(limits.windows),
    now,
  })
  if (endsAt === undefined) return null
  return {
    documents,
    endsAt: new Date(endsAt).toISOString(),
    days: daysUntil(endsAt, now),
    perSecond,
    perDay,
  }
}
