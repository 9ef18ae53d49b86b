/**
 * A bulk run at work: `batch submit`, `resume`, `retry` and `worker` are this same loop over submitted batches. Nothing is
 * kept outside the journal, so a run is resumed by running it: what had left and was not answered is looked for first.
 * Both balances are asserted at the start and at the end.
 */
import {awaitsWord} from '../../../batch/after-restore.ts'
import {retryTerms} from '../../../batch/retry-policy.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {exitCodes} from '../../../errors/exit-codes.ts'
import {parseWindows} from '../../../pace/windows.ts'
import type {Batch} from '../../../ports/journal.ts'
import type {Profile} from '../../../profile/profile.ts'
import {runOutlook} from '../show/run-outlook.ts'
import {waitingOf} from '../show/standing.ts'
import {CertificateWatch} from './certificate-watch.ts'
import {Engine} from './engine.ts'
import {Gates} from './gates.ts'
import {JOURNAL_PATIENCE_MS} from './journal-watch.ts'
import {PauseRecord} from './pause-record.ts'
import {type CheckBench, checkBefore, tell} from './pre-checks.ts'
import {somethingPutOff} from './put-off.ts'
import {RunBoard} from './run-board.ts'
import {observers} from './run-observer.ts'
import type {RunReport} from './run-report.ts'
import type {RunWish} from './run-wish.ts'
import {type Standing, standingOfRun} from './standing-of-run.ts'
import type {Stop} from './stop.ts'

const CERTIFICATE_WAIT_MS = 43_200_000
/** How often new runs and withdrawn ones are looked for. */
const REREAD_MS = 2000

const isoOf = (ms: number) => new Date(ms).toISOString()

/** The batches to take from. */
interface Sources {
  /** As they are now: one may be withdrawn, others submitted or finished meanwhile. */
  now(): Promise<readonly string[]>
  /** Every one that was among them since the start. */
  readonly seen: ReadonlySet<string>
}

/** Read again every few seconds. Runs that nobody named and that have nothing left to send are left out. */
function submittedBatches(bench: CheckBench, wish: RunWish, establishment: string): Sources {
  let known: readonly string[] = []
  let readAt = Number.NEGATIVE_INFINITY
  const seen = new Set<string>()
  const mine = (batch: Batch) =>
    batch.state === 'submitted' && batch.establishment === establishment && !awaitsWord(batch)
  const isOpen = async ({id}: Batch) =>
    wish.batchIds !== undefined || waitingOf((await standingOfRun(bench, [id])).account) > 0
  return {
    seen,
    async now() {
      const at = bench.clock.monotonic()
      if (at - readAt < REREAD_MS) return known
      const open: string[] = []
      for (const batch of (await (await bench.journal()).batches(wish.batchIds)).filter(mine))
        if (await isOpen(batch)) open.push(batch.id)
      readAt = at
      known = open
      for (const id of open) seen.add(id)
      return known
    },
  }
}

/** Runs of a journal put back from a copy are left out until a person says so: that is said each time. */
async function tellStopped(bench: CheckBench, establishment: string): Promise<void> {
  const stopped = (await (await bench.journal()).batches()).filter(
    (batch) => batch.state === 'submitted' && batch.establishment === establishment && awaitsWord(batch),
  )
  for (const {id: run} of stopped) bench.warn({code: 'run-after-restore', params: {run}})
}

async function note(
  bench: CheckBench,
  batchIds: readonly string[],
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const occurredAt = bench.clock.now()
  const entries = batchIds.map((batchId) => ({
    event: {phase: 'event', operation: 'batch-run', occurredAt, batchId, data} as const,
  }))
  if (entries.length > 0) await (await bench.journal()).record(entries)
}

/**
 * Works through the batches of `wish` until nothing is due or something stops it; how it stopped is in the report.
 * @throws DmpError before anything left: of the keys, the journal, the profile; DMP_INTERNAL when a balance is off
 */
export async function runBatch(tools: CheckBench, wish: RunWish): Promise<RunReport> {
  const bench: CheckBench = {...tools, resultPatienceMs: JOURNAL_PATIENCE_MS}
  const profile = await bench.profile()
  const startedAt = bench.clock.now()
  const sources = submittedBatches(bench, wish, profile.name)
  const ids = await sources.now()
  if (wish.batchIds === undefined) await tellStopped(bench, profile.name)
  const before = await standingOfRun(bench, ids)
  const {windows: _hours, ...anyHour} = profile.limits
  const outlook = await runOutlook(
    {clock: bench.clock, quota: await bench.quota()},
    wish.anyHour ? anyHour : profile.limits,
  )
  const pauses = new PauseRecord(bench, () => [...sources.seen])
  await pauses.begin()
  const observer = observers([...(wish.observer ? [wish.observer] : []), pauses.observer])
  const certificates = new CertificateWatch(bench, profile.limits.certificateWaitMs ?? CERTIFICATE_WAIT_MS)
  await certificates.changed()
  for (const point of await checkBefore(bench, outlook(waitingOf(before.account), startedAt, before).endsAt))
    tell(bench, point)
  const {submitPerSecond: perSecond, perDay, windows} = profile.limits
  const board = new RunBoard(before, {observer, perSecond, now: () => bench.clock.now(), outlook})
  observer.onStart({
    at: startedAt,
    batchIds: ids,
    profiles: [profile.name],
    environment: profile.environment,
    width: wish.width,
    perSecond,
    perDay,
    account: before.account,
  })
  await note(bench, ids, {phase: 'start', width: wish.width, perSecond, account: before.account})
  const terms = retryTerms(profile.limits.retryAfterMs)
  const gates = new Gates(wish.anyHour ? [] : parseWindows(windows), profile.name, terms)
  let report: RunReport
  try {
    const engine = new Engine(
      {
        bench,
        wish,
        board,
        gates,
        certificates,
        terms,
        batchIds: sources.now,
        seenIds: () => [...sources.seen],
      },
      profile.name,
    )
    const stop = await engine.run()
    await pauses.end(stop)
    report = await reportOf(bench, {profile, wish, startedAt, stop, board}, [...sources.seen])
    observer.onStop(report)
  } finally {
    await observer.close()
  }
  return report
}

interface Worked {
  readonly profile: Profile
  readonly wish: RunWish
  readonly startedAt: number
  readonly stop: Stop
  readonly board: RunBoard
}

async function reportOf(bench: CheckBench, worked: Worked, ids: readonly string[]): Promise<RunReport> {
  const {profile, wish, startedAt, stop, board} = worked
  const standing = await finalStanding(bench, ids, stop)
  const {account} = standing
  const {error} = stop
  const nextAt = stop.nextAt ?? standing.nextDueAt
  const leftBehind = stop.reason === 'waiting' && (await somethingPutOff(bench, ids))
  const withdrawn = leftBehind ? undefined : await takenBack(bench, stop, ids)
  const about = stop.about ?? withdrawn
  const report: RunReport = {
    environment: profile.environment,
    profiles: [profile.name],
    startedAt: isoOf(startedAt),
    endedAt: isoOf(bench.clock.now()),
    stopped: {
      reason: stop.reason,
      code: error?.code ?? about?.code ?? null,
      params: error?.params ?? about?.params ?? {},
      exitCode: error?.exitCode ?? (leftBehind ? exitCodes.someFailed : null),
      nextAt: nextAt === undefined ? null : isoOf(nextAt),
    },
    batches: standing.batches,
    account,
    own: {...board.own},
    causes: standing.causes,
    resume: waitingOf(account) > 0 && !withdrawn ? wish.resume : null,
  }
  const {reason, code} = report.stopped
  const end = {phase: 'stop', reason, ...(code ? {cause: code} : {}), account, own: report.own}
  await note(bench, ids, end).catch((cause: unknown) => {
    // A journal that stopped the run may well not take this either; everything it says is in the items.
    if (stop.reason !== 'journal') throw cause
  })
  return report
}

/** Nothing is left to send because a person took it back meanwhile. */
async function takenBack(bench: CheckBench, {reason}: Stop, ids: readonly string[]): Promise<Stop['about']> {
  if (ids.length === 0 || (reason !== 'done' && reason !== 'waiting')) return undefined
  const batches = await (await bench.journal()).batches(ids)
  const [first] = batches
  if (!first || batches.some(({state}) => state !== 'closed')) return undefined
  return {code: 'DMP_WITHDRAWN', params: {run: first.id}}
}

/** A journal that can no longer be read cannot say how the run stands: its own error is what there is to tell. */
async function finalStanding(bench: CheckBench, ids: readonly string[], {error}: Stop): Promise<Standing> {
  try {
    return await standingOfRun(bench, ids)
  } catch (cause) {
    if (error && cause instanceof DmpError && cause.code.startsWith('DMP_JOURNAL_')) throw error
    throw cause
  }
}
