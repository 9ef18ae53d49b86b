import {setImmediate as breathe} from 'node:timers/promises'
import type {ItemAction, ItemQuery, JournalItem} from '../ports/journal.ts'
import {ITEM_ROWS, openedItem} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

const PAGE = 200

export type Condition = readonly [sql: string, ...values: (string | number)[]]

export function where(conditions: readonly (Condition | undefined)[]): {
  readonly sql: string
  readonly values: (string | number)[]
} {
  const given = conditions.filter((condition) => condition !== undefined)
  const sql = given.map(([text]) => text).join(' AND ')
  return {sql: sql === '' ? '1' : sql, values: given.flatMap(([, ...values]) => values)}
}

export function among(column: string, values: readonly (string | number)[]): Condition {
  if (values.length === 1) return [`${column} = ?`, ...values]
  return [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)]
}

/** Finds items; deletions only when they are asked for. */
export class ItemFinder {
  readonly #store: Store
  readonly #sealing: Sealing

  constructor(store: Store, sealing: Sealing) {
    this.#store = store
    this.#sealing = sealing
  }

  /** In the order of planning. */
  items(query: ItemQuery): readonly JournalItem[] {
    if (isLookUp(query)) return this.#read(this.#conditions(query), 'n', query)
    return [...this.#pages(query, 'planned')].flat().slice(0, query.limit)
  }

  /** A page at a time, so that a million items never stand in memory together. */
  async *each(query: ItemQuery, order: 'planned' | 'newest'): AsyncGenerator<JournalItem> {
    let left = query.limit ?? Number.POSITIVE_INFINITY
    for (const page of this.#pages(query, order)) {
      for (const item of page) {
        if (left-- <= 0) return
        yield item
      }
      await breathe()
    }
  }

  *#pages(query: ItemQuery, order: 'planned' | 'newest'): Generator<readonly JournalItem[]> {
    const conditions = this.#conditions(query)
    const sort = order === 'planned' ? 'n' : 'n DESC'
    let found = 0
    for (const numbers of this.#numbers(query, order)) {
      if (query.limit !== undefined && found >= query.limit) return
      const page = this.#read([...conditions, among('n', numbers)], sort, {...query, limit: PAGE})
      found += page.length
      yield page
    }
  }

  /** Numbers of the items to look at, a page at a time and from an index alone. */
  *#numbers({states, batchId}: ItemQuery, order: 'planned' | 'newest'): Generator<number[]> {
    const [beyond, direction] = order === 'planned' ? ['>', 'ASC'] : ['<', 'DESC']
    const batch: Condition | undefined = batchId === undefined ? undefined : ['batch = ?', batchId]
    if (states !== undefined && batchId === undefined) {
      yield* this.#numbersOfStates(states, direction)
      return
    }
    // One page of each state, in order: what is wanted lies in front of them all.
    const wanted: readonly (Condition | undefined)[] = states?.map((state) => ['state = ?', state]) ?? [
      undefined,
    ]
    for (let last = order === 'planned' ? 0 : Number.MAX_SAFE_INTEGER; ; ) {
      const found = wanted.flatMap((state) => {
        const {sql, values} = where([state, batch, [`n ${beyond} ?`, last]])
        const index = state === undefined ? '' : 'INDEXED BY items_state'
        const page = `SELECT n FROM items ${index} WHERE ${sql} ORDER BY n ${direction} LIMIT ${PAGE}`
        return this.#store.all(page, ...values).map((row) => Number(row['n']))
      })
      const numbers = found.sort((a, b) => (order === 'planned' ? a - b : b - a)).slice(0, PAGE)
      if (numbers.length === 0) return
      yield numbers
      last = numbers.at(-1) ?? last
    }
  }

  /** Of all runs and none: the index is by run, so that their numbers are put in order together. */
  *#numbersOfStates(states: readonly string[], direction: string): Generator<number[]> {
    const [state, ...values] = among('state', states)
    const all = `SELECT n FROM items INDEXED BY items_state WHERE ${state} ORDER BY n ${direction}`
    const numbers = Float64Array.from(this.#store.all(all, ...values), (row) => Number(row['n']))
    for (let from = 0; from < numbers.length; from += PAGE) yield [...numbers.subarray(from, from + PAGE)]
  }

  #read(
    conditions: readonly (Condition | undefined)[],
    order: string,
    {actions, limit}: ItemQuery,
  ): readonly JournalItem[] {
    const {sql, values} = where(conditions)
    const select = `SELECT * FROM ${ITEM_ROWS} WHERE ${sql} ORDER BY ${order}`
    // A limit that limits nothing costs ten times the look-up itself.
    const rows =
      limit === undefined
        ? this.#store.all(select, ...values)
        : this.#store.all(`${select} LIMIT ?`, ...values, limit)
    const items = rows.map((row) => openedItem(row, this.#sealing, this.#store.path))
    // Rows of version 1 tell a replacement from a first submission inside only.
    return actions === undefined ? items : items.filter(({action}) => actions.includes(action))
  }

  #conditions(query: ItemQuery): readonly (Condition | undefined)[] {
    const equal = (column: string, kind: string, value: string | undefined): Condition | undefined =>
      value === undefined ? undefined : among(column, this.#sealing.blinds(kind, value))
    return [
      query.ids && among('id', query.ids),
      query.states && among('state', query.states),
      equal('document_uid', 'document', query.documentUniqueId),
      equal('set_uid', 'set', query.submissionSetUniqueId),
      equal('source_sha256', 'source-sha256', query.sourceSha256),
      query.ins && among('ins', this.#sealing.blindsOfPatient(query.ins)),
      equal('ipp', 'ipp', query.ipp),
      equal('venue', 'venue', query.venue),
      equal('source_id', 'source-id', query.sourceId),
      equal('set_id', 'set-id', query.setId),
      query.batchId === undefined ? undefined : ['batch = ?', query.batchId],
      ofActions(query.actions),
      query.causes && among('cause', query.causes),
      query.registryStatus && among('registry_status', query.registryStatus),
    ]
  }
}

/** Named by something that few items share: the database finds them at once. */
function isLookUp({states, batchId, actions, causes, registryStatus, limit, ...named}: ItemQuery): boolean {
  return Object.values(named).some((value) => value !== undefined)
}

const WITHOUT_DELETIONS: readonly ItemAction[] = ['submit', 'replace']

function ofActions(actions: readonly ItemAction[] = WITHOUT_DELETIONS): Condition {
  const list = JSON.stringify(actions)
  const sql = 'action IN (SELECT value FROM json_each(?))'
  return actions.some((action) => action !== 'delete') ? [`(action IS NULL OR ${sql})`, list] : [sql, list]
}
