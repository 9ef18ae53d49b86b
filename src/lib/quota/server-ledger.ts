import {createHash} from 'node:crypto'
import type {Row} from '../journal/store.ts'
import type {Database, Sql} from '../journal-postgres/database.ts'
import type {Clock} from '../ports/clock.ts'
import {civilDay, isSpaced, LOOK_AGAIN_MS, memoryMs, nextTurn, passWait, type Send, slotAt} from './pace.ts'
import {type DailyGuard, guardDay, type PaceLedger, type Passing, type Reservation} from './pace-ledger.ts'

/** First number of the advisory locks of the quota; the second is a bucket of the key. */
const LOCK = 0x444d5010
/** A call noted later than now by more than this: the clock of the server was set back. */
const FROM_THE_FUTURE_MS = 5000
/** How early, at most, a call is let pass. */
const SOON_MS = 120
const FORGET_EVERY = 64
const KEPT_MS = 60_000

/**
 * The calls of all machines that share a journal on a server, by the clock of that server. A call counts from the
 * moment it was let pass until its departure is told, and then at the instant at which the server hears of it, which
 * is never before its first byte: the line between them can only make the others wait longer.
 */
export class ServerLedger implements PaceLedger {
  readonly #database: Database
  readonly #key: string
  readonly #guard: DailyGuard
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #bucket: number

  constructor(parts: {
    readonly database: Database
    /** Names establishment and software without saying them. */
    readonly key: string
    readonly guard: DailyGuard
    /** For the civil day alone. */
    readonly clock: Clock
    readonly perSecond: number
  }) {
    this.#database = parts.database
    this.#key = parts.key
    this.#guard = parts.guard
    this.#clock = parts.clock
    this.#perSecond = parts.perSecond
    this.#bucket = createHash('sha256').update(parts.key).digest().readInt32BE()
  }

  reserve(leadMs: number): Promise<Reservation> {
    return this.#exclusively(async (sql, now, sends) => {
      const day = civilDay(this.#clock.now())
      guardDay(this.#guard, day, await this.#countOf(sql, day))
      const spaced = isSpaced(this.#perSecond)
      const wait = spaced ? nextTurn(sends, now, this.#perSecond) - now : 0
      if (wait > leadMs) return {againInMs: wait - leadMs}
      await this.#count(sql, day, 1)
      // Rates of the sandbox alone: each machine keeps its own pace, only the day is common.
      if (!spaced) return {n: 0}
      const [row] = await sql.rows(
        "INSERT INTO quota_sends (key, slot, at, state) VALUES ($1, $2, $2, 'reserved') RETURNING n",
        this.#key,
        now,
      )
      const n = Number(row?.['n'])
      if (n % FORGET_EVERY === 0)
        await sql.rows(
          'DELETE FROM quota_sends WHERE key = $1 AND at < $2',
          this.#key,
          now - Math.max(KEPT_MS, memoryMs(this.#perSecond)),
        )
      return {n}
    })
  }

  /**
   * A call that may leave in a moment is let pass at once, and waits that moment by the clock of its own machine: what
   * the answer takes on the line is then no longer lost for the pace, and can only make the call leave later.
   */
  async pass(n: number): Promise<Passing> {
    if (!isSpaced(this.#perSecond)) return {leaveInMs: 0}
    return this.#exclusively(async (sql, now, sends) => {
      const wait = passWait(sends, n, now, this.#perSecond)
      if (wait === Number.POSITIVE_INFINITY) return {againInMs: LOOK_AGAIN_MS}
      if (wait > SOON_MS) return {againInMs: wait - SOON_MS}
      const at = now + wait
      await sql.rows(
        "UPDATE quota_sends SET state = 'passing', slot = $2, at = $3 WHERE n = $1",
        n,
        slotAt(sends, n, at, this.#perSecond),
        at,
      )
      return {leaveInMs: wait}
    })
  }

  async left(n: number): Promise<void> {
    if (!isSpaced(this.#perSecond)) return
    await this.#database.rows(
      "UPDATE quota_sends SET state = 'left', at = extract(epoch FROM clock_timestamp()) * 1000 WHERE n = $1",
      n,
    )
  }

  async drop(n: number): Promise<void> {
    await this.#exclusively(async (sql) => {
      await sql.rows('DELETE FROM quota_sends WHERE n = $1', n)
      await this.#count(sql, civilDay(this.#clock.now()), -1)
    })
  }

  doneToday(): Promise<number> {
    return this.#countOf(this.#database, civilDay(this.#clock.now()))
  }

  async close(): Promise<void> {}

  async #countOf(sql: Sql, day: string): Promise<number> {
    const [row] = await sql.rows('SELECT count FROM quota_days WHERE key = $1 AND day = $2', this.#key, day)
    return Number(row?.['count'] ?? 0)
  }

  async #count(sql: Sql, day: string, calls: number): Promise<void> {
    await sql.rows(
      `INSERT INTO quota_days AS d (key, day, count) VALUES ($1, $2, greatest(0, $3::bigint))
        ON CONFLICT (key, day) DO UPDATE SET count = greatest(0, d.count + $3::bigint)`,
      this.#key,
      day,
      calls,
    )
  }

  /**
   * Nobody else looks at this key meanwhile. As few trips to the server as can be: what they take is lost for the pace.
   * What a crash of the server loses is older than its next start.
   */
  #exclusively<T>(body: (sql: Sql, now: number, sends: readonly Send[]) => Promise<T>): Promise<T> {
    const begin = `BEGIN; SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock(${LOCK}, ${this.#bucket})`
    return this.#database.transaction(async (sql) => {
      const rows = await sql.rows(
        `SELECT t.now, s.n, s.slot, s.at, s.state
          FROM (SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now) AS t
          LEFT JOIN quota_sends s ON s.key = $1 AND (s.at > t.now - $2 OR s.state <> 'left')`,
        this.#key,
        memoryMs(this.#perSecond),
      )
      const now = Number(rows[0]?.['now'])
      const sends = rows.filter((row) => row['n'] !== null).map(sendOf)
      if (sends.every(({at}) => at <= now + FROM_THE_FUTURE_MS)) return body(sql, now, sends)
      await sql.rows('UPDATE quota_sends SET slot = $2, at = $2 WHERE key = $1 AND at > $2', this.#key, now)
      return body(
        sql,
        now,
        sends.map((send) => ({...send, slot: Math.min(send.slot, now), at: Math.min(send.at, now)})),
      )
    }, begin)
  }
}

function sendOf(row: Row): Send {
  return {
    n: Number(row['n']),
    slot: Number(row['slot']),
    at: Number(row['at']),
    state: row['state'] as Send['state'],
  }
}
