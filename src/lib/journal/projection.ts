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
  FIXED_COLUMNS,
  fixedValues,
  itemDigest,
  openedItem,
  SITUATION_COLUMNS,
  situationOf,
  situationValues,
} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

const COLUMNS = [...FIXED_COLUMNS, ...SITUATION_COLUMNS]
const INSERT = `INSERT INTO items (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`
const UPDATE = `UPDATE items SET ${SITUATION_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`

const FIND = `SELECT ${SITUATION_COLUMNS.join(', ')} FROM items WHERE id = ?`

export interface Planning {
  readonly at: number
  readonly eventId: string
  readonly again: boolean
}

/** The items as the events made them; changed only in the transaction of the event that says so. */
export class Projection {
  readonly #store: Store
  readonly #sealing: Sealing
  readonly #claims: Pick<Claims, 'allows'>

  constructor(store: Store, sealing: Sealing, claims: Pick<Claims, 'allows'>) {
    this.#store = store
    this.#sealing = sealing
    this.#claims = claims
  }

  /**
   * @returns the digest that the planning event carries
   * @throws DmpError DMP_ITEM_STATE when the id is taken; DMP_ALREADY_SENT, DMP_SAME_BYTES_OTHER_PATIENT
   */
  plan(item: PlannedItem, {at, eventId, again}: Planning): string {
    const known = this.find(item.id)
    if (known !== undefined) throw wrongState(item.id, known.state, 'planned')
    requireOnce(this.#sameBytes(item), item, again)
    const fixed = fixedValues(item, this.#sealing)
    this.#store.run(INSERT, ...fixed, ...situationValues(plannedSituation(at, eventId)))
    return itemDigest(fixed)
  }

  /** @throws DmpError DMP_ITEM_STATE */
  change(change: ItemChange, circumstances: ChangeCircumstances): void {
    this.write(change.id, this.tried(change, circumstances))
  }

  /**
   * The situation that `change` leads to, from `known` or the one on disk; writes nothing.
   * @throws DmpError DMP_ITEM_STATE
   */
  tried(change: ItemChange, circumstances: ChangeCircumstances, known?: ItemSituation): ItemSituation {
    const before = known ?? this.find(change.id)
    if (before === undefined) throw wrongState(change.id, 'absent', change.to ?? 'changed')
    const isOthers = change.ifAttempts !== undefined && change.ifAttempts !== before.attempts
    if (isOthers || !this.#claims.allows(change, before))
      throw wrongState(change.id, before.state, change.to ?? 'changed')
    const result = applyChange(before, change, circumstances)
    if (!result.ok) throw wrongState(change.id, result.from, result.to)
    return result.item
  }

  write(id: string, situation: ItemSituation): void {
    this.#store.run(UPDATE, ...situationValues(situation), id)
  }

  #sameBytes(item: PlannedItem): readonly JournalItem[] {
    const {sourceSha256} = item
    const items = this.#sealing
      .blinds('source-sha256', sourceSha256)
      .flatMap((value) =>
        this.#store.all(
          "SELECT * FROM items WHERE source_sha256 = ? AND state <> 'refused' ORDER BY n",
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

  find(id: string): ItemSituation | undefined {
    const row = this.#store.get(FIND, id)
    return row === undefined ? undefined : situationOf(row)
  }
}

function wrongState(item: string, from: string, to: string): DmpError {
  return new DmpError('DMP_ITEM_STATE', {params: {item, from, to}, details: {item, from, to}})
}
