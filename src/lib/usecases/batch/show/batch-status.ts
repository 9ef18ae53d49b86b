import type {Account} from '../../../batch/account.ts'
import {awaitsWord} from '../../../batch/after-restore.ts'
import {type ExitCode, exitCodes} from '../../../errors/exit-codes.ts'
import {parseWindows} from '../../../pace/windows.ts'
import type {Batch, PlanAccount} from '../../../ports/journal.ts'
import type {Outputs} from '../../../ports/outputs.ts'
import type {Workbench} from '../../ports.ts'
import {lookingOnly} from '../../submission/existing-journal.ts'
import type {RunObserver} from '../run/run-observer.ts'
import {checkSilence, type Patience, type StatusCheck} from './check-silence.ts'
import {runToShow} from './choose-run.ts'
import {metricsText} from './metrics-text.ts'
import {doneTodayOf, type RunStatus, type StatusBench, statusOf} from './run-status.ts'
import {
  accountOf,
  type InDmp,
  inDmpOf,
  isoOf,
  requireAccount,
  type ShownBatch,
  shownBatch,
  takenBackOf,
} from './standing.ts'
import {type WaitingRuns, waitingRuns} from './waiting-runs.ts'
import {watchRun} from './watch-run.ts'

export interface StatusWish {
  /** Number of a run; the latest when absent. */
  readonly run?: string | undefined
  /** Every run of the journal, in a line each. */
  readonly all: boolean
  /** Judge for a monitoring tool: the run that is named, or the whole journal. */
  readonly check?: Patience | undefined
  /** Look again and again until nothing is left to send, or until interrupted. */
  readonly watch?: RunObserver | undefined
  /** File of metrics to write once. */
  readonly metrics?: string | undefined
}

/** One run in a list of runs. */
export interface RunLine {
  readonly batch: ShownBatch
  readonly plan: PlanAccount | null
  readonly account: Account
  /** What became of the accepted documents since. */
  readonly inDmp: InDmp
  /** Deletions that it made, of those accepted. */
  readonly deletions: number
  /** Taken back before they left, of those refused. */
  readonly withdrawn: number
  readonly lastAcceptedAt: string | null
}

export interface StatusAnswer {
  readonly run: RunStatus
  /** Oldest first; empty unless all were asked for. */
  readonly runs: readonly RunLine[]
  readonly check: StatusCheck | null
}

type Bench = StatusBench & Pick<Workbench, 'signal' | 'files'>
type Given = Workbench & {readonly outputs: Pick<Outputs, 'replace'>}

async function lineOf(bench: Bench, batch: Batch): Promise<RunLine> {
  const now = bench.clock.now()
  const overview = await (await bench.journal()).overview({batchId: batch.id, now, since: now})
  return {
    batch: shownBatch(batch),
    plan: batch.account ?? null,
    account: requireAccount(accountOf(overview)),
    inDmp: inDmpOf(overview),
    ...takenBackOf(overview),
    lastAcceptedAt: overview.lastAcceptedAt === undefined ? null : isoOf(overview.lastAcceptedAt),
  }
}

async function everyRun(bench: Bench): Promise<readonly RunLine[]> {
  const batches = await (await bench.journal()).batches()
  const lines: RunLine[] = []
  for (const batch of batches.toSorted((a, b) => a.createdAt - b.createdAt))
    lines.push(await lineOf(bench, batch))
  return lines
}

/** The named run, or everything in the journal: what an earlier night left is not to go unnoticed. */
async function judge(
  bench: Bench,
  left: WaitingRuns,
  {journal}: Pick<RunStatus, 'journal'>,
  patience: Patience,
): Promise<StatusCheck> {
  const {limits} = await bench.profile()
  const doneToday = (await doneTodayOf(bench)) ?? 0
  const {oldestWaitingAt, lastAcceptedAt, waiting, since, runs, paused} = left
  return checkSilence(
    {
      now: bench.clock.now(),
      oldestWaitingAt,
      lastAcceptedAt,
      waiting,
      since,
      paused,
      journal,
      submitted: runs.length > 0,
      guardReached: doneToday >= limits.perDay,
      windows: parseWindows(limits.windows),
    },
    patience,
  )
}

/** `batch status`, from the journal alone, also beside a runner. @throws DmpError DMP_BATCH_NOT_FOUND */
export async function batchStatus(
  given: Given,
  {run: word, all, check, watch, metrics}: StatusWish,
): Promise<StatusAnswer> {
  const bench = await lookingOnly(given)
  const shown = await runToShow(bench, word)
  const named = word === undefined ? undefined : shown
  const left = check && (await waitingRuns(await bench.journal(), named, bench.clock.now()))
  // The run whose document waits longest is the one to look at, whatever was planned since.
  const batch = named ?? left?.runs[0] ?? shown
  if (batch.state !== 'closed' && awaitsWord(batch))
    given.warn({code: 'run-after-restore', params: {run: batch.id}})
  const run = watch ? await watchRun(bench, batch, watch) : await statusOf(bench, batch)
  if (metrics !== undefined) await given.outputs.replace(bench.files.resolve(metrics), metricsText([run]))
  return {
    run,
    runs: all ? await everyRun(bench) : [],
    check: check && left ? await judge(bench, left, run, check) : null,
  }
}

/** A finding of the check is what a monitoring tool must hear of (exit 10). */
export function statusExit({check}: StatusAnswer): ExitCode {
  return check === null || check.ok ? exitCodes.done : exitCodes.findings
}
