import type {Batch} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import type {RunObserver, RunPause, RunTick} from '../run/run-observer.ts'
import {type RunStatus, type StatusBench, statusOf} from './run-status.ts'
import type {ShownPause} from './shown-pause.ts'
import {waitingOf} from './standing.ts'

const EVERY_MS = 2000

const instant = (iso: string | null | undefined) =>
  iso === null || iso === undefined ? undefined : Date.parse(iso)

/** A look at the journal in the form in which a run tells of itself. */
export function tickOf(status: RunStatus): RunTick {
  const {at, account, rate, causes, forecast, nextDueAt, nextPause, paused} = status
  const byCode: Record<string, number> = {}
  for (const {code, count} of causes) byCode[code] = (byCode[code] ?? 0) + count
  const endsAt = instant(forecast?.endsAt)
  const dueAt = instant(nextDueAt)
  return {
    at: Date.parse(at),
    account,
    rate: rate.perSecond,
    perSecond: rate.setPerSecond,
    causes: byCode,
    ...(endsAt === undefined ? {} : {endsAt}),
    ...(dueAt === undefined ? {} : {nextDueAt: dueAt}),
    ...(nextPause ? {nextPause: {at: Date.parse(nextPause.at), reason: nextPause.reason}} : {}),
    ...(paused ? {pause: pauseOf(paused)} : {}),
  }
}

function pauseOf({reason, since, until, profile, end}: ShownPause): RunPause {
  const code = 'DMP_CERTIFICATE_ENDED'
  const pause = {at: Date.parse(since), reason, profile, code, params: {end, profile}}
  return until === null ? pause : {...pause, until: Date.parse(until)}
}

/** Looks at a run until nothing is left to send or somebody interrupts; answers the last look. */
export async function watchRun(
  bench: StatusBench & Pick<Workbench, 'signal'>,
  batch: Batch,
  observer: RunObserver,
): Promise<RunStatus> {
  const {clock, signal} = bench
  const {name, environment, limits} = await bench.profile()
  let status = await statusOf(bench, batch)
  observer.onStart?.({
    at: clock.now(),
    batchIds: [batch.id],
    profiles: [name],
    environment,
    width: 0,
    perSecond: limits.submitPerSecond,
    perDay: limits.perDay,
    account: status.account,
  })
  try {
    let toldPause = 'null'
    for (;;) {
      const tick = tickOf(status)
      const pause = JSON.stringify(status.paused)
      if (pause !== toldPause) observer.onPause?.(tick.pause)
      toldPause = pause
      observer.onTick?.(tick)
      if (waitingOf(status.account) === 0 || status.batch.state === 'closed') return status
      await clock.sleep(EVERY_MS, signal)
      const [now = batch] = await (await bench.journal()).batches([batch.id])
      status = await statusOf(bench, now)
    }
  } catch (error) {
    if (signal.aborted) return status
    throw error
  } finally {
    await observer.close?.()
  }
}
