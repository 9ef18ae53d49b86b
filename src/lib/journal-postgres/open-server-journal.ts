import {DmpError} from '../errors/dmp-error.ts'
import type {Oid} from '../ids/oid.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Clock} from '../ports/clock.ts'
import type {
  Batch,
  ClaimQuery,
  EventQuery,
  Hold,
  HoldKind,
  ItemQuery,
  Journal,
  JournalEntry,
  JournalHealth,
  JournalItem,
  Overview,
  RecordedEvent,
} from '../ports/journal.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'
import {abandonedEntries} from './abandoned.ts'
import {checkServerJournal, type ServerCheckOptions} from './check-server.ts'
import type {Committer} from './committer.ts'
import type {Database} from './database.ts'
import {remember, remembered} from './known-heads.ts'
import type {ServerAllotment} from './server-allotment.ts'
import type {ServerCheckpoints} from './server-checkpoints.ts'
import type {ServerClaims} from './server-claims.ts'
import {serverOverview} from './server-overview.ts'
import {ServerQueries} from './server-queries.ts'
import {lostSince, memoryOf} from './server-restorations.ts'
import type {WriterSession} from './writer-session.ts'

/** Tidied after a fiftieth of the items changed, not a fifth. */
const TIDY = [
  'autovacuum_vacuum_scale_factor',
  'autovacuum_vacuum_insert_scale_factor',
  'autovacuum_analyze_scale_factor',
]
  .map((name) => `${name} = 0.02`)
  .join(', ')

/** How often, at most, a process that asks for work looks for dead ones. */
const LOOK_FOR_DEAD_MS = 1000

export interface OpenServerJournalParts {
  readonly database: Database
  readonly writer: WriterSession
  readonly committer: Committer
  readonly sealing: Sealing
  readonly allotment: ServerAllotment
  readonly claims: ServerClaims
  readonly checkpoints: ServerCheckpoints
  readonly journalId: string
  readonly clock: Clock
  readonly graceMs: number
  readonly check: ServerCheckOptions
  /** Whether this machine is told how far the journal went. */
  readonly isRemembered: boolean
}

/** An open journal; made by `openPostgresJournal`. */
export class OpenServerJournal implements Journal {
  readonly #parts: OpenServerJournalParts
  readonly #queries: ServerQueries
  #lookedAt = Number.NEGATIVE_INFINITY
  #closed = false

  constructor(parts: OpenServerJournalParts) {
    this.#parts = parts
    this.#queries = new ServerQueries(parts.database, parts.sealing)
  }

  allot(count: number): Promise<readonly Oid[]> {
    return this.#parts.allotment.take(count)
  }

  async record(entries: readonly JournalEntry[]): Promise<readonly string[]> {
    const ids = await this.#parts.committer.commit<readonly string[]>({kind: 'record', entries})
    for (const {changes = []} of entries)
      for (const {id, to} of changes)
        if (to === 'accepted' || to === 'refused' || to === 'held') this.#parts.claims.forget(id)
    return ids
  }

  items(query: ItemQuery): Promise<readonly JournalItem[]> {
    return this.#queries.items(query)
  }

  eachItem(query: ItemQuery, order: 'planned' | 'newest' = 'planned'): AsyncIterable<JournalItem> {
    return this.#queries.eachItem(query, order)
  }

  async claim(query: ClaimQuery): Promise<readonly JournalItem[]> {
    await this.takeOver()
    return this.#parts.claims.take(query)
  }

  renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    return this.#parts.claims.renew(ids, leaseMs)
  }

  release(ids: readonly string[]): Promise<void> {
    return this.#parts.claims.release(ids)
  }

  overview(query: {batchId?: string; now: number; since: number}): Promise<Overview> {
    return serverOverview(this.#parts.database, query)
  }

  batches(ids?: readonly string[]): Promise<readonly Batch[]> {
    return this.#queries.batches(ids)
  }

  heldKinds(): Promise<ReadonlySet<HoldKind>> {
    return this.#queries.heldKinds()
  }

  holdsOn(names: readonly Pick<Hold, 'kind' | 'value'>[]): Promise<readonly Hold[]> {
    return this.#queries.holdsOn(names)
  }

  async hold(holds: readonly Hold[], by?: ActorTrace): Promise<void> {
    await this.#parts.committer.commit({kind: 'hold', holds, by})
  }

  holds(): Promise<readonly Hold[]> {
    return this.#queries.holds()
  }

  liftHold(hold: HoldKind, value: string, by?: ActorTrace): Promise<boolean> {
    return this.#parts.committer.commit({kind: 'lift', hold, value, by})
  }

  events(query: EventQuery): AsyncIterable<RecordedEvent> {
    return this.#queries.events(query)
  }

  health(): Promise<JournalHealth> {
    return checkServerJournal(this.#parts.database, this.#parts.check)
  }

  /**
   * Counts come from an index alone once the server knows which pages everybody may see; it finds out by itself only
   * some time later, and during a run too seldom with its usual settings. Whoever does not own the table is refused.
   */
  async tidy(): Promise<void> {
    const {database} = this.#parts
    try {
      const [table] = await database.rows("SELECT reloptions FROM pg_class WHERE oid = 'items'::regclass")
      if (table?.['reloptions'] === null) await database.rows(`ALTER TABLE items SET (${TIDY})`)
      await database.rows('VACUUM (ANALYZE, SKIP_LOCKED) items')
    } catch {
      // The plan is written: without this it is only counted more slowly.
    }
  }

  async backup(): Promise<void> {
    throw this.#elsewhere('backup')
  }

  async rotateKeys(): Promise<never> {
    throw this.#elsewhere('rotate-key')
  }

  /** Settles what dead processes left, those too whose place this process took. */
  async takeOver(opening = false): Promise<void> {
    const {clock, committer, writer, graceMs} = this.#parts
    if (!opening && clock.monotonic() - this.#lookedAt < LOOK_FOR_DEAD_MS) return
    this.#lookedAt = clock.monotonic()
    await committer.settle((sql) =>
      abandonedEntries(sql, {writerId: writer.writerId, own: writer.takenAnew(), graceMs, clock}),
    )
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const {committer, writer, database, claims, checkpoints, check, journalId, isRemembered} = this.#parts
    try {
      await committer.idle()
      await claims.releaseAll()
      const known = remembered(check.registryDir, journalId)
      const memory = await committer.exclusively(async (sql) => {
        await checkpoints.last(sql)
        return (await lostSince(sql, known)) === undefined ? memoryOf(sql) : known
      })
      if (isRemembered) remember(check.registryDir, journalId, memory)
    } catch (error) {
      // What was acknowledged is on the server's disk already.
      if (!(error instanceof DmpError)) throw error
    } finally {
      await writer.close()
      await database.close()
    }
  }

  #elsewhere(operation: string): DmpError {
    return new DmpError('DMP_JOURNAL_SERVER', {params: {path: this.#parts.database.path, operation}})
  }
}
