import {CHECKPOINT_EVERY, signedText} from '../journal/checkpoints.ts'
import type {Heads} from '../journal/root-register.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Clock} from '../ports/clock.ts'
import {canonicalJson} from '../traces/canonical-json.ts'
import {CHAIN_START} from '../traces/hash-chain.ts'
import type {Sql} from './database.ts'
import {LOCKS} from './load-rows.ts'

/** The end of every chain as this transaction sees it. */
export async function serverHeads(sql: Sql): Promise<Heads> {
  const rows = await sql.rows('SELECT id, seq, hash FROM writers WHERE seq > 0 ORDER BY id')
  return Object.fromEntries(
    rows.map((row) => [row['id'], {seq: Number(row['seq']), hash: String(row['hash'])}]),
  )
}

/**
 * Signs the ends of all chains together, so that a whole chain cannot be rewritten or dropped without the key. Each
 * writer adds one after every hundred events of its own, unless another writer is just doing it.
 */
export class ServerCheckpoints {
  readonly #sealing: Sealing
  readonly #clock: Clock
  #fresh = 0

  constructor(sealing: Sealing, clock: Clock) {
    this.#sealing = sealing
    this.#clock = clock
  }

  /** Inside the transaction that wrote `count` events. */
  async after(sql: Sql, count: number): Promise<void> {
    this.#fresh += count
    if (this.#fresh < CHECKPOINT_EVERY) return
    const [lock] = await sql.rows('SELECT pg_try_advisory_xact_lock($1, 2) AS taken', LOCKS.whole)
    if ((lock?.['taken'] as unknown) === true) await this.#add(sql)
  }

  /** When this process ends: after another writer's, if it is just adding one. */
  async last(sql: Sql): Promise<void> {
    if (this.#fresh === 0) return
    await sql.rows('SELECT pg_advisory_xact_lock($1, 2)', LOCKS.whole)
    await this.#add(sql)
  }

  async #add(sql: Sql): Promise<void> {
    const [last] = await sql.rows('SELECT n, mac FROM checkpoints ORDER BY n DESC LIMIT 1')
    const [event] = await sql.rows('SELECT max(n) AS n FROM events')
    const row = {
      n: Number(last?.['n'] ?? 0) + 1,
      ts: this.#clock.now(),
      last_event: Number(event?.['n'] ?? 0),
      heads: canonicalJson(await serverHeads(sql)),
      prev: String(last?.['mac'] ?? CHAIN_START),
    }
    await sql.rows(
      'INSERT INTO checkpoints (n, ts, last_event, heads, prev, mac) VALUES ($1, $2, $3, $4, $5, $6)',
      row.n,
      row.ts,
      row.last_event,
      row.heads,
      row.prev,
      this.#sealing.sign(signedText(row)),
    )
    this.#fresh = 0
  }
}
