import {openedItem} from '../journal/item-row.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Row} from '../journal/store.ts'
import type {ClaimQuery, JournalItem} from '../ports/journal.ts'
import type {Database, Sql} from './database.ts'

/** Rows looked at together. */
const PAGE = 100

/** Items of patients on whom somebody works are not looked at. */
const FREE = `AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.ins = i.ins AND c.until > clock_timestamp())
  AND NOT EXISTS (SELECT 1 FROM items s WHERE s.ins = i.ins AND s.state = 'sending')
  AND ($2::text[] IS NULL OR i.establishment IS NULL OR i.establishment = ANY($2))`
const LOCKED = 'FOR UPDATE OF i SKIP LOCKED'
const PUT_OFF = `SELECT i.* FROM items i WHERE i.batch = $1 AND i.due > 0 AND i.due <= $3 AND (i.due, i.n) > ($4, $5)
  ${FREE} ORDER BY i.due, i.n LIMIT ${PAGE} ${LOCKED}`
/**
 * What is due is read from its index in order, a page of it: the statistics of a table that has just grown, or shrinks
 * as a run goes on, would now and then have the whole of it sorted.
 */
const BY_INDEX = `SELECT ${['bitmapscan', 'seqscan', 'sort', 'hashjoin', 'mergejoin', 'material']
  .map((way) => `set_config('enable_${way}', 'off', true)`)
  .join(', ')}`
const FRESH = `SELECT i.* FROM items i WHERE i.batch = $1 AND (i.due, i.n) > (0, $3) AND i.due < 1 ${FREE}
  ORDER BY i.due, i.n LIMIT ${PAGE} ${LOCKED}`
/** The first item to send of each patient: rows that another worker has just locked are skipped above, not here. */
const FIRST = `SELECT x.id FROM unnest($1::text[]) AS p (ins) CROSS JOIN LATERAL (SELECT e.id FROM items e
  WHERE e.ins = p.ins AND e.due IS NOT NULL AND e.due + 0 = 0 AND e.batch || '' = $2
    AND ($3::text[] IS NULL OR e.establishment IS NULL OR e.establishment = ANY($3))
  ORDER BY e.n LIMIT 1) AS x`
const CLAIM = `INSERT INTO claims AS c (ins, item, token, writer, until)
  SELECT r.ins, r.item, $3 || '.' || nextval('claim_numbers'), $4,
    clock_timestamp() + make_interval(secs => $5::float8 / 1000)
  FROM unnest($1::text[], $2::text[]) AS r (ins, item) ORDER BY r.ins
  ON CONFLICT (ins) DO UPDATE SET item = excluded.item, token = excluded.token, writer = excluded.writer,
    until = excluded.until WHERE c.until <= clock_timestamp() RETURNING c.item, c.token`

/**
 * Who works on what, over all processes and machines. A claim holds the patient, not the item alone, by the primary key
 * of its table: two items of a patient are never under way together, whoever works. Leases end by the clock of the
 * server; tokens are drawn by the server and checked with every change, in its transaction.
 */
export class ServerClaims {
  readonly #database: Database
  readonly #sealing: Sealing
  readonly #session: string
  readonly #writerId: () => string
  readonly #mine = new Map<string, string>()

  constructor(parts: {
    readonly database: Database
    readonly sealing: Sealing
    readonly session: string
    readonly writerId: () => string
  }) {
    this.#database = parts.database
    this.#sealing = parts.sealing
    this.#session = parts.session
    this.#writerId = parts.writerId
  }

  async take(query: ClaimQuery): Promise<readonly JournalItem[]> {
    if (query.limit <= 0) return []
    const taken = await this.#database.transaction(async (sql) => {
      await sql.rows(BY_INDEX)
      const found: JournalItem[] = []
      for (const batch of await submittedBatches(sql, query.batchIds))
        for (const read of [this.#putOff(sql, batch, query), this.#fresh(sql, batch, query)])
          for await (const page of read) {
            found.push(...(await this.#claim(sql, page, query, query.limit - found.length)))
            if (found.length >= query.limit) return found
          }
      return found
    })
    for (const {id, claim = ''} of taken) this.#mine.set(id, claim)
    return taken
  }

  /** The first item of each patient of the page, as many as are wanted. */
  async #claim(
    sql: Sql,
    page: readonly Row[],
    {leaseMs}: ClaimQuery,
    wanted: number,
  ): Promise<readonly JournalItem[]> {
    if (page.length === 0) return []
    const first = new Map<string, Row>()
    for (const row of page) {
      const patient = String(row['ins'])
      if (first.size < wanted && !first.has(patient)) first.set(patient, row)
    }
    const claimed = await sql.rows(
      CLAIM,
      [...first.keys()],
      [...first.values()].map((row) => row['id']),
      this.#session,
      this.#writerId(),
      leaseMs,
    )
    const tokens = new Map(claimed.map((row) => [row['item'], String(row['token'])]))
    return [...first.values()].flatMap((row) => {
      const claim = tokens.get(row['id'] ?? null)
      return claim === undefined ? [] : [{...openedItem(row, this.#sealing, this.#database.path), claim}]
    })
  }

  async *#putOff(sql: Sql, batch: string, {now, establishments}: ClaimQuery) {
    for (let last: Row | undefined, page: readonly Row[] = []; ; last = page.at(-1)) {
      page = await sql.rows(
        PUT_OFF,
        batch,
        establishments ?? null,
        now,
        Number(last?.['due'] ?? 0),
        Number(last?.['n'] ?? 0),
      )
      if (page.length > 0) yield page
      if (page.length < PAGE) return
    }
  }

  async *#fresh(sql: Sql, batch: string, {establishments}: ClaimQuery) {
    const served = establishments ?? null
    for (let last = 0, page: readonly Row[] = []; ; last = Number(page.at(-1)?.['n'])) {
      page = await sql.rows(FRESH, batch, served, last)
      if (page.length > 0) {
        const patients = [...new Set(page.map((row) => row['ins']))]
        const first = new Set((await sql.rows(FIRST, patients, batch, served)).map((row) => row['id']))
        yield page.filter((row) => first.has(row['id'] ?? null))
      }
      if (page.length < PAGE) return
    }
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    const own = ids.filter((id) => this.#mine.has(id))
    if (own.length === 0) return []
    const rows = await this.#database.rows(
      `UPDATE claims SET until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
        WHERE (item, token) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND until > clock_timestamp()
        RETURNING item`,
      own,
      own.map((id) => this.#mine.get(id)),
      leaseMs,
    )
    const renewed = new Set(rows.map((row) => String(row['item'])))
    return ids.filter((id) => renewed.has(id))
  }

  async release(ids: readonly string[]): Promise<void> {
    const own = ids.filter((id) => this.#mine.has(id))
    if (own.length === 0) return
    await this.#database.rows(
      'DELETE FROM claims WHERE (item, token) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
      own,
      own.map((id) => this.#mine.get(id)),
    )
    for (const id of own) this.#mine.delete(id)
  }

  /** Of an item whose claim ended with its state. */
  forget(id: string): void {
    this.#mine.delete(id)
  }

  /** Everything this process holds, given back. */
  async releaseAll(): Promise<void> {
    await this.release([...this.#mine.keys()])
  }
}

/** Batches that workers may take from, the first planned first. */
async function submittedBatches(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await sql.rows(
    `SELECT b.id, (SELECT min(i.n) FROM items i WHERE i.batch = b.id) AS first FROM batches b
      WHERE b.state = 'submitted' AND b.id = ANY($1) ORDER BY first, b.id`,
    ids,
  )
  return rows.map((row) => String(row['id']))
}
