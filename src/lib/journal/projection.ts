import {
  applyChange,
  type ChangeCircumstances,
  type ItemSituation,
  plannedSituation,
} from '../batch/item-state.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {ItemChange, PlannedItem} from '../ports/journal.ts'
import {
  FIXED_COLUMNS,
  fixedDigest,
  fixedValues,
  SITUATION_COLUMNS,
  situationOf,
  situationValues,
} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

const COLUMNS = [...FIXED_COLUMNS, ...SITUATION_COLUMNS]
const INSERT = `INSERT INTO items (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`
const UPDATE = `UPDATE items SET ${SITUATION_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`

/** The items as the events made them; changed only in the transaction of the event that says so. */
export class Projection {
  readonly #store: Store
  readonly #sealing: Sealing

  constructor(store: Store, sealing: Sealing) {
    this.#store = store
    this.#sealing = sealing
  }

  /** @returns the digest that the planning event carries. @throws DmpError DMP_ITEM_STATE when the id is taken */
  plan(item: PlannedItem, at: number, eventId: string): string {
    const known = this.find(item.id)
    if (known !== undefined) throw wrongState(item.id, known.state, 'planned')
    const fixed = fixedValues(item, this.#sealing)
    this.#store.run(INSERT, ...fixed, ...situationValues(plannedSituation(at, eventId)))
    return fixedDigest(fixed)
  }

  /** @throws DmpError DMP_ITEM_STATE */
  change(change: ItemChange, circumstances: ChangeCircumstances): void {
    const before = this.find(change.id)
    if (before === undefined) throw wrongState(change.id, 'absent', change.to ?? 'changed')
    const result = applyChange(before, change, circumstances)
    if (!result.ok) throw wrongState(change.id, result.from, result.to)
    this.#store.run(UPDATE, ...situationValues(result.item), change.id)
  }

  find(id: string): ItemSituation | undefined {
    const row = this.#store.get('SELECT * FROM items WHERE id = ?', id)
    return row === undefined ? undefined : situationOf(row)
  }
}

function wrongState(item: string, from: string, to: string): DmpError {
  return new DmpError('DMP_ITEM_STATE', {params: {item, from, to}, details: {item, from, to}})
}
