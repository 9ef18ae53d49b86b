import type {ItemAction, ItemState, RegistryStatus} from './journal-items.ts'

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
  /** How many items the caller has under way together: so many records may be put on disk together. */
  readonly atOnce?: number
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
  /** The latest of them: nothing ends before. */
  readonly lastDueAt?: number
  /** Something may leave now, claimed by somebody or not. */
  readonly dueNow?: boolean
  /** Accepted since `since` (see `overview`), for the rate. */
  readonly acceptedSince: number
}
