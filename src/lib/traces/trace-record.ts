/**
 * The trace as it is shown and exported: one event of the journal, opened. All exports are views of this one shape; its
 * fields are those of docs/traces.md, under the same names. Instants are ISO 8601 in UTC with milliseconds.
 *
 * The patient is a pseudonym (`ref`) unless the caller asked for the INS.
 */
import type {EventOutcome, EventPhase} from '../ports/journal.ts'
import type {Environment} from '../profile/profile.ts'
import type {
  ActorTrace,
  AssertionTrace,
  AuthTrace,
  BatchTrace,
  DocumentTrace,
  QueryTrace,
  RepositoryTrace,
  StatusTrace,
  SubmissionSetTrace,
  TransactionTrace,
} from './trace-fields.ts'

export interface TraceRecord {
  readonly v: number
  /** Id of the journal it stands in, and its place there: chain of a writer, number in it. */
  readonly journal: string
  /** Its place among all events of that journal: the order of reading, perhaps with gaps. */
  readonly n: number
  readonly writerId: string
  readonly seq: number
  readonly id: string
  readonly phase: EventPhase
  readonly intentId?: string
  readonly itemId?: string
  readonly ts: string
  readonly occurredAt: string
  readonly endedAt?: string
  readonly operation: string
  readonly transaction?: TransactionTrace
  readonly environment: Environment
  readonly actor?: ActorTrace
  readonly auth?: AuthTrace
  readonly assertion?: AssertionTrace
  readonly repository?: RepositoryTrace
  readonly patient?: {readonly ref: string; readonly ins?: string; readonly insOid?: string}
  readonly documents?: readonly DocumentTrace[]
  readonly submissionSet?: SubmissionSetTrace
  readonly query?: QueryTrace
  readonly outcome?: EventOutcome
  readonly status?: StatusTrace
  readonly cause?: string
  readonly attempt?: number
  readonly retryOf?: string
  readonly durationMs?: number
  readonly bytesSent?: number
  readonly bytesReceived?: number
  readonly batch?: BatchTrace
  readonly reason?: string
  /** Fields of single acts (plan, hold, certificate…) that are none of the above. */
  readonly more?: Readonly<Record<string, unknown>>
  /** Link of the journal's own chain; it covers the stored (encrypted) form. */
  readonly prev: string
  readonly hash: string
}
