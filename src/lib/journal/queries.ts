import type {Ins} from '../ins/patient-identity.ts'
import {
  type Batch,
  type ChainEnds,
  type EventQuery,
  type Hold,
  type HoldKind,
  holdKinds,
  type RecordedEvent,
} from '../ports/journal.ts'
import {openedBatch} from './batch-row.ts'
import {eventRecord, recordedEvent} from './event-row.ts'
import {among, type Condition, where} from './item-query.ts'
import {ITEM_ROWS} from './item-row.ts'
import {genuine, openedHold} from './opened-row.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

const PAGE = 500

/** Reads of one journal. A value that does not open means a damaged row. */
export class Queries {
  readonly #store: Store
  readonly #sealing: Sealing

  constructor(store: Store, sealing: Sealing) {
    this.#store = store
    this.#sealing = sealing
  }

  holds(): readonly Hold[] {
    return this.#store
      .all('SELECT * FROM holds ORDER BY rowid')
      .map((row) => openedHold(row, this.#sealing, this.#store.path))
  }

  heldKinds(): ReadonlySet<HoldKind> {
    const sql =
      'SELECT kinds.value AS kind FROM json_each(?) AS kinds WHERE EXISTS (SELECT 1 FROM holds WHERE kind = kinds.value)'
    return new Set(this.#store.all(sql, JSON.stringify(holdKinds)).map(({kind}) => String(kind) as HoldKind))
  }

  holdsOn(names: readonly Pick<Hold, 'kind' | 'value'>[]): readonly Hold[] {
    return names.flatMap(({kind, value}) => {
      const found = this.#sealing
        .blinds(`hold-${kind}`, value)
        .map((blind) => this.#store.get('SELECT * FROM holds WHERE kind = ? AND value = ?', kind, blind))
      return found
        .filter((row) => row !== undefined)
        .map((row) => openedHold(row, this.#sealing, this.#store.path))
    })
  }

  /** In the order in which they were begun. */
  batches(ids: readonly string[] | undefined): readonly Batch[] {
    const rows =
      ids === undefined
        ? this.#store.all('SELECT * FROM batches ORDER BY rowid')
        : this.#store.all(
            'SELECT * FROM batches WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid',
            JSON.stringify(ids),
          )
    return rows.map((row) => openedBatch(row, this.#sealing, this.#store.path))
  }

  /** In the order of writing, a page at a time: an event written meanwhile is seen. */
  async *events(query: EventQuery): AsyncGenerator<RecordedEvent> {
    const {sql, values} = where([
      query.id === undefined ? undefined : ['id = ?', query.id],
      query.itemId === undefined ? undefined : ['item_id = ?', query.itemId],
      query.operation === undefined ? undefined : ['operation = ?', query.operation],
      query.phase === undefined ? undefined : ['phase = ?', query.phase],
      query.intentId === undefined ? undefined : ['intent_id = ?', query.intentId],
      query.batchId === undefined ? undefined : ['batch_id = ?', query.batchId],
      ...this.#ofPatient(query.ins),
      query.since === undefined ? undefined : ['occurred_at >= ?', query.since],
      query.until === undefined ? undefined : ['occurred_at < ?', query.until],
      query.beyond && beyond(query.beyond),
    ])
    const page = `SELECT * FROM events WHERE n > ? AND ${sql} ORDER BY n LIMIT ${PAGE}`
    for (let after = 0; ; ) {
      const rows = this.#store.all(page, after, ...values)
      for (const row of rows) {
        after = Number(row['n'])
        yield genuine(this.#store.path, () => recordedEvent(eventRecord(row), this.#sealing))
      }
      if (rows.length < PAGE) return
    }
  }

  /**
   * Events of an item have no place in the index of patients, and some do not name theirs: they are found by the items of
   * the patient.
   */
  #ofPatient(ins: Ins | undefined): readonly Condition[] {
    if (ins === undefined) return []
    const [isPatient, ...refs] = among('patient', this.#sealing.blindsOfPatientEver(ins))
    const [inItems, ...values] = among('ins', this.#sealing.blindsOfPatient(ins))
    const ofItems = `item_id IN (SELECT id FROM ${ITEM_ROWS} WHERE ${inItems})`
    return [[`((item_id IS NULL AND ${isPatient}) OR ${ofItems})`, ...refs, ...values]]
  }
}

function beyond(ends: ChainEnds): Condition {
  const each = Object.entries(ends)
  const known = each.map(() => 'NOT (writer = ? AND seq <= ?)').join(' AND ')
  return [known === '' ? '1' : `(${known})`, ...each.flat()]
}
