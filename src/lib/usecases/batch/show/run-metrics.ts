import type {Outputs} from '../../../ports/outputs.ts'
import type {Remark} from '../../ports.ts'
import type {RunObserver} from '../run/run-observer.ts'
import {metricsText} from './metrics-text.ts'
import type {RunStatus} from './run-status.ts'

/** Often enough for the usual scrape of a minute; the look at the journal costs a fraction of a second. */
const EVERY_MS = 30_000

interface MetricsMeans {
  readonly outputs: Pick<Outputs, 'replace'>
  readonly file: string
  statuses(batchIds: readonly string[]): Promise<readonly RunStatus[]>
  now(): number
  warn(remark: Remark): void
}

/** `--metrics FILE`: a textfile for the collector of Prometheus, replaced whole from time to time and at the end. */
export function metricsObserver({outputs, file, statuses, now, warn}: MetricsMeans): RunObserver {
  let batchIds: readonly string[] = []
  let writtenAt = Number.NEGATIVE_INFINITY
  let writing: Promise<void> | undefined
  let lost = false
  const write = async () => {
    try {
      await outputs.replace(file, metricsText(await statuses(batchIds)))
    } catch {
      if (!lost) warn({code: 'metrics-lost', params: {file}})
      lost = true
    }
  }
  const begin = () => {
    if (writing) return
    writtenAt = now()
    writing = write().finally(() => {
      writing = undefined
    })
  }
  return {
    onStart: (start) => {
      batchIds = start.batchIds
      begin()
    },
    onTick: () => {
      if (now() - writtenAt >= EVERY_MS) begin()
    },
    close: async () => {
      await writing
      await write()
    },
  }
}
