import {openedBatch} from '../journal/batch-row.ts'
import {EVENT_COLUMNS, eventRecord, recordedEvent} from '../journal/event-row.ts'
import {openedItem} from '../journal/item-row.ts'
import {genuine, openedHold} from '../journal/opened-row.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {
  Batch,
  EventQuery,
  Hold,
  HoldKind,
  ItemAction,
  ItemQuery,
  JournalItem,
  RecordedEvent,
} from '../ports/journal.ts'
import type {Database} from './database.ts'

const EVENT_PAGE = 500
const ITEM_PAGE = 200
const WITHOUT_DELETIONS: readonly ItemAction[] = ['submit', 'replace']

/** Some events of an item do not name its patient. */
const OF_PATIENT = '(patient = ? OR item_id IN (SELECT id FROM items WHERE ins = ?))'
const BEYOND =
  'NOT EXISTS (SELECT 1 FROM json_each_text(?::json) AS ends (id, seq) WHERE ends.id = writer AND events.seq <= ends.seq::bigint)'

type Condition = readonly [sql: string, value: unknown]

/** Each `?` of a condition becomes the number of its one parameter. */
function where(conditions: readonly (Condition | undefined)[]): {sql: string; values: unknown[]} {
  const given = conditions.filter((condition) => condition !== undefined)
  const sql = given.map(([text], place) => text.replaceAll('?', `$${place + 1}`)).join(' AND ')
  return {sql: sql === '' ? 'true' : sql, values: given.map(([, value]) => value)}
}

/** Reads of one journal. A value that does not open means a damaged row. */
export class ServerQueries {
  readonly #database: Database
  readonly #sealing: Sealing

  constructor(database: Database, sealing: Sealing) {
    this.#database = database
    this.#sealing = sealing
  }

  /** In the order of planning. */
  async items(query: ItemQuery): Promise<readonly JournalItem[]> {
    const items: JournalItem[] = []
    for await (const item of this.eachItem(query, 'planned')) items.push(item)
    return items
  }

  /** A page at a time, so that a million items never stand in memory together. */
  async *eachItem(query: ItemQuery, order: 'planned' | 'newest'): AsyncGenerator<JournalItem> {
    const conditions = this.#itemConditions(query)
    const [step, direction] = order === 'planned' ? ['n > ?', 'n'] : ['n < ?', 'n DESC']
    let left = query.limit ?? Number.POSITIVE_INFINITY
    let last = order === 'planned' ? 0 : Number.MAX_SAFE_INTEGER
    while (left > 0) {
      const {sql, values} = where([...conditions, [step, last]])
      const size = Math.min(ITEM_PAGE, left)
      const rows = await this.#database.rows(
        `SELECT * FROM items WHERE ${sql} ORDER BY ${direction} LIMIT ${size}`,
        ...values,
      )
      for (const row of rows) yield openedItem(row, this.#sealing, this.#database.path)
      if (rows.length < size) return
      left -= rows.length
      last = Number(rows.at(-1)?.['n'])
    }
  }

  async holds(): Promise<readonly Hold[]> {
    return (await this.#database.rows('SELECT * FROM holds ORDER BY n')).map((row) =>
      openedHold(row, this.#sealing, this.#database.path),
    )
  }

  async heldKinds(): Promise<ReadonlySet<HoldKind>> {
    const rows = await this.#database.rows('SELECT DISTINCT kind FROM holds')
    return new Set(rows.map(({kind}) => String(kind) as HoldKind))
  }

  async holdsOn(names: readonly Pick<Hold, 'kind' | 'value'>[]): Promise<readonly Hold[]> {
    if (names.length === 0) return []
    const values = names.map(({kind, value}) => this.#sealing.blind(`hold-${kind}`, value))
    const rows = await this.#database.rows(
      'SELECT * FROM holds WHERE (kind, value) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
      names.map(({kind}) => kind),
      values,
    )
    const found = new Map(rows.map((row) => [`${row['kind']}:${row['value']}`, row]))
    return names.flatMap(({kind}, place) => {
      const row = found.get(`${kind}:${values[place]}`)
      return row === undefined ? [] : [openedHold(row, this.#sealing, this.#database.path)]
    })
  }

  /** In the order in which they were begun. */
  async batches(ids: readonly string[] | undefined): Promise<readonly Batch[]> {
    const {sql, values} = where([ids && ['id = ANY(?)', ids]])
    const rows = await this.#database.rows(`SELECT * FROM batches WHERE ${sql} ORDER BY n`, ...values)
    return rows.map((row) => openedBatch(row, this.#sealing, this.#database.path))
  }

  /** In the order of their numbers, a page at a time; several writers may write meanwhile. */
  async *events(query: EventQuery): AsyncGenerator<RecordedEvent> {
    const equal = (column: string, value: unknown): Condition | undefined =>
      value === undefined ? undefined : [`${column} = ?`, value]
    const conditions = [
      equal('id', query.id),
      equal('item_id', query.itemId),
      equal('operation', query.operation),
      equal('phase', query.phase),
      equal('intent_id', query.intentId),
      equal('batch_id', query.batchId),
      query.ins && ([OF_PATIENT, this.#sealing.blindPatient(query.ins)] as const),
      query.since === undefined ? undefined : (['occurred_at >= ?', query.since] as const),
      query.until === undefined ? undefined : (['occurred_at < ?', query.until] as const),
      query.beyond && ([BEYOND, JSON.stringify(query.beyond)] as const),
    ]
    for (let after = 0; ; ) {
      const {sql, values} = where([...conditions, ['n > ?', after]])
      const rows = await this.#database.rows(
        `SELECT ${EVENT_COLUMNS.join(', ')} FROM events WHERE ${sql} ORDER BY n LIMIT ${EVENT_PAGE}`,
        ...values,
      )
      for (const row of rows) {
        after = Number(row['n'])
        yield genuine(this.#database.path, () => recordedEvent(eventRecord(row), this.#sealing))
      }
      if (rows.length < EVENT_PAGE) return
    }
  }

  #itemConditions(query: ItemQuery): readonly (Condition | undefined)[] {
    const keyed = (column: string, kind: string, value: string | undefined): Condition | undefined =>
      value === undefined ? undefined : [`${column} = ?`, this.#sealing.blind(kind, value)]
    const among = (column: string, values: readonly string[] | undefined): Condition | undefined =>
      values && [`${column} = ANY(?)`, values]
    return [
      among('id', query.ids),
      among('state', query.states),
      keyed('document_uid', 'document', query.documentUniqueId),
      keyed('set_uid', 'set', query.submissionSetUniqueId),
      keyed('source_sha256', 'source-sha256', query.sourceSha256),
      query.ins && ['ins = ?', this.#sealing.blindPatient(query.ins)],
      keyed('ipp', 'ipp', query.ipp),
      keyed('venue', 'venue', query.venue),
      keyed('source_id', 'source-id', query.sourceId),
      keyed('set_id', 'set-id', query.setId),
      query.batchId === undefined ? undefined : ['batch = ?', query.batchId],
      among('action', query.actions ?? WITHOUT_DELETIONS),
      among('cause', query.causes),
      among('registry_status', query.registryStatus),
    ]
  }
}
