import type {ErrorCode} from '../../../errors/catalogue.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Consent} from '../../documents/consent.ts'
import {submitPlan, submittedRuns} from './choose-batches.ts'
import type {CheckBench} from './pre-checks.ts'
import {type Rearmed, rearm} from './rearm.ts'
import {runBatch} from './run-batch.ts'
import type {RunObserver} from './run-observer.ts'
import type {RunReport} from './run-report.ts'
import type {RunWish} from './run-wish.ts'

/** What every command that works on runs may be told. */
export interface RunOptions {
  readonly width: number
  readonly maxItems?: number | undefined
  readonly maxDurationMs?: number | undefined
  readonly patienceMs: number
  readonly checkStatus: boolean
  /** Runs of a journal that was put back from a copy may go on. */
  readonly afterRestore?: boolean | undefined
  readonly observer: RunObserver
}

function wishOf(options: RunOptions, resume: string, batchIds?: readonly string[]): RunWish {
  const {width, maxItems, maxDurationMs, patienceMs, checkStatus, observer} = options
  return {
    width,
    patienceMs,
    checkStatus,
    observer,
    resume,
    stay: false,
    ...(batchIds ? {batchIds} : {}),
    ...(maxItems === undefined ? {} : {maxItems}),
    ...(maxDurationMs === undefined ? {} : {maxDurationMs}),
  }
}

/** A run in which nothing at all passed has failed as a whole: its error is the command's, and the account goes with it. */
function orFailed<R extends RunReport>(report: R): R {
  const {code, params, exitCode} = report.stopped
  // A limit has something to say too, but is no failure.
  if (code === null || exitCode === null || report.own.accepted > 0) return report
  throw new DmpError(code as ErrorCode, {
    params,
    details: {...params, account: report.account, resume: report.resume},
  })
}

/** `batch submit PLAN`. @throws DmpError DMP_BATCH_*, and what stopped a run in which nothing passed */
export async function batchSubmit(bench: CheckBench, plan: string, options: RunOptions): Promise<RunReport> {
  const {id} = await submitPlan(bench, plan, options.afterRestore)
  return orFailed(await runBatch(bench, wishOf(options, `dmp batch resume ${id}`, [id])))
}

/** `batch resume [RUN]`: goes on where a run stopped, however it stopped. */
export async function batchResume(
  bench: CheckBench,
  run: string | undefined,
  options: RunOptions,
): Promise<RunReport> {
  const ids = (await submittedRuns(bench, run, options.afterRestore)).map(({id}) => id)
  if (run === undefined) return orFailed(await runBatch(bench, wishOf(options, 'dmp batch resume')))
  return orFailed(await runBatch(bench, wishOf(options, `dmp batch resume ${run}`, ids)))
}

export interface RetryReport extends RunReport {
  readonly rearmed: Rearmed
}

/** `batch retry [RUN] --only …`: what waits for a person's word goes again, then the run works on. */
export async function batchRetry(
  bench: CheckBench,
  input: {
    readonly run?: string | undefined
    readonly only: readonly string[]
    readonly consent: Consent
    readonly takenByAnother?: boolean
  },
  options: RunOptions,
): Promise<RetryReport> {
  const ids = (await submittedRuns(bench, input.run, options.afterRestore)).map(({id}) => id)
  const rearmed = await rearm(bench, ids, input.only, input.consent, input.takenByAnother)
  const resume = input.run === undefined ? 'dmp batch resume' : `dmp batch resume ${input.run}`
  return orFailed({...(await runBatch(bench, wishOf(options, resume, ids))), rearmed})
}

export interface WorkerReport {
  readonly runs: readonly RunReport[]
}

/**
 * `batch worker`: every submitted run of one or several establishments, each with its own certificates and pace, until
 * asked to end, or until nothing is left (`untilEmpty`).
 */
export async function batchWorker(
  served: readonly {readonly bench: CheckBench; readonly observer: RunObserver}[],
  untilEmpty: boolean,
  options: Omit<RunOptions, 'observer'>,
): Promise<WorkerReport> {
  const works = served.map(({bench, observer}) =>
    runBatch(bench, {...wishOf({...options, observer}, 'dmp batch worker'), stay: !untilEmpty}),
  )
  // One establishment whose certificate ends does not take the others down; its error is told once all have ended.
  const ends = await Promise.allSettled(works)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  const runs = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  const [only] = runs
  if (runs.length === 1 && only) orFailed(only)
  return {runs}
}
