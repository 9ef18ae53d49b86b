import {DmpError} from '../../../errors/dmp-error.ts'
import type {
  Batch,
  ItemChange,
  JournalEntry,
  JournalItem,
  PlanAccount,
  PlannedItem,
} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {Identifiers} from '../plan/identifiers.ts'
import {counted, noRecords, type PlanRow, planEvents, requireBalance} from '../plan/plan-row.ts'
import {type DeletionFacts, type DeletionOrder, deletionItem} from './deletion-item.ts'

/** Records written in one transaction. */
const CHUNK = 200

type Bench = Pick<Workbench, 'journal' | 'clock' | 'random'>

/** One record of a list of deletions: an order when it is to be done, a verdict otherwise. */
export interface DeletionRecord {
  readonly row: Omit<PlanRow, 'n' | 'itemId' | 'action' | 'class'> & {readonly class?: PlanRow['class']}
  readonly order?: DeletionOrder
  /** What planning it does at once: a sending that is withdrawn, an earlier deletion that this one takes over. */
  readonly changes?: readonly ItemChange[]
  /** What took the place of a document that is kept for that reason. */
  readonly by?: JournalItem | undefined
  /** Batch in which its deletion was planned earlier, and what we sent under that id. */
  readonly begun?: {readonly batchId: string; readonly target?: JournalItem} | undefined
  /** It took the place of an earlier version, which stays obsolete. */
  readonly leavesObsolete?: boolean
}

interface Numbered {
  readonly record: DeletionRecord
  readonly n: number
}

interface Refused {
  readonly place: number
  readonly row: Pick<PlanRow, 'class' | 'reason'>
}

interface Made {
  readonly item?: PlannedItem | undefined
  readonly changes?: readonly ItemChange[] | undefined
}

/** Somebody planned the same deletion meanwhile, or began to send what was to be withdrawn. */
function refusedOf(error: unknown, made: readonly Made[]): Refused | undefined {
  if (!(error instanceof DmpError)) return undefined
  const twin = made.findIndex(({item}) => item !== undefined && item.id === error.details['refused'])
  if (twin >= 0) return {place: twin, row: {class: 'excluded', reason: 'undo-underway'}}
  const moved = made.findIndex(({changes}) => changes?.some(({id}) => id === error.params['item']))
  if (error.code !== 'DMP_ITEM_STATE' || moved < 0) return undefined
  return {place: moved, row: {class: 'held', reason: 'undo-sending'}}
}

/** The wishes and options of who asked; sealed in the journal. */
export type DeletionBatch = Pick<Batch, 'kind' | 'establishment' | 'undoes' | 'facts'> & {readonly id: string}

/**
 * Plans a batch of deletions, chunk by chunk: rows, items and what is withdrawn in one transaction each. Killed halfway,
 * what is written stands and the next `batch undo` or `batch delete` plans the rest.
 */
export class DeletionPlan {
  readonly #bench: Bench
  readonly #batch: DeletionBatch
  readonly #facts: DeletionFacts
  readonly #identifiers: Identifiers
  #pending: Numbered[] = []
  #n = 0
  account: PlanAccount = noRecords

  constructor(bench: Bench, batch: DeletionBatch, how: Pick<DeletionFacts, 'reason' | 'originalStatus'>) {
    this.#bench = bench
    this.#batch = batch
    this.#facts = {...how, batchId: batch.id, establishment: batch.establishment}
    this.#identifiers = new Identifiers(bench.journal)
  }

  async begin(): Promise<void> {
    const createdAt = this.#bench.clock.now()
    const batch: Batch = {...this.#batch, state: 'planning', createdAt}
    const {kind, undoes} = batch
    await this.#record(planEvents.begun, {kind, ...(undoes ? {undoes} : {})}, {batch})
  }

  async add(record: DeletionRecord): Promise<void> {
    this.#n += 1
    this.#pending.push({record, n: this.#n})
    if (this.#pending.length >= CHUNK) await this.#flush()
  }

  /** Both ends of the balance agree; the batch may be worked on from here. */
  async finish(): Promise<PlanAccount> {
    await this.#flush()
    requireBalance(this.account, this.#n)
    const {id} = this.#batch
    const {account} = this
    await this.#record(planEvents.done, {account}, {batch: {id, state: 'planned', account}})
    await this.#record('batch-run', {phase: 'confirmed'}, {batch: {id, state: 'submitted'}})
    return account
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const refused = await this.#tried()
      if (!refused) return
      const {place, row} = refused
      this.#pending = this.#pending.map((one, index) =>
        index === place ? {n: one.n, record: {row: {...one.record.row, ...row}}} : one,
      )
    }
  }

  /** The record of the chunk that another process was faster with, when there is one. */
  async #tried(): Promise<Refused | undefined> {
    const now = this.#bench.clock.now()
    const made = await Promise.all(
      this.#pending.map(async ({record: {order, row, changes}, n}) => {
        if (!order)
          return {row: {...row, n, class: row.class ?? 'excluded', action: 'delete'} as PlanRow, changes}
        const [set] = await this.#identifiers.take(1)
        if (!set) throw new RangeError('one identifier was asked for')
        const id = this.#bench.random.uuid()
        const item = await deletionItem(order, this.#facts, {id, set, now})
        const ready: PlanRow = {
          ...row,
          n,
          class: 'ready',
          action: 'delete',
          itemId: id,
          uniqueId: order.uniqueId,
        }
        return {row: ready, changes, item}
      }),
    )
    const planned = made.flatMap(({item}) => (item ? [item] : []))
    const changes = made.flatMap((one) => one.changes ?? [])
    const rows = made.map(({row}) => row)
    try {
      await this.#write(rows, planned, changes)
    } catch (error) {
      const refused = refusedOf(error, made)
      if (refused) return refused
      throw error
    }
    for (const {row} of made) this.account = counted(this.account, row.class)
    this.#pending = []
    return undefined
  }

  /** In one transaction: what is withdrawn first, so that the deletion which takes over is the only open one. */
  async #write(
    rows: readonly PlanRow[],
    planned: readonly PlannedItem[],
    changes: readonly ItemChange[],
  ): Promise<void> {
    const withdrawing = this.#event('batch-undo', {phase: 'withdrawn', count: changes.length})
    const {journal} = this.#bench
    await (await journal()).record([
      ...(changes.length > 0 ? [{event: withdrawing, changes}] : []),
      {event: this.#event(planEvents.rows, {rows}), planned, again: true},
    ])
  }

  #event(operation: string, data: Readonly<Record<string, unknown>>) {
    const occurredAt = this.#bench.clock.now()
    return {phase: 'event', operation, batchId: this.#batch.id, occurredAt, data} as const
  }

  async #record(
    operation: string,
    data: Readonly<Record<string, unknown>>,
    effects: Pick<JournalEntry, 'batch'>,
  ): Promise<void> {
    const {journal} = this.#bench
    await (await journal()).record([{event: this.#event(operation, data), ...effects}])
  }
}
