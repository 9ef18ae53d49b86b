import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../ids/identifiers.ts'
import type {Oid} from '../ids/oid.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {Visibility} from '../visibility/visibility.ts'

/** State of one thing to send. Only `sending` may become `unknown`: nothing else has left. */
export type ItemState = 'planned' | 'sending' | 'accepted' | 'refused' | 'unknown' | 'deferred' | 'held'

/** What the registry holds of an accepted document, as far as our own acts tell. */
export type RegistryStatus = 'approved' | 'deprecated' | 'deleted'

/** A deletion is an item too: what a run, an undo or an HL7 message asks for is accounted for like a submission. */
export type ItemAction = 'submit' | 'replace' | 'delete'

/** Everything fixed before the first call; rebuilt bytes must match `sha1` and `size`. */
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
