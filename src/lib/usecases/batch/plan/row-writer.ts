import {DmpError} from '../../../errors/dmp-error.ts'
import type {PlanAccount, PlannedItem} from '../../../ports/journal.ts'
import type {NamedDocuments} from '../candidate.ts'
import {type BegunPlan, requireOurs} from './batch-of-plan.ts'
import {counted, type PlanRow, planEvents} from './plan-row.ts'
import type {PlanBench} from './plan-wish.ts'
import {verdictOfError} from './verdict-of-error.ts'

/** Records written in one transaction: few enough to lose little, enough for the disk not to be what is waited for. */
const CHUNK = 200

export interface Judged {
  readonly row: PlanRow
  /** Of a ready row. */
  readonly item?: PlannedItem
  /** Documents that must not be published by anybody because of this record. */
  readonly keepsBack?: NamedDocuments
}

type Tell = (row: PlanRow) => Promise<void>

/** Writes what was decided, chunk by chunk, items and rows in one transaction; what is written is told. */
export class RowWriter {
  readonly #bench: PlanBench
  readonly #begun: BegunPlan
  readonly #again: boolean
  readonly #written: Tell
  readonly #changed: Tell
  #pending: Judged[] = []
  account: PlanAccount

  constructor(
    bench: PlanBench,
    plan: {begun: BegunPlan; again: boolean; account: PlanAccount; written: Tell; changed: Tell},
  ) {
    this.#bench = bench
    this.#begun = plan.begun
    this.#again = plan.again
    this.#written = plan.written
    this.#changed = plan.changed
    this.account = plan.account
  }

  async add(judged: Judged): Promise<void> {
    this.#pending.push(judged)
    if (this.#pending.length >= CHUNK) await this.flush()
  }

  /** Items decided and not written yet, by one of their names. */
  waiting(matches: (item: PlannedItem) => boolean): readonly PlannedItem[] {
    return this.#pending.flatMap(({item}) => (item && matches(item) ? [item] : []))
  }

  async flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const refused = await this.#tryToWrite()
      if (!refused) return this.#settle()
      for (const [at, judged] of this.#pending.entries()) {
        if (judged.item?.id !== refused.id) continue
        const without = withoutItem(judged, refused.error)
        this.#pending[at] = without
        await this.#changed(without.row)
      }
    }
  }

  /** The item that another process was faster with, when there is one. */
  async #tryToWrite(): Promise<{id: string; error: DmpError} | undefined> {
    const rows = this.#pending.map(({row}) => row)
    const planned = this.#pending.flatMap(({item}) => (item ? [item] : []))
    const event = {
      phase: 'event',
      operation: planEvents.rows,
      batchId: this.#begun.batch.id,
      occurredAt: this.#bench.clock.now(),
      data: {rows},
    } as const
    await requireOurs(this.#bench, this.#begun)
    try {
      await (await this.#bench.journal()).record([{event, planned, again: this.#again}])
      return undefined
    } catch (error) {
      const id = error instanceof DmpError ? error.details['refused'] : undefined
      if (error instanceof DmpError && typeof id === 'string' && planned.some((item) => item.id === id))
        return {id, error}
      throw error
    }
  }

  async #settle(): Promise<void> {
    const rows = this.#pending.map(({row}) => row)
    this.#pending = []
    for (const row of rows) {
      this.account = counted(this.account, row.class)
      await this.#written(row)
    }
  }
}

function withoutItem({row}: Judged, error: DmpError): Judged {
  const {itemId: _item, uniqueId: _id, ...rest} = row
  return {row: {...rest, ...verdictOfError(error)}}
}
