import type {Clock} from '../lib/ports/clock.ts'
import type {Files} from '../lib/ports/files.ts'
import type {Outputs} from '../lib/ports/outputs.ts'
import {createRunView, type RunViewOptions} from '../lib/ui/batch/run-view/run-view.ts'
import {observers, type RunObserver} from '../lib/usecases/batch/run/run-observer.ts'
import {eventsObserver} from '../lib/usecases/batch/show/run-events.ts'
import {metricsObserver} from '../lib/usecases/batch/show/run-metrics.ts'
import {type StatusBench, statusOf} from '../lib/usecases/batch/show/run-status.ts'
import type {Remark} from '../lib/usecases/ports.ts'

/** Files that the operator asked for beside what the screen shows. */
export interface WatchWish {
  readonly events?: string | undefined
  readonly metrics?: string | undefined
  /** Another process sends; this one only looks. */
  readonly looking?: boolean
}

export interface WatchMeans extends StatusBench {
  readonly clock: Clock
  readonly files: Pick<Files, 'resolve'>
  readonly outputs: Outputs
  readonly view: Omit<RunViewOptions, 'now'>
  warn(remark: Remark): void
}

/**
 * Everybody who looks at a run. Files are opened before anything leaves: a path that cannot be written stops there.
 * @throws DmpError DMP_FILE_UNWRITABLE
 */
export async function runWatchers(means: WatchMeans, wish: WatchWish): Promise<Required<RunObserver>> {
  const {clock, files, outputs, warn} = means
  const now = () => clock.now()
  const watching: RunObserver[] = [createRunView({...means.view, looking: wish.looking ?? false, now})]
  if (wish.events !== undefined) {
    const file = files.resolve(wish.events)
    watching.push(eventsObserver(await outputs.lines(file), {file, now, warn}))
  }
  if (wish.metrics !== undefined) {
    const file = files.resolve(wish.metrics)
    await outputs.replace(file, '')
    const statuses = async (ids: readonly string[]) => {
      const batches = await (await means.journal()).batches(ids)
      return Promise.all(batches.map((batch) => statusOf(means, batch)))
    }
    watching.push(metricsObserver({outputs, file, statuses, now, warn}))
  }
  return observers(watching)
}
