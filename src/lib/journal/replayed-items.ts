import {DatabaseSync, type StatementSync} from 'node:sqlite'
import type {ItemSituation} from '../batch/item-state.ts'

/** What the events say of one item: where it must stand, and the digest of what was fixed when it was planned. */
export interface ReplayedItem {
  readonly situation: ItemSituation
  readonly digest: string
}

/** Items at hand; the others lie in a file of the system's temporary folder, without a name there. */
const AT_HAND = 20_000

/**
 * Items of a replay, however many: a journal of a million is checked in the memory of a small one. Nothing of a patient
 * is in it, and what is on disk is gone when it is closed, or when the process dies.
 */
export class ReplayedItems {
  readonly #atHand = new Map<string, ReplayedItem>()
  readonly #atHandMost: number
  #away: {database: DatabaseSync; find: StatementSync; put: StatementSync} | undefined
  #count = 0

  constructor(atHand = AT_HAND) {
    this.#atHandMost = atHand
  }

  /** How many different items were put. */
  get size(): number {
    return this.#count
  }

  /** How many of them are in memory. */
  get atHand(): number {
    return this.#atHand.size
  }

  get(id: string): ReplayedItem | undefined {
    const near = this.#atHand.get(id)
    if (near !== undefined) return near
    const row = this.#away?.find.get(id)
    return row && (JSON.parse(String(row['item'])) as ReplayedItem)
  }

  put(id: string, item: ReplayedItem, isNew = this.get(id) === undefined): void {
    if (isNew) this.#count++
    this.#atHand.set(id, item)
    if (this.#atHand.size >= this.#atHandMost) this.#sendAway()
  }

  /** In the order of planning, apart from those still at hand. */
  *ids(): Generator<string> {
    this.#sendAway()
    if (this.#away === undefined) return
    for (const {id} of this.#away.database.prepare('SELECT id FROM items ORDER BY rowid').iterate())
      yield String(id)
  }

  close(): void {
    this.#away?.database.close()
    this.#away = undefined
  }

  #sendAway(): void {
    this.#away ??= openAway()
    const {database, put} = this.#away
    database.exec('BEGIN')
    for (const [id, item] of this.#atHand) put.run(id, JSON.stringify(item))
    database.exec('COMMIT')
    this.#atHand.clear()
  }
}

function openAway() {
  // The empty name: a database of this connection alone, on disk once it outgrows its cache.
  const database = new DatabaseSync('')
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000')
  database.exec('CREATE TABLE items (id TEXT PRIMARY KEY, item TEXT NOT NULL)')
  return {
    database,
    find: database.prepare('SELECT item FROM items WHERE id = ?'),
    put: database.prepare('INSERT INTO items VALUES (?, ?) ON CONFLICT DO UPDATE SET item = excluded.item'),
  }
}
