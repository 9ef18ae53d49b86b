import type {Oid} from '../ids/oid.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'
import type {Batch, BatchChange, ClaimQuery, Overview} from './journal-batches.ts'
import type {EventQuery, JournalEvent, RecordedEvent} from './journal-events.ts'
import type {JournalHealth, JournalPlace} from './journal-health.ts'
import type {Hold, HoldKind} from './journal-holds.ts'
import type {ItemChange, ItemQuery, JournalItem, PlannedItem} from './journal-items.ts'

export type * from './journal-batches.ts'
export type * from './journal-events.ts'
export type * from './journal-health.ts'
export * from './journal-holds.ts'
export type * from './journal-items.ts'

export interface JournalEntry {
  readonly event: JournalEvent
  readonly changes?: readonly ItemChange[]
  /**
   * Refused when a live item has the same bytes (DMP_ALREADY_SENT for the same patient and replaced version,
   * DMP_SAME_BYTES_OTHER_PATIENT), in the transaction that plans: the same bytes, the same patient, once.
   */
  readonly planned?: readonly PlannedItem[]
  readonly batch?: BatchChange
  /** Plan once more what was already sent; never beside an open item of the same bytes. */
  readonly again?: boolean
  /** Of a journal in a file: brought over from one that was put aside, and kept whatever else has the same bytes. */
  readonly restored?: boolean
}

/**
 * The one store: durable outbox and trace. Every method that writes returns after its transaction is on disk.
 * @throws DmpError DMP_JOURNAL_*
 */
export interface Journal {
  /** Fresh OIDs `<root>.<arc of this journal>.<n>` or `2.25.<UUID>`, never given twice (EX_GEN-1350, EX_2.1-1130). */
  allot(count: number): Promise<readonly Oid[]>
  /** Appends events and applies their changes in one transaction; answers the ids of the events, in order. */
  record(entries: readonly JournalEntry[]): Promise<readonly string[]>
  items(query: ItemQuery): Promise<readonly JournalItem[]>
  /** The same, a page at a time, in the order of planning or newest first; items may change meanwhile. */
  eachItem(query: ItemQuery, order?: 'planned' | 'newest'): AsyncIterable<JournalItem>
  /**
   * Takes items in `planned`, `deferred` or `unknown` that are due, for this process alone, from batches in `submitted`:
   * at most one of a patient at a time; those put off whose time has come (unknown ones too) before the rest, then the
   * first planned first, whatever the kind of batch (an undo is planned newest first). Held until accepted, refused or
   * held, until `release`d, or until the lease ends; `unknown` and `deferred` keep the claim.
   * A `deferred` item without `retryAt` is not due: it was tried often enough and waits for the operator's word.
   */
  claim(query: ClaimQuery): Promise<readonly JournalItem[]>
  /** Keeps claims for another lease; answers the ids still ours. */
  renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]>
  /** Gives claims back. Of items that another process owns now nothing is said. */
  release(ids: readonly string[]): Promise<void>
  overview(query: {
    readonly batchId?: string
    readonly now: number
    readonly since: number
  }): Promise<Overview>
  batches(ids?: readonly string[]): Promise<readonly Batch[]>
  /** Kinds of which there is a hold at all: most sends then need no look-up. */
  heldKinds(): Promise<ReadonlySet<HoldKind>>
  /** Holds in force or not that name one of these, by keyed look-up: no need to read them all before each send. */
  holdsOn(names: readonly Pick<Hold, 'kind' | 'value'>[]): Promise<readonly Hold[]>
  /** `by`: who acts, for the trace; here and below. */
  hold(holds: readonly Hold[], by?: ActorTrace): Promise<void>
  /** Those that concern this establishment; `everybody`: of a shared journal also those of the others. */
  holds(everybody?: boolean): Promise<readonly Hold[]>
  liftHold(kind: HoldKind, value: string, by?: ActorTrace): Promise<boolean>
  events(query: EventQuery): AsyncIterable<RecordedEvent>
  /** After a plan was written: what keeps look-ups quick over very many items. Comfort alone: it never fails. */
  tidy?(): Promise<void>
  health(): Promise<JournalHealth>
  /** Of a journal in a file. */
  place?(): Promise<JournalPlace>
  /** A consistent copy (0600) while others go on writing; the key file is not part of it. @throws DmpError DMP_FILE_EXISTS */
  backup(path: string): Promise<void>
  /**
   * New keys: items, holds and look-ups are sealed again under them, events stay under the key they were chained with
   * (its id is written in each). An interrupted rotation is finished by the next one.
   * @throws DmpError DMP_JOURNAL_LOCKED beside other writers
   */
  rotateKeys(by?: ActorTrace): Promise<{readonly keyId: string; readonly resealed: number}>
  close(): Promise<void>
}
