import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../ids/identifiers.ts'
import type {Oid} from '../ids/oid.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {Environment} from '../profile/profile.ts'
import type {Visibility} from '../visibility/visibility.ts'

/** State of one thing to send. Only `sending` may become `unknown`: nothing else has left. */
export type ItemState = 'planned' | 'sending' | 'accepted' | 'refused' | 'unknown' | 'deferred' | 'held'

/** What the registry holds of an accepted document, as far as our own acts tell. */
export type RegistryStatus = 'approved' | 'deprecated' | 'deleted'

/** A deletion is an item too: what a run, an undo or an HL7 message asks for is accounted for like a submission. */
export type ItemAction = 'submit' | 'replace' | 'delete'

/** Everything fixed before the first call (architecture §4); rebuilt bytes must match `sha1` and `size`. */
export interface PlannedItem {
  readonly id: string
  readonly action: ItemAction
  /** SHA-256 (hex) of the source file as given, and where it stood. */
  readonly sourceSha256: string
  readonly sourcePath: string
  readonly ins: Ins
  readonly ipp?: string
  readonly venue?: string
  /** The hospital's own number of the document. */
  readonly sourceId?: string
  readonly documentUniqueId: DocumentUniqueId
  readonly submissionSetUniqueId: SubmissionSetUniqueId
  readonly signatureUniqueId: Oid
  /** CDA setId (`root` or `root^extension`) and version. */
  readonly setId: string
  readonly versionNumber: number
  /** UTC AAAAMMJJhhmmss */
  readonly submissionTime: string
  /** Of the CDA as it will be sent. */
  readonly sha1: string
  readonly size: number
  readonly typeCode: string
  readonly visibility: Visibility
  /** Planned offline, the entryUuid is not known yet: it is looked up (TD3.1b) when the lot leaves. */
  readonly replaces?: {readonly uniqueId: DocumentUniqueId; readonly entryUuid?: EntryUuid}
  /** Bulk run that planned it; absent for a single submission. */
  readonly batchId?: string
  /** Profile whose certificates send it; absent: the profile of the journal's user. */
  readonly establishment?: string
  /** Not before, ms since 1970. */
  readonly sendAfter?: number
  /** Day on which a document hidden from the patient is due to be revealed, `YYYY-MM-DD`. */
  readonly revealDue?: string
  /** Unit (UF) and author, as holds name them. */
  readonly unit?: string
  readonly authorId?: string
  readonly title?: string
  /** Where the record was written: manifest and line, HL7 file and message, archive and member. */
  readonly origin?: {readonly file: string; readonly line?: number}
  /** Inputs of the builder, its version included; patient data inside, so encrypted at rest. */
  readonly frozen: Readonly<Record<string, unknown>>
}

export interface JournalItem extends PlannedItem {
  readonly state: ItemState
  /** Where a held item goes back to when its hold is lifted. */
  readonly heldFrom?: 'planned' | 'deferred' | 'unknown'
  readonly registryStatus?: RegistryStatus
  readonly entryUuid?: EntryUuid
  readonly attempts: number
  readonly plannedAt: number
  readonly sentAt?: number
  readonly settledAt?: number
  readonly deletedAt?: number
  /** Error code of the last failure, and when to look again. */
  readonly cause?: string
  readonly retryAt?: number
  /** Place in the order of planning, growing. */
  readonly n?: number
  /** Fencing token, on items that `claim` gave. */
  readonly claim?: string
}

export interface ItemChange {
  readonly id: string
  readonly to?: ItemState
  readonly registryStatus?: RegistryStatus
  readonly entryUuid?: EntryUuid
  readonly cause?: string | null
  readonly retryAt?: number | null
  /** `back`: the attempt counted with the intent never left, so it does not count. */
  readonly countAttempt?: boolean | 'back'
  /** Attempts counted when the caller read the item: another number means that somebody else dealt with it since. */
  readonly ifAttempts?: number
  /** Fencing token of the claim: the change is refused (DMP_ITEM_STATE) when the claim is no longer ours. */
  readonly claim?: string
}

/** `feed`: a backlog; `delete`: a list of deletions; `undo`: takes back what run `undoes` deposited. */
export type BatchKind = 'feed' | 'delete' | 'undo'

/** `planning`: its plan was begun and not finished; `submitted`: workers may take its items; `closed`: withdrawn. */
export type BatchState = 'planning' | 'planned' | 'submitted' | 'closed'

/** Every record read, in exactly one column: `read = ready + held + rejected + excluded`. */
export interface PlanAccount {
  readonly read: number
  readonly ready: number
  readonly held: number
  readonly rejected: number
  readonly excluded: number
}

export interface Batch {
  /** `AAAAMMJJ-xxxx` */
  readonly id: string
  readonly kind: BatchKind
  readonly state: BatchState
  /** Profile that planned it. */
  readonly establishment: string
  readonly createdAt: number
  readonly account?: PlanAccount
  /** Run that an undo takes back. */
  readonly undoes?: string
  /** Inputs, options, hashes of the mapping and of the rules; patient data may be inside, so encrypted at rest. */
  readonly facts: Readonly<Record<string, unknown>>
}

/** A new batch whole, or what changes of a known one (`facts` are merged). */
export type BatchChange = Batch | (Pick<Batch, 'id'> & Partial<Pick<Batch, 'state' | 'account' | 'facts'>>)

export type EventPhase = 'intent' | 'result' | 'event'
export type EventOutcome = 'success' | 'warning' | 'refused' | 'failure' | 'unknown'

/** One appended fact (trace fonctionnelle); see docs/traces.md for the fields of `data`. */
export interface JournalEvent {
  readonly phase: EventPhase
  readonly operation: string
  readonly intentId?: string
  readonly itemId?: string
  readonly outcome?: EventOutcome
  readonly occurredAt: number
  readonly endedAt?: number
  readonly patient?: Ins
  readonly batchId?: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface RecordedEvent extends JournalEvent {
  readonly id: string
  readonly writerId: string
  readonly seq: number
  readonly ts: number
  readonly prev: string
  readonly hash: string
  /** Version of the record's shape. */
  readonly v: number
  readonly environment: Environment
  /** `hmac-sha256:<hex>` of the patient under a key of this journal: groups without naming. */
  readonly patientRef?: string
}

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
}

export interface ItemQuery {
  readonly ids?: readonly string[]
  readonly states?: readonly ItemState[]
  readonly documentUniqueId?: DocumentUniqueId
  readonly submissionSetUniqueId?: SubmissionSetUniqueId
  readonly sourceSha256?: string
  readonly ins?: Ins
  readonly ipp?: string
  readonly venue?: string
  readonly sourceId?: string
  readonly setId?: string
  readonly batchId?: string
  /** Deletions are answered only when asked for: by default `submit` and `replace`. */
  readonly actions?: readonly ItemAction[]
  readonly causes?: readonly string[]
  readonly registryStatus?: readonly RegistryStatus[]
  readonly limit?: number
}

/** Items that may leave now, for one process; see `Journal.claim`. */
export interface ClaimQuery {
  readonly batchIds: readonly string[]
  /** Profiles this process can send for; absent: all. */
  readonly establishments?: readonly string[]
  readonly limit: number
  /** `sendAfter` and `retryAt` are compared with it, ms since 1970. */
  readonly now: number
  /** How long the claim holds without being renewed, by the clock of the store. */
  readonly leaseMs: number
}

export interface ItemCount {
  readonly action: ItemAction
  readonly state: ItemState
  readonly cause?: string
  readonly registryStatus?: RegistryStatus
  readonly count: number
}

/** What `batch status` shows, from indexes alone: a fraction of a second for a million items. */
export interface Overview {
  readonly counts: readonly ItemCount[]
  /** When the oldest item still to send was planned. */
  readonly oldestWaitingAt?: number
  readonly lastAcceptedAt?: number
  /** Earliest `retryAt` or `sendAfter` in the future among items still to send. */
  readonly nextDueAt?: number
  /** Accepted since `since` (see `overview`), for the rate. */
  readonly acceptedSince: number
}

/** `wrong_patient`: a document sent to the wrong patient, by uniqueId; its bytes and its number do not go to that INS again. */
export const holdKinds = [
  'source_id',
  'ipp',
  'ins',
  'document_id',
  'file_sha256',
  'unit',
  'author',
  'wrong_patient',
] as const
export type HoldKind = (typeof holdKinds)[number]

export interface Hold {
  readonly kind: HoldKind
  readonly value: string
  readonly reason: string
  readonly by: string
  readonly until?: number
  readonly createdAt: number
}

export interface EventQuery {
  readonly itemId?: string
  readonly operation?: string
  readonly phase?: EventPhase
  readonly intentId?: string
  readonly batchId?: string
  readonly ins?: Ins
  /** Bounds of `occurredAt`, first included, last excluded. */
  readonly since?: number
  readonly until?: number
}

/**
 * What a check can find. `file`: the database itself; `chain`: an event altered, removed or out of order;
 * `head`: the end of a chain is not the one written; `checkpoint`: a signed checkpoint does not hold;
 * `item`, `hold`, `batch`: a row differs from what the events say; `counter`: the OID counter was altered;
 * `tail`: events known to the register of this machine are missing (cut, or an older copy put back).
 */
export type JournalFaultKind =
  | 'file'
  | 'chain'
  | 'head'
  | 'checkpoint'
  | 'item'
  | 'hold'
  | 'batch'
  | 'counter'
  | 'tail'

export interface JournalFault {
  readonly kind: JournalFaultKind
  readonly writerId?: string
  readonly seq?: number
  readonly itemId?: string
  /** Technical words, never patient data. */
  readonly note?: string
}

export interface JournalHealth {
  readonly events: number
  readonly items: Readonly<Record<ItemState, number>>
  /** Empty when every chain holds. */
  readonly faults: readonly string[]
  /** The same faults, structured; message keys `journal.fault.<kind>`. */
  readonly findings: readonly JournalFault[]
  /** False when the key was not found: chains and states were checked, signatures were not. */
  readonly signaturesChecked: boolean
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
  hold(holds: readonly Hold[]): Promise<void>
  holds(): Promise<readonly Hold[]>
  liftHold(kind: HoldKind, value: string): Promise<boolean>
  events(query: EventQuery): AsyncIterable<RecordedEvent>
  health(): Promise<JournalHealth>
  /** A consistent copy (0600) while others go on writing; the key file is not part of it. @throws DmpError DMP_FILE_EXISTS */
  backup(path: string): Promise<void>
  /**
   * New keys: items, holds and look-ups are sealed again under them, events stay under the key they were chained with
   * (its id is written in each). An interrupted rotation is finished by the next one.
   * @throws DmpError DMP_JOURNAL_LOCKED beside other writers
   */
  rotateKeys(): Promise<{readonly keyId: string; readonly resealed: number}>
  close(): Promise<void>
}
