/**
 * `batch verify`: does the registry have what the journal says it has? Presence only, by TD3.1b on each uniqueId: an
 * establishment certificate lets nobody read the content back. One call a document, so it is done on demand, slowly,
 * never by itself after feeding (EX_3.1-2030). It settles nothing: an unknown outcome is settled by going on with the run.
 */
import {Breaker, wayOf} from '../../../batch/breaker.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {type ExitCode, exitCodes, gravestExit} from '../../../errors/exit-codes.ts'
import type {Batch, JournalItem} from '../../../ports/journal.ts'
import type {Outputs, TextOutput} from '../../../ports/outputs.ts'
import {locateEntry} from '../../exchange/locate-entry.ts'
import type {Workbench} from '../../ports.ts'
import {lookingOnly} from '../../submission/existing-journal.ts'
import {type Failure, failureOf} from '../../submission/submission-report.ts'
import {runToShow} from './choose-run.ts'
import {accountOf, isoOf, type ShownBatch, shownBatch} from './standing.ts'
import {chosenItems, countKeptInDoubt, type VerifyChoice} from './verify-choice.ts'
import {verifyCsvHead, verifyCsvLine} from './verify-csv.ts'
import {
  hasAppeared,
  isFinding,
  MARKS,
  type Mark,
  markOf,
  type VerifiedDocument,
  verifiedDocument,
} from './verify-mark.ts'

export interface VerifyWish {
  readonly run?: string | undefined
  readonly choice: VerifyChoice
  /** CSV file of every document asked for. */
  readonly out?: string | undefined
  readonly force: boolean
}

export interface VerifyReport {
  readonly batch: ShownBatch
  readonly at: string
  readonly chosen: VerifyChoice['kind']
  /** Documents of the run that could be asked for: of unknown outcome, or accepted. */
  readonly candidates: number
  readonly asked: number
  readonly marks: Readonly<Record<Mark, number>>
  /** Held for done by the journal and not shown by the registry (or the reverse for a deletion). */
  readonly missing: number
  /** Held in doubt, and shown by the registry now. */
  readonly appeared: number
  /** Each one when few were asked for; otherwise those that do not agree, the first ones. */
  readonly documents: readonly VerifiedDocument[]
  /** How many of those asked for are not in `documents`. */
  readonly unlisted: number
  readonly stoppedBy: Failure | null
  readonly file: string | null
}

export type VerifyBench = Workbench & {readonly outputs: Pick<Outputs, 'stream'>}

const FEW = 100
const MOST_LISTED = 500
const NOTED_AT_ONCE = 100
const LONG_MS = 10 * 60_000

/** What was seen so far; what it keeps does not grow with the run. */
class Findings {
  readonly marks: Record<Mark, number> = {'=': 0, '+': 0, '-': 0, '*': 0, '!': 0}
  missing = 0
  appeared = 0
  asked = 0
  readonly #first: VerifiedDocument[] = []
  readonly #odd: VerifiedDocument[] = []

  add(document: VerifiedDocument): void {
    this.asked += 1
    this.marks[document.mark] += 1
    if (isFinding(document)) this.missing += 1
    if (hasAppeared(document)) this.appeared += 1
    if (this.#first.length < FEW) this.#first.push(document)
    if (document.mark !== '=' && this.#odd.length < MOST_LISTED) this.#odd.push(document)
  }

  get listed(): readonly VerifiedDocument[] {
    return this.asked <= FEW ? this.#first : this.#odd
  }
}

/** What was seen goes into the journal as events, a hundred documents at a time; no state changes. */
class Notes {
  readonly #bench: VerifyBench
  readonly #batchId: string
  #pending: {readonly item: string; readonly mark: Mark; readonly code: string | null}[] = []

  constructor(bench: VerifyBench, batchId: string) {
    this.#bench = bench
    this.#batchId = batchId
  }

  async add({id}: JournalItem, {mark, code}: VerifiedDocument): Promise<void> {
    this.#pending.push({item: id, mark, code})
    if (this.#pending.length >= NOTED_AT_ONCE) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#pending.length === 0) return
    const seen = this.#pending
    this.#pending = []
    const event = {
      phase: 'event',
      operation: 'batch-verify',
      batchId: this.#batchId,
      occurredAt: this.#bench.clock.now(),
      data: {seen},
    } as const
    await (await this.#bench.journal()).record([{event}])
  }
}

interface Answered {
  readonly document: VerifiedDocument
  readonly error?: DmpError
}

async function ask(bench: VerifyBench, item: JournalItem): Promise<Answered> {
  try {
    const target = {uniqueId: item.documentUniqueId, ins: item.ins, itemId: item.id}
    const found = await locateEntry(bench, target)
    return {document: verifiedDocument(item, {mark: markOf(item, found), found})}
  } catch (error) {
    if (!(error instanceof DmpError) || bench.signal.aborted || STOPPING.includes(error.exitCode)) throw error
    return {document: verifiedDocument(item, {mark: '!', code: error.code}), error}
  }
}

/** Errors that concern every document: a key, the journal, the profile. */
const STOPPING: readonly ExitCode[] = [exitCodes.configuration, exitCodes.localMeans, exitCodes.internal]

/** Half the pace of feeding: a run beside it is not to feel it. */
async function intervalMs(bench: VerifyBench): Promise<number> {
  return 2000 / (await bench.profile()).limits.submitPerSecond
}

interface Asking {
  readonly batch: Batch
  readonly wish: VerifyWish
  readonly findings: Findings
  readonly output: TextOutput | undefined
  readonly total: number
}

async function askAll(bench: VerifyBench, {batch, wish, findings, output, total}: Asking): Promise<void> {
  const {clock, signal, random, progress} = bench
  const interval = await intervalMs(bench)
  if (total * interval > LONG_MS)
    bench.warn({
      code: 'verify-long',
      params: {count: total, minutes: Math.round((total * interval) / 60_000)},
    })
  const notes = new Notes(bench, batch.id)
  const breaker = new Breaker()
  progress.start('verify.progress', total)
  try {
    for await (const item of chosenItems(await bench.journal(), batch, wish.choice, random)) {
      if (findings.asked > 0) await clock.sleep(interval, signal)
      signal.throwIfAborted()
      const {document, error} = await ask(bench, item)
      findings.add(document)
      await notes.add(item, document)
      await output?.write(verifyCsvLine(document))
      progress.update({
        done: findings.asked,
        total,
        failed: findings.missing + findings.appeared + findings.marks['!'],
      })
      breaker.sees(wayOf(error?.code), error?.code)
      if (error && breaker.broken) throw error
    }
  } finally {
    progress.stop()
    await notes.flush()
  }
}

async function howMany(bench: VerifyBench, batch: Batch, {choice}: VerifyWish) {
  const now = bench.clock.now()
  const journal = await bench.journal()
  const overview = await journal.overview({batchId: batch.id, now, since: now})
  const {accepted, unknown: unsettled} = accountOf(overview)
  const unknown = unsettled + (await countKeptInDoubt(journal, batch))
  const candidates = accepted + unknown
  if (choice.kind === 'all') return {candidates, total: candidates}
  return {candidates, total: unknown + (choice.kind === 'sample' ? Math.min(choice.size, accepted) : 0)}
}

/** @throws DmpError DMP_BATCH_NOT_FOUND, DMP_FILE_EXISTS, or what concerns every question alike before the first */
export async function batchVerify(bench: VerifyBench, wish: VerifyWish): Promise<VerifyReport> {
  const batch = await runToShow(await lookingOnly(bench), wish.run)
  const {candidates, total} = await howMany(bench, batch, wish)
  const at = isoOf(bench.clock.now())
  const file = wish.out === undefined ? null : bench.files.resolve(wish.out)
  if (file !== null && !wish.force && (await bench.files.exists(file)))
    throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  const output = file === null ? undefined : await bench.outputs.stream(file, {force: wish.force})
  const findings = new Findings()
  let cause: DmpError | undefined
  try {
    await output?.write(verifyCsvHead)
    if (total > 0) await askAll(bench, {batch, wish, findings, output, total})
  } catch (error) {
    cause = endOf(error, bench.signal)
    if (cause === undefined || findings.asked === 0) {
      await output?.discard()
      throw cause ?? error
    }
  }
  await output?.finish()
  const {marks, missing, appeared, asked, listed} = findings
  return {
    batch: shownBatch(batch),
    at,
    chosen: wish.choice.kind,
    candidates,
    asked,
    marks: Object.fromEntries(MARKS.map((mark) => [mark, marks[mark]])) as Record<Mark, number>,
    missing,
    appeared,
    documents: listed,
    unlisted: asked - listed.length,
    stoppedBy: cause ? failureOf(cause) : null,
    file,
  }
}

/** What ended it before the end, in our terms; undefined for a fault of this program. */
function endOf(error: unknown, signal: AbortSignal): DmpError | undefined {
  if (error instanceof DmpError) return error
  return signal.aborted ? new DmpError('DMP_INTERRUPTED', {cause: error}) : undefined
}

/** 10 when something accepted was not found, or something not found appeared; 7 when questions stayed without an answer. */
export function verifyExit({missing, appeared, marks, stoppedBy}: VerifyReport): ExitCode {
  const codes: ExitCode[] = [exitCodes.done]
  if (missing + appeared > 0) codes.push(exitCodes.findings)
  if (marks['!'] > 0) codes.push(exitCodes.temporary)
  if (stoppedBy) codes.push(stoppedBy.exitCode)
  return gravestExit(codes)
}
