import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../ids/identifiers.ts'
import type {Oid} from '../ids/oid.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {Environment} from '../profile/profile.ts'
import type {Visibility} from '../visibility/visibility.ts'

/** State of one thing to send. Only `sending` may become `unknown`: nothing else has left. */
export type ItemState = 'planned' | 'sending' | 'accepted' | 'refused' | 'unknown' | 'deferred' | 'held'

/** What the registry holds of an accepted document, as far as our own acts tell. */
export type RegistryStatus = 'approved' | 'deprecated' | 'deleted'

export type ItemAction = 'submit' | 'replace'

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
  readonly replaces?: {readonly uniqueId: DocumentUniqueId; readonly entryUuid: EntryUuid}
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
}

export interface ItemChange {
  readonly id: string
  readonly to?: ItemState
  readonly registryStatus?: RegistryStatus
  readonly entryUuid?: EntryUuid
  readonly cause?: string | null
  readonly retryAt?: number | null
  readonly countAttempt?: boolean
  /** Attempts counted when the caller read the item: another number means that somebody else dealt with it since. */
  readonly ifAttempts?: number
}

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
  readonly limit?: number
}

/** `wrong_patient`: a document sent to the wrong patient, by uniqueId; its bytes and its number do not go to that INS again. */
export type HoldKind =
  | 'source_id'
  | 'ipp'
  | 'ins'
  | 'document_id'
  | 'file_sha256'
  | 'unit'
  | 'author'
  | 'wrong_patient'

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
  readonly ins?: Ins
  /** Bounds of `occurredAt`, first included, last excluded. */
  readonly since?: number
  readonly until?: number
}

/**
 * What a check can find. `file`: the database itself; `chain`: an event altered, removed or out of order;
 * `head`: the end of a chain is not the one written; `checkpoint`: a signed checkpoint does not hold;
 * `item`, `hold`: a row differs from what the events say; `counter`: the OID counter was altered;
 * `tail`: events known to the register of this machine are missing (cut, or an older copy put back).
 */
export type JournalFaultKind = 'file' | 'chain' | 'head' | 'checkpoint' | 'item' | 'hold' | 'counter' | 'tail'

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
  hold(holds: readonly Hold[]): Promise<void>
  holds(): Promise<readonly Hold[]>
  liftHold(kind: HoldKind, value: string): Promise<boolean>
  events(query: EventQuery): AsyncIterable<RecordedEvent>
  health(): Promise<JournalHealth>
  /** A consistent copy (0600) while others go on writing; the key file is not part of it. @throws DmpError DMP_FILE_EXISTS */
  backup(path: string): Promise<void>
  close(): Promise<void>
}
