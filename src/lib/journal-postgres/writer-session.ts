import {setTimeout as pause} from 'node:timers/promises'
import {DmpError} from '../errors/dmp-error.ts'
import type {Row} from '../journal/store.ts'
import type {Random} from '../ports/random.ts'
import {CHAIN_START} from '../traces/hash-chain.ts'
import type {Database, Session, Sql} from './database.ts'
import {LOCKS} from './load-rows.ts'
import {beingRestored, requireNoneUnderWay} from './server-restorations.ts'

/** How often and how long a session of ours that was lost is waited for. */
const MOST_LOOKS = 50
const LOOK_MS = 100

/** Whether a living session holds the place of a writer `w`. */
export const IS_HELD = `EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND l.classid = ${LOCKS.writers} AND l.objid = w.slot AND l.objsubid = 2)`

/** Writers whose place was given back, or is held by nobody while the server runs long enough to be sure of it. */
export const IS_DEAD = `(NOT ${IS_HELD} AND (NOT w.open OR
  clock_timestamp() - pg_postmaster_start_time() > make_interval(secs => $1::float8 / 1000)))`

/**
 * The connection on which this process writes, with its place among the writers: a lock of the session, which the
 * server drops when the session ends, however it ends. Whoever holds a place continues its chain of events, so that
 * there are as many chains as processes that ever wrote at the same time. A connection that was lost is opened again;
 * if somebody took the place meanwhile, another place is taken.
 */
export class WriterSession {
  readonly #database: Database
  readonly #random: Random
  readonly #graceMs: number
  readonly #restoring: boolean
  /** The restorations that the journal told of when it was opened. */
  #restorations: string | undefined
  #session: Session | undefined
  /** How the server knows the session that was lost. */
  #backend: Row | undefined
  #writerId = ''
  #slot = 0
  #isNew = false

  /** @param restoring opened by the restoration itself */
  constructor(
    database: Database,
    random: Random,
    {graceMs, restoring}: {readonly graceMs: number; readonly restoring: boolean},
  ) {
    this.#database = database
    this.#random = random
    this.#graceMs = graceMs
    this.#restoring = restoring
  }

  get writerId(): string {
    return this.#writerId
  }

  /** True once after a place was taken: what its former owner left is then to be settled. */
  takenAnew(): boolean {
    const isNew = this.#isNew
    this.#isNew = false
    return isNew
  }

  /** One transaction of the writer. @throws DmpError DMP_JOURNAL_UNAVAILABLE and others */
  async transaction<T>(body: (sql: Sql) => Promise<T>): Promise<T> {
    const session = await this.#ready()
    return session.transaction(body)
  }

  /** The session with its place held, once an earlier one of ours is surely gone with its transaction. */
  async #ready(): Promise<Session> {
    if (this.#session?.isOpen) return this.#session
    await this.#session?.close()
    const session = await this.#database.session()
    try {
      await this.#endLost(session)
      if (!(this.#writerId !== '' && (await this.#hold(session, this.#slot)))) await this.#takePlace(session)
      if (!this.#restoring) await this.#requireSame(session)
      await session.rows('UPDATE writers SET open = true WHERE id = $1', this.#writerId)
    } catch (error) {
      await session.close()
      throw error
    }
    this.#session = session
    return session
  }

  /** What was put back while the line was down is opened anew, by another command. @throws DmpError DMP_JOURNAL_LOCKED, _DAMAGED */
  async #requireSame(session: Session): Promise<void> {
    const told = await requireNoneUnderWay(session, this.#database.path)
    this.#restorations ??= told
    if (told !== this.#restorations) throw beingRestored(this.#database.path)
  }

  async #endLost(session: Session): Promise<void> {
    const find = 'SELECT pid, backend_start::text AS start FROM pg_stat_activity WHERE'
    const lost = this.#backend
    for (let look = 0; lost !== undefined; look++) {
      const alive = await session.rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2`,
        lost['pid'],
        lost['start'],
      )
      if (alive.length === 0) break
      if (look > MOST_LOOKS)
        throw new DmpError('DMP_JOURNAL_UNAVAILABLE', {
          params: {path: this.#database.path, reason: 'lingering'},
        })
      await pause(LOOK_MS)
    }
    const [own] = await session.rows(`${find} pid = pg_backend_pid()`)
    this.#backend = own
  }

  async #takePlace(session: Session): Promise<void> {
    const free = await session.rows(
      `SELECT w.id, w.slot FROM writers w WHERE ${IS_DEAD} ORDER BY w.slot`,
      this.#graceMs,
    )
    for (const row of free) {
      if (!(await this.#hold(session, Number(row['slot'])))) continue
      this.#writerId = String(row['id'])
      this.#slot = Number(row['slot'])
      this.#isNew = true
      return
    }
    await this.#addPlace(session)
  }

  #addPlace(session: Session): Promise<void> {
    return session.transaction(async (sql) => {
      await sql.rows('SELECT pg_advisory_xact_lock($1, 1)', LOCKS.whole)
      const [row] = await sql.rows('SELECT coalesce(max(slot), 0) + 1 AS slot FROM writers')
      const slot = Number(row?.['slot'])
      if (!(await this.#hold(sql, slot)))
        throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path: this.#database.path, reason: 'writers'}})
      const id = this.#random.uuid()
      await sql.rows(
        'INSERT INTO writers (id, slot, seq, hash, open) VALUES ($1, $2, 0, $3, true)',
        id,
        slot,
        CHAIN_START,
      )
      this.#writerId = id
      this.#slot = slot
    })
  }

  async #hold(sql: Sql, slot: number): Promise<boolean> {
    const [row] = await sql.rows('SELECT pg_try_advisory_lock($1, $2) AS taken', LOCKS.writers, slot)
    return (row?.['taken'] as unknown) === true
  }

  /** Gives the place back. */
  async close(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    if (session?.isOpen)
      await session
        .rows('UPDATE writers SET open = false WHERE id = $1', this.#writerId)
        .catch((error: unknown) => {
          // The next who opens the journal finds the place unheld.
          if (!(error instanceof DmpError)) throw error
        })
    await session?.close()
  }
}
