import type {Ins} from '../ins/patient-identity.ts'
import type {Environment} from '../profile/profile.ts'

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
  /** Its place among all events of the journal, in the order of writing; growing, perhaps with gaps. */
  readonly n: number
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

/** Number of the last event (`seq`) of each writer, by its id. */
export type ChainEnds = Readonly<Record<string, number>>

export interface EventQuery {
  readonly id?: string
  /** Only what was written beyond these ends of the writers' chains. */
  readonly beyond?: ChainEnds
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
