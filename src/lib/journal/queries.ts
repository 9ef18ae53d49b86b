import {DmpError} from '../errors/dmp-error.ts'
import type {EventQuery, Hold, ItemQuery, JournalItem, RecordedEvent} from '../ports/journal.ts'
import {eventRecord, recordedEvent} from './event-row.ts'
import {openedItem} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Row, Store} from './store.ts'

const PAGE = 500

type Condition = readonly [sql: string, ...values: (string | number)[]]

function where(conditions: readonly (Condition | undefined)[]): {sql: string; values: (string | number)[]} {
  const given = conditions.filter((condition) => condition !== undefined)
  const sql = given.map(([text]) => text).join(' AND ')
  return {sql: sql === '' ? '1' : sql, values: given.flatMap(([, ...values]) => values)}
}

function among(column: string, values: readonly string[] | undefined): Condition | undefined {
  return values && [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)]
}

/** Reads of one journal. A value that does not open means a damaged row. */
export class Queries {
  readonly #store: Store
  readonly #sealing: Sealing

  constructor(store: Store, sealing: Sealing) {
    this.#store = store
    this.#sealing = sealing
  }

  /** In the order of planning. */
  items(query: ItemQuery): readonly JournalItem[] {
    const equal = (column: string, kind: string, value: string | undefined): Condition | undefined =>
      value === undefined ? undefined : [`${column} = ?`, this.#sealing.blind(kind, value)]
    const {sql, values} = where([
      among('id', query.ids),
      among('state', query.states),
      equal('document_uid', 'document', query.documentUniqueId),
      equal('set_uid', 'set', query.submissionSetUniqueId),
      equal('source_sha256', 'source-sha256', query.sourceSha256),
      query.ins && ['ins = ?', this.#sealing.blindPatient(query.ins)],
      equal('ipp', 'ipp', query.ipp),
      equal('venue', 'venue', query.venue),
      equal('source_id', 'source-id', query.sourceId),
      equal('set_id', 'set-id', query.setId),
    ])
    const rows = this.#store.all(
      `SELECT * FROM items WHERE ${sql} ORDER BY n LIMIT ?`,
      ...values,
      query.limit ?? -1,
    )
    return rows.map((row) => openedItem(row, this.#sealing, this.#store.path))
  }

  holds(): readonly Hold[] {
    return this.#store
      .all('SELECT * FROM holds ORDER BY rowid')
      .map((row) =>
        this.#opened(
          row,
          () => this.#sealing.open(`hold:${row['kind']}:${row['value']}`, String(row['sealed'])) as Hold,
        ),
      )
  }

  /** In the order of writing, a page at a time: an event written meanwhile is seen. */
  async *events(query: EventQuery): AsyncGenerator<RecordedEvent> {
    const {sql, values} = where([
      query.itemId === undefined ? undefined : ['item_id = ?', query.itemId],
      query.operation === undefined ? undefined : ['operation = ?', query.operation],
      query.phase === undefined ? undefined : ['phase = ?', query.phase],
      query.intentId === undefined ? undefined : ['intent_id = ?', query.intentId],
      query.ins && ['patient = ?', this.#sealing.blindPatient(query.ins)],
      query.since === undefined ? undefined : ['occurred_at >= ?', query.since],
      query.until === undefined ? undefined : ['occurred_at < ?', query.until],
    ])
    const page = `SELECT * FROM events WHERE n > ? AND ${sql} ORDER BY n LIMIT ${PAGE}`
    for (let after = 0; ; ) {
      const rows = this.#store.all(page, after, ...values)
      for (const row of rows) {
        after = Number(row['n'])
        yield this.#opened(row, () => recordedEvent(eventRecord(row), this.#sealing))
      }
      if (rows.length < PAGE) return
    }
  }

  #opened<T>(row: Row, open: (row: Row) => T): T {
    try {
      return open(row)
    } catch (cause) {
      const params = {path: this.#store.path, reason: 'sealed'}
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params, cause})
    }
  }
}
