import type {Account} from '../../../batch/account.ts'
import {awaitsWord} from '../../../batch/after-restore.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {daysUntil} from '../../../pace/forecast.ts'
import {parseWindows} from '../../../pace/windows.ts'
import type {Batch, ItemCount, Overview, PlanAccount} from '../../../ports/journal.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {Workbench} from '../../ports.ts'
import type {CauseCount} from '../run/run-report.ts'
import {nextPause} from './next-pause.ts'
import {endOf} from './run-outlook.ts'
import {type ShownPause, shownPause} from './shown-pause.ts'
import {type ShownPlace, shownPlace} from './shown-place.ts'
import {
  accountOf,
  causesOf,
  goingOn,
  type InDmp,
  inDmpOf,
  isoOf,
  requireAccount,
  type ShownBatch,
  shownBatch,
  shownStatus,
  waitingOf,
} from './standing.ts'

/** The rate is that of the documents accepted within so long; a run just begun shows its pace in the shorter one. */
const RATES_OVER_MS = [5 * 60_000, 60_000] as const

/** Where one bulk run stands, from the journal alone: a fraction of a second, also beside the process that sends. */
export interface RunStatus {
  readonly batch: ShownBatch
  readonly at: string
  readonly plan: PlanAccount | null
  /** `planned = accepted + refused + unknown + deferred + held + remaining` */
  readonly account: Account
  readonly counts: readonly ItemCount[]
  /** What became of the accepted documents since, as far as our own acts tell. */
  readonly inDmp: InDmp
  readonly causes: readonly CauseCount[]
  readonly rate: {
    /** Documents accepted per second, over `overSeconds`. */
    readonly perSecond: number
    readonly setPerSecond: number
    readonly overSeconds: number
  }
  /** When the oldest document still to send was planned. */
  readonly oldestWaitingAt: string | null
  readonly lastAcceptedAt: string | null
  /** When the next document that was put off is due. */
  readonly nextDueAt: string | null
  readonly forecast: {
    readonly endsAt: string
    /** Civil days, today included. */
    readonly days: number
  } | null
  readonly limits: {
    readonly perDay: number
    /** Null where nothing can be counted: the disk is full. */
    readonly doneToday: number | null
    /** Whom to notify to go on beyond the limit of the day (`--daily-notice-given`). */
    readonly noticeContact: string | null
    readonly windows: string | null
  }
  readonly nextPause: {readonly at: string; readonly reason: 'guard' | 'window'} | null
  /** Why nothing of it leaves until a person does something. */
  readonly paused: ShownPause | null
  /** Of a journal in a file; null where nothing can be told of its place. */
  readonly journal: ShownPlace | null
  /** The command that goes on with it; null when nothing is left to do. */
  readonly resume: string | null
}

export type StatusBench = Pick<Workbench, 'clock' | 'journal' | 'profile' | 'quota'>

const isoOrNull = (ms: number | undefined) => (ms === undefined ? null : isoOf(ms))

interface Pace {
  readonly limits: Profile['limits']
  readonly doneToday: number
  readonly remaining: number
  readonly measured: number
  readonly now: number
}

function outlookOf({limits, doneToday, remaining, measured, now}: Pace) {
  const perSecond = measured > 0 ? Math.min(measured, limits.submitPerSecond) : limits.submitPerSecond
  const windows = parseWindows(limits.windows)
  return {remaining, perSecond, perDay: limits.perDay, doneToday, windows, now}
}

/** Calls of this civil day; undefined where a full disk keeps them from being counted. */
export async function doneTodayOf({quota}: Pick<Workbench, 'quota'>): Promise<number | undefined> {
  try {
    return (await (await quota()).doneToday?.()) ?? 0
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_JOURNAL_UNWRITABLE') return undefined
    throw error
  }
}

/** @throws DmpError DMP_INTERNAL when the balance does not come out */
export async function statusOf(bench: StatusBench, batch: Batch): Promise<RunStatus> {
  const now = bench.clock.now()
  const {limits} = await bench.profile()
  const journal = await bench.journal()
  const look = (overMs: number) => journal.overview({batchId: batch.id, now, since: now - overMs})
  const [overMs, briefMs] = RATES_OVER_MS
  const overview = await look(overMs)
  const known = Math.max(1000, now - batch.createdAt)
  const rate = faster(
    rateOf(overview, Math.min(overMs, known)),
    rateOf(await look(briefMs), Math.min(briefMs, known)),
  )
  const account = requireAccount(accountOf(overview))
  const doneToday = await doneTodayOf(bench)
  const outlook = outlookOf({
    limits,
    doneToday: doneToday ?? 0,
    remaining: waitingOf(account),
    measured: rate.perSecond,
    now,
  })
  const paused = shownPause(batch, overview)
  // What waits for a person ends when the person says: nothing is foretold of it.
  const goesOn = outlook.remaining > 0 && paused === null && !awaitsWord(batch)
  const endsAt = goesOn ? endOf(outlook, overview.lastDueAt) : undefined
  const pause = goesOn ? nextPause(outlook) : undefined
  return {
    batch: shownBatch(batch),
    at: isoOf(now),
    plan: batch.account ?? null,
    account,
    counts: overview.counts.map(shownCount),
    inDmp: inDmpOf(overview),
    causes: causesOf(overview),
    rate: {...rate, setPerSecond: limits.submitPerSecond},
    oldestWaitingAt: isoOrNull(overview.oldestWaitingAt),
    lastAcceptedAt: isoOrNull(overview.lastAcceptedAt),
    nextDueAt: isoOrNull(overview.nextDueAt),
    forecast: endsAt === undefined ? null : {endsAt: isoOf(endsAt), days: daysUntil(endsAt, now)},
    limits: {
      perDay: limits.perDay,
      doneToday: doneToday ?? null,
      noticeContact: limits.noticeContact ?? null,
      windows: limits.windows ?? null,
    },
    nextPause: pause ? {at: isoOf(pause.at), reason: pause.reason} : null,
    paused,
    journal: await shownPlace(journal),
    resume: goingOn(batch, {account}),
  }
}

function shownCount(count: ItemCount): ItemCount {
  const registryStatus = shownStatus(count)
  return registryStatus === undefined ? count : {...count, registryStatus}
}

type Rate = ReturnType<typeof rateOf>

const faster = (long: Rate, brief: Rate): Rate => (brief.perSecond > long.perSecond ? brief : long)

function rateOf({acceptedSince}: Overview, overMs: number) {
  const perSecond = Math.round((acceptedSince / overMs) * 1_000_000) / 1000
  return {perSecond, overSeconds: Math.round(overMs / 1000)}
}
