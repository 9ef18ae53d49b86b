/**
 * Deleting many documents from the DMP, for a list or for a whole run: read what there is, show it, ask once with the
 * number of documents typed, plan the deletions in the journal, work them off, write the receipt. Each step may be
 * killed: planned deletions are found again by the same command, and nothing is deleted that nobody confirmed.
 * Sources: EX_3.3-1050 (confirmation before an irreversible deletion), PDSM4DMP page TD3.3c.
 */
import {NOT_FOUND_AFTER_SENDING} from '../../../batch/not-found.ts'
import type {Batch} from '../../../ports/journal.ts'
import type {Consent} from '../../documents/consent.ts'
import {requireConsent} from '../../documents/consent.ts'
import {counted, noRecords, rowsOf} from '../plan/plan-row.ts'
import {letGoOn} from '../run/choose-batches.ts'
import type {CheckBench} from '../run/pre-checks.ts'
import {runBatch} from '../run/run-batch.ts'
import type {RunObserver} from '../run/run-observer.ts'
import {accountOf, causesOf} from '../show/standing.ts'
import {confirmedBefore} from './confirmed-before.ts'
import {type DeletionBatch, DeletionPlan, type DeletionRecord} from './deletion-plan.ts'
import {holdEach} from './hold-each.ts'
import type {TakeBackReport} from './take-back-report.ts'
import {Tally} from './tally.ts'
import {keepReceipt, type ReceiptBench} from './write-receipt.ts'

/** What taking back asks of the world: that of a run, and files for the receipt. */
export type TakeBackBench = ReceiptBench & CheckBench

/** Said by whoever asks. */
export interface HowToTakeBack {
  readonly reason: string
  readonly originalStatus?: 'archived' | undefined
  readonly consent: Consent
  readonly dryRun: boolean
  /** Folder of the receipt. */
  readonly receipt?: string | undefined
  /** Documents in flight at most. */
  readonly width: number
  readonly patienceMs: number
  readonly observer?: RunObserver | undefined
}

export interface TakeBack extends HowToTakeBack {
  readonly kind: 'undo' | 'delete'
  readonly run: Batch | undefined
  readonly facts: Readonly<Record<string, unknown>>
  /** The command that goes on with it. */
  readonly again: string
  /** Reads what there is; twice, and never more deletions than `most` the second time. */
  records(most: number): AsyncIterable<DeletionRecord>
  /** Done once confirmed, before anything is planned: nothing more leaves of a run that is taken back. */
  confirmed?(batchId: string): Promise<void>
}

async function tallyOf(bench: ReceiptBench, wish: TakeBack): Promise<Tally> {
  const tally = new Tally()
  for await (const record of wish.records(Number.POSITIVE_INFINITY)) {
    bench.signal.throwIfAborted()
    tally.add(record)
  }
  return tally
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

async function freshBatchId({journal, random, clock}: ReceiptBench): Promise<string> {
  const taken = new Set((await (await journal()).batches()).map(({id}) => id))
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '')
  for (;;) {
    const letters = [...random.bytes(4)].map((byte) => ALPHABET[byte % ALPHABET.length])
    const id = `${day}-${letters.join('')}`
    if (!taken.has(id)) return id
  }
}

/** Plans what was confirmed; what appeared since is left for another command. */
async function plan(bench: ReceiptBench, wish: TakeBack, tally: Tally): Promise<string | undefined> {
  const [begun] = tally.begun.keys()
  if (tally.account.ready === 0 && tally.withdrawn === 0) {
    if (begun !== undefined) await wish.confirmed?.(begun)
    return undefined
  }
  const {kind, run, facts, reason, originalStatus} = wish
  const {name: establishment} = await bench.profile()
  const id = await freshBatchId(bench)
  await wish.confirmed?.(id)
  const batch: DeletionBatch = {
    id,
    kind,
    establishment,
    facts: {...facts, reason, confirmed: tally.wanted},
    ...(run ? {undoes: run.id} : {}),
  }
  const writer = new DeletionPlan(bench, batch, {reason, originalStatus})
  await writer.begin()
  for await (const record of wish.records(tally.wanted)) {
    bench.signal.throwIfAborted()
    await writer.add(record)
  }
  await writer.finish()
  return id
}

/** A batch whose planning was interrupted: what was written of it stands, and may be worked on. */
async function finishPlanning(bench: ReceiptBench, batchIds: Iterable<string>): Promise<void> {
  const journal = await bench.journal()
  const batches = await journal.batches([...batchIds])
  // The number of documents was typed again: that is the word.
  await letGoOn(bench, batches)
  for (const {id, state} of batches) {
    if (state !== 'planning' && state !== 'planned') continue
    let account = noRecords
    for await (const row of rowsOf(bench, id)) account = counted(account, row.class)
    const event = {
      phase: 'event',
      operation: 'batch-run',
      batchId: id,
      occurredAt: bench.clock.now(),
    } as const
    const data = {phase: 'confirmed', account}
    await journal.record([{event: {...event, data}, batch: {id, state: 'submitted', account}}])
  }
}

interface Standing {
  readonly account: TakeBackReport['account']
  readonly causes: TakeBackReport['causes']
  readonly unproven: number
  readonly neverArrived: number
  readonly notFound: number
}

async function standingOf(bench: ReceiptBench, batches: readonly string[]): Promise<Standing> {
  const journal = await bench.journal()
  const now = bench.clock.now()
  const counts = (
    await Promise.all(batches.map((batchId) => journal.overview({batchId, now, since: now})))
  ).flatMap((one) => one.counts)
  const count = (state: string, ...causes: readonly string[]) =>
    counts
      .filter((one) => one.state === state && causes.includes(one.cause ?? ''))
      .reduce((sum, one) => sum + one.count, 0)
  return {
    account: accountOf({counts}),
    causes: causesOf({counts}),
    unproven: count('accepted', 'still-shown', 'not-checked'),
    neverArrived: count('refused', 'DMP_WITHDRAWN'),
    notFound: count('refused', NOT_FOUND_AFTER_SENDING),
  }
}

async function askConsent(bench: ReceiptBench, wish: TakeBack, tally: Tally): Promise<void> {
  const {kind, run, consent} = wish
  const {wanted} = tally
  const standing = {ready: tally.account.ready, now: bench.clock.now()}
  const before = await confirmedBefore(await bench.journal(), wish, standing)
  await requireConsent(bench, consent, {
    action: kind === 'undo' ? 'undo' : 'delete-list',
    uniqueId: run?.id ?? '-',
    value: String(wanted),
    also: before.map(String),
    facts: {
      run: run?.id ?? '-',
      count: wanted,
      withdrawn: tally.withdrawn,
      kept: tally.account.held + tally.account.rejected,
      obsolete: tally.leavesObsolete,
    },
  })
}

function work(bench: TakeBackBench, wish: TakeBack, batchIds: readonly string[]) {
  const {width, patienceMs, observer, again: resume} = wish
  return runBatch(bench, {
    batchIds,
    width,
    patienceMs,
    checkStatus: false,
    anyHour: true,
    stay: false,
    resume,
    ...(observer ? {observer} : {}),
  })
}

/**
 * Takes documents back from the DMP, or on a dry run says what it would do.
 * @throws DmpError DMP_CONFIRMATION_NEEDED before anything is written; those of the journal and of the keys
 */
export async function takeBack(bench: TakeBackBench, wish: TakeBack): Promise<TakeBackReport> {
  const {kind, run, reason, dryRun} = wish
  const tally = await tallyOf(bench, wish)
  const begun = [...tally.begun.keys()]
  const facts = {kind, run: run?.id ?? null, reason}
  const base = {
    ...facts,
    dryRun,
    plan: tally.account,
    reasons: tally.reasons,
    underway: tally.underway,
    leavesObsolete: tally.leavesObsolete,
    kept: tally.kept,
  }
  if (dryRun) {
    const nothing = {
      stopped: null,
      receipt: null,
      resume: null,
      holds: 0,
      documents: tally.documents,
      batches: begun,
    }
    return {...base, ...nothing, ...(await standingOf(bench, []))}
  }
  if (tally.wanted > 0 || tally.withdrawn > 0) await askConsent(bench, wish, tally)
  const holds = reason === 'wrong-patient' ? await holdEach(bench, wish.records(tally.wanted), kind) : 0
  const planned = await plan(bench, wish, tally)
  await finishPlanning(bench, begun)
  const batches = [...begun, ...(planned ? [planned] : [])]
  let receipt: TakeBackReport['receipt'] = null
  let stopped: TakeBackReport['stopped'] = null
  try {
    if (batches.length > 0) stopped = (await work(bench, wish, batches)).stopped
  } finally {
    receipt = await keepReceipt(bench, {...facts, batches}, wish.receipt)
  }
  const standing = await standingOf(bench, batches)
  const {unknown, deferred, remaining} = standing.account
  const resume = unknown + deferred + remaining > 0 ? wish.again : null
  return {...base, ...standing, batches, holds, documents: [], stopped, receipt, resume}
}
