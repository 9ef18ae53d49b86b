import {
  applyChange,
  type ChangeCircumstances,
  type ItemSituation,
  plannedSituation,
} from '../batch/item-state.ts'
import {requireOnce, withoutMistakes} from '../batch/one-submission.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {ItemChange, JournalItem, PlannedItem} from '../ports/journal.ts'
import type {Claims} from './claims.ts'
import {
  BODY_COLUMNS,
  differences,
  fixedValues,
  halves,
  ITEM_ROWS,
  itemDigest,
  openedItem,
  PLAN_COLUMNS,
  SITUATION_COLUMNS,
  situationOf,
  situationValues,
} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'
import {type Counted, Totals} from './totals.ts'

const insertInto = (table: string, columns: readonly string[]) =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
const INSERT = insertInto('items', ['id', ...PLAN_COLUMNS, ...SITUATION_COLUMNS])
const INSERT_BODY = insertInto('item_bodies', ['n', ...BODY_COLUMNS])
const FIND = `SELECT n, batch, action, ${SITUATION_COLUMNS.join(', ')} FROM items WHERE id = ?`

/** An item on its way from one situation to another. */
export interface Step extends Counted {
  readonly n: number
  readonly before: ItemSituation
  readonly after: ItemSituation
}

export interface Planning {
  readonly at: number
  readonly eventId: string
  readonly again: boolean
  /** What is known of it elsewhere is not lost for the sake of its bytes. */
  readonly restored: boolean
}

/** The items as the events made them; changed only in the transaction of the event that says so. */
export class Projection {
  readonly #store: Store
  readonly #sealing: Sealing
  readonly #claims: Pick<Claims, 'allows'>
  readonly #totals: Totals

  constructor(store: Store, sealing: Sealing, claims: Pick<Claims, 'allows'>) {
    this.#totals = new Totals(store)
    this.#store = store
    this.#sealing = sealing
    this.#claims = claims
  }

  /**
   * @returns the digest that the planning event carries
   * @throws DmpError DMP_ITEM_STATE when the id is taken; DMP_ALREADY_SENT, DMP_SAME_BYTES_OTHER_PATIENT
   */
  plan(item: PlannedItem, {at, eventId, again, restored}: Planning): string {
    const known = this.#find(item.id)
    if (known !== undefined) throw wrongState(item.id, known.after.state, 'planned')
    if (!restored) requireOnce(this.#sameBytes(item), item, again)
    const fixed = fixedValues(item, this.#sealing)
    const {body, plan} = halves(fixed)
    const situation = plannedSituation(at, eventId)
    const n = this.#store.insert(INSERT, item.id, ...plan, ...situationValues(situation))
    this.#store.run(INSERT_BODY, n, ...body)
    this.#totals.count({batch: item.batchId ?? null, action: item.action}, situation, 1)
    return itemDigest(fixed)
  }

  /** @throws DmpError DMP_ITEM_STATE */
  change(change: ItemChange, circumstances: ChangeCircumstances): void {
    this.write(this.tried(change, circumstances))
  }

  /**
   * What `change` makes of an item, after `earlier` steps of it or as it is on disk; writes nothing.
   * @throws DmpError DMP_ITEM_STATE
   */
  tried(change: ItemChange, circumstances: ChangeCircumstances, earlier?: Step): Step {
    const step = earlier ?? this.#find(change.id)
    if (step === undefined) throw wrongState(change.id, 'absent', change.to ?? 'changed')
    const now = step.after
    const isOthers = change.ifAttempts !== undefined && change.ifAttempts !== now.attempts
    if (isOthers || !this.#claims.allows(change, now))
      throw wrongState(change.id, now.state, change.to ?? 'changed')
    const result = applyChange(now, change, circumstances)
    if (!result.ok) throw wrongState(change.id, result.from, result.to)
    return {...step, after: result.item}
  }

  write(step: Step): void {
    const {columns, values} = differences(step.before, step.after)
    if (columns.length > 0)
      this.#store.run(`UPDATE items SET ${columns.join(' = ?, ')} = ? WHERE n = ?`, ...values, step.n)
    this.#totals.count(step, step.before, -1)
    this.#totals.count(step, step.after, 1)
  }

  #sameBytes(item: PlannedItem): readonly JournalItem[] {
    const {sourceSha256} = item
    const items = this.#sealing
      .blinds('source-sha256', sourceSha256)
      .flatMap((value) =>
        this.#store.all(
          `SELECT * FROM ${ITEM_ROWS} WHERE source_sha256 = ? AND state <> 'refused' ORDER BY n`,
          value,
        ),
      )
      .map((row) => openedItem(row, this.#sealing, this.#store.path))
    return withoutMistakes(items, item, (uniqueId) => this.#isMistake(uniqueId))
  }

  #isMistake(uniqueId: string): boolean {
    const find = "SELECT 1 AS found FROM holds WHERE kind = 'wrong_patient' AND value = ?"
    return this.#sealing
      .blinds('hold-wrong_patient', uniqueId)
      .some((value) => this.#store.get(find, value) !== undefined)
  }

  #find(id: string): Step | undefined {
    const row = this.#store.get(FIND, id)
    if (row === undefined) return undefined
    const situation = situationOf(row)
    return {
      n: Number(row['n']),
      batch: row['batch'] as string | null,
      action: row['action'] as string | null,
      before: situation,
      after: situation,
    }
  }
}

function wrongState(item: string, from: string, to: string): DmpError {
  return new DmpError('DMP_ITEM_STATE', {params: {item, from, to}, details: {item, from, to}})
}
