import {backup, type DatabaseSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import type {Oid} from '../ids/oid.ts'
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
  JournalPlace,
  Overview,
  RecordedEvent,
} from '../ports/journal.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'
import type {Allotment} from './allotment.ts'
import {newPrivateFile} from './backup-target.ts'
import {type CheckOptions, checkJournal} from './check.ts'
import {Checkpoints, currentHeads} from './checkpoints.ts'
import type {Claims} from './claims.ts'
import {CommitQueue} from './commit-queue.ts'
import {connect} from './connect.ts'
import {ItemFinder} from './item-query.ts'
import {keepCheckpoint, keptCheckpoint} from './kept-checkpoint.ts'
import {type RotationParts, rotateKeys} from './key-rotation.ts'
import {overview} from './overview.ts'
import {placeOf} from './place.ts'
import {Queries} from './queries.ts'
import {onlyChanges, type Recorder} from './recorder.ts'
import type {RootRegister} from './root-register.ts'
import type {Sealing} from './sealing.ts'
import {storageError} from './storage-error.ts'
import type {Store} from './store.ts'

/** The register is not told more often than this while events come fast; it is told the last of them at the end. */
const REMEMBER_MS = 1000

export interface SqliteJournalParts {
  readonly store: Store
  readonly sealing: Sealing
  readonly recorder: Recorder
  readonly allotment: Allotment
  readonly claims: Claims
  readonly rotation: RotationParts
  readonly register: RootRegister
  /** A copy that is being put back leaves the register as it is until it is done. */
  readonly remembers: boolean
  readonly journalId: string
  /** The place of this writer. */
  readonly slot: number
  readonly isRunner: boolean
  readonly clock: Clock
  readonly check: CheckOptions
  /** Gives the locks back and closes the connections. */
  readonly release: () => void
}

/** An open journal; made by `openJournal`. */
export class SqliteJournal implements Journal {
  readonly #parts: SqliteJournalParts
  readonly #queue: CommitQueue
  readonly #checkpoints: Checkpoints
  readonly #queries: Queries
  readonly #finder: ItemFinder
  #isBegun = false
  #isFresh = false
  #isUrgent = false
  #rememberedAt = Number.NEGATIVE_INFINITY
  #closed = false

  constructor(parts: SqliteJournalParts) {
    this.#parts = parts
    const {store, sealing, clock, remembers, journalId, check} = parts
    // A copy that is being put back holds less than was kept.
    const kept = remembers ? keptCheckpoint(check.keyDir, journalId) : undefined
    this.#checkpoints = new Checkpoints({store, sealing, clock, kept})
    this.#queries = new Queries(parts.store, parts.sealing)
    this.#finder = new ItemFinder(parts.store, parts.sealing)
    this.#queue = new CommitQueue(parts.store, {
      beforeCommit: () => {
        this.#begin()
        this.#checkpoint(false)
      },
      afterCommit: () => {
        const isDue = parts.clock.monotonic() - this.#rememberedAt >= REMEMBER_MS
        if (this.#isUrgent || isDue) this.#remember()
      },
    })
  }

  allot(count: number): Promise<readonly Oid[]> {
    return this.#queue.commit(() => this.#parts.allotment.take(count))
  }

  async record(entries: readonly JournalEntry[]): Promise<readonly string[]> {
    const {recorder, isRunner} = this.#parts
    // One document at a time: what is about to leave is known outside the journal before it does.
    if (!isRunner && entries.some(({event}) => event.phase === 'intent')) this.#isUrgent = true
    const ids = onlyChanges(entries)
      ? await this.#queue.commit(() => recorder.recordChanges(entries), {refusesFirst: true})
      : await this.#queue.commit(() => entries.map((entry) => recorder.record(entry)))
    for (const {changes = []} of entries) for (const change of changes) this.#parts.claims.settled(change)
    return ids
  }

  async items(query: ItemQuery): Promise<readonly JournalItem[]> {
    return this.#finder.items(query)
  }

  eachItem(query: ItemQuery, order: 'planned' | 'newest' = 'planned'): AsyncIterable<JournalItem> {
    return this.#finder.each(query, order)
  }

  async claim(query: ClaimQuery): Promise<readonly JournalItem[]> {
    this.#queue.atWork = query.atOnce ?? 1
    return this.#parts.claims.take(query)
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    return this.#parts.claims.renew(ids, leaseMs)
  }

  async release(ids: readonly string[]): Promise<void> {
    this.#parts.claims.release(ids)
  }

  async overview(query: {batchId?: string; now: number; since: number}): Promise<Overview> {
    return overview(this.#parts.store, query)
  }

  async batches(ids?: readonly string[]): Promise<readonly Batch[]> {
    return this.#queries.batches(ids)
  }

  async heldKinds(): Promise<ReadonlySet<HoldKind>> {
    return this.#queries.heldKinds()
  }

  async holdsOn(names: readonly Pick<Hold, 'kind' | 'value'>[]): Promise<readonly Hold[]> {
    return this.#queries.holdsOn(names)
  }

  hold(holds: readonly Hold[], by?: ActorTrace): Promise<void> {
    return this.#queue.commit(() => this.#parts.recorder.hold(holds, by))
  }

  async holds(): Promise<readonly Hold[]> {
    return this.#queries.holds()
  }

  liftHold(kind: HoldKind, value: string, by?: ActorTrace): Promise<boolean> {
    return this.#queue.commit(() => this.#parts.recorder.liftHold(kind, value, by))
  }

  events(query: EventQuery): AsyncIterable<RecordedEvent> {
    return this.#queries.events(query)
  }

  health(): Promise<JournalHealth> {
    return checkJournal(this.#parts.check)
  }

  async place(): Promise<JournalPlace> {
    return placeOf(this.#parts.store)
  }

  async backup(path: string): Promise<void> {
    const target = newPrivateFile(path)
    const source = connect(this.#parts.store.path, {readOnly: true})
    try {
      await backup(source as DatabaseSync, target)
    } catch (error) {
      throw storageError(error, target)
    } finally {
      source.close()
    }
  }

  async rotateKeys(by?: ActorTrace): Promise<{readonly keyId: string; readonly resealed: number}> {
    return rotateKeys({...this.#parts.rotation, by}, (body) => this.#queue.commit(body))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#queue.flush()
    try {
      this.#parts.store.transaction(() => this.#checkpoint(true))
      this.#remember()
      const {register, journalId, slot} = this.#parts
      if (this.#isBegun) register.sessions.end(journalId, [slot])
    } catch (error) {
      // What was acknowledged is on disk already; the next opening adds the checkpoint.
      if (!(error instanceof DmpError)) throw error
    } finally {
      this.#parts.release()
    }
  }

  /** Before the first commit, in the register of the machine: an end that is not proper shows there. */
  #begin(): void {
    const {register, remembers, journalId, slot, clock} = this.#parts
    if (this.#isBegun || !remembers) return
    register.sessions.begin(journalId, slot, clock.now())
    this.#isBegun = true
  }

  #checkpoint(force: boolean): void {
    this.#parts.recorder.flush()
    const added = this.#checkpoints.add(force)
    if (added || !force) this.#isFresh = true
  }

  /** Tells the register of the machine how far the chains go, so that a cut or older file shows. */
  #remember(): void {
    if (!this.#isFresh || !this.#parts.remembers) return
    this.#isFresh = false
    this.#isUrgent = false
    this.#rememberedAt = this.#parts.clock.monotonic()
    const {check, journalId, register, slot, store} = this.#parts
    try {
      register.remember(journalId, currentHeads(store))
      // After the register: what is lost of the journal is known there first, and refused.
      const signed = this.#checkpoints.takeAdded()
      if (signed) keepCheckpoint(check.keyDir, journalId, signed, `${slot}.new`)
    } catch (error) {
      // The events are on disk: a register that lags only finds less.
      if (!(error instanceof DmpError)) throw error
    }
  }
}
