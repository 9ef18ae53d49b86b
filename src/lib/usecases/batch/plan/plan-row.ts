/**
 * A plan as the journal keeps it. Every record read is one `PlanRow` in exactly one class; rows travel in events
 * `batch-rows`, a chunk at a time, each with the items it makes, in one transaction. Records that are not ready live
 * only there. `n` counts the records of one plan from 1; when an event names an `n` again, the later one holds.
 */
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ItemAction, PlanAccount} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import type {CandidateOrigin, LocalFacts, VerdictClass} from '../candidate.ts'

/** Operations of the events that a plan writes. */
export const planEvents = {
  begun: 'batch-plan',
  rows: 'batch-rows',
  files: 'batch-files',
  done: 'batch-planned',
  withdrawn: 'batch-withdrawn',
  rules: 'batch-rules',
} as const

export interface PlanRow {
  /** From 1, in the order of the inputs. */
  readonly n: number
  readonly class: VerdictClass
  /** Code of the error catalogue, or a word with the sentence `batch.reason.<word>`; none on a ready row. */
  readonly reason?: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly action: ItemAction
  /** Of a ready row. */
  readonly itemId?: string
  readonly local: LocalFacts
  readonly origin: CandidateOrigin
  /** Several records of one message: which one, from 2. */
  readonly turn?: number
  /** The document, when it is another file than `origin.file`. */
  readonly file?: string
  readonly uniqueId?: string
  /** Repairs made (`repair:<code>:<field>`) and remarks of the validation (`rule:<id>`). */
  readonly notes?: readonly string[]
}

type Reading = Pick<Workbench, 'journal'>

/** Rows of a plan in the order they were written. */
export async function* rowsOf({journal}: Reading, batchId: string): AsyncGenerator<PlanRow> {
  for await (const {data} of (await journal()).events({batchId, operation: planEvents.rows}))
    yield* (data['rows'] ?? []) as readonly PlanRow[]
}

export const noRecords: PlanAccount = {read: 0, ready: 0, held: 0, rejected: 0, excluded: 0}

export function counted(account: PlanAccount, verdict: VerdictClass): PlanAccount {
  return {...account, read: account.read + 1, [verdict]: account[verdict] + 1}
}

/** `read = ready + held + rejected + excluded`: a record that nobody counted is a document lost. @throws DmpError DMP_INTERNAL */
export function requireBalance(account: PlanAccount, surveyed: number): void {
  const {read, ready, held, rejected, excluded} = account
  const sum = ready + held + rejected + excluded
  if (read === sum && read === surveyed) return
  throw new DmpError('DMP_INTERNAL', {
    params: {},
    details: {balance: 'plan', surveyed, ...account},
    cause: new RangeError(`${surveyed} records read, ${read} judged, ${sum} accounted for`),
  })
}
