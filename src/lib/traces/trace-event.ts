/**
 * The trace (trace fonctionnelle) of one action: who did what to which document, when, with which
 * certificate and assertion, and how it ended. Fields: docs/traces.md. Asked for by EX_AIR-070 and -090
 * (user and structure of every assertion and call) and article R.1111-43 of the Code de la santé publique.
 *
 * The builder copies the fields it knows and nothing else: a homologation number, a password, the body of a
 * CDA or a SOAP envelope has no place to go. Error texts of the other side are passed through a redaction,
 * because they may echo an INS or a name.
 *
 * It does not number, date, chain or encrypt: the journal does. It makes no ATNA or FHIR: exports do.
 */
import type {Ins, StrictTraits} from '../ins/patient-identity.ts'
import type {EventOutcome, EventPhase, JournalEvent} from '../ports/journal.ts'
import {pick} from './pick.ts'
import {redactText} from './redaction.ts'
import {
  ACTOR_FIELDS,
  type ActorTrace,
  ASSERTION_FIELDS,
  type AssertionTrace,
  AUTH_FIELDS,
  type AuthTrace,
  BATCH_FIELDS,
  type BatchTrace,
  DOCUMENT_FIELDS,
  type DocumentTrace,
  QUERY_FIELDS,
  type QueryTrace,
  REPOSITORY_FIELDS,
  type RepositoryTrace,
  SET_FIELDS,
  type StatusTrace,
  type SubmissionSetTrace,
  TRANSACTION_FIELDS,
  type TransactionTrace,
} from './trace-fields.ts'

/** Version of the shape of a record. */
export const TRACE_VERSION = 1

export interface TraceInput {
  readonly phase: EventPhase
  readonly operation: TraceOperation
  readonly occurredAt: number
  readonly endedAt?: number
  /** On a result: the id of its intent. */
  readonly intentId?: string
  readonly itemId?: string
  readonly outcome?: EventOutcome
  readonly patient?: Ins
  /** Known traits, used only to blank them out of error texts; never stored. */
  readonly traits?: StrictTraits
  readonly transaction?: TransactionTrace
  readonly actor?: ActorTrace
  readonly auth?: AuthTrace
  readonly assertion?: AssertionTrace
  readonly repository?: RepositoryTrace
  readonly documents?: readonly DocumentTrace[]
  readonly submissionSet?: SubmissionSetTrace
  readonly status?: StatusTrace
  /** What was asked, without any value of it. */
  readonly query?: QueryTrace
  /** Error code of this program. */
  readonly cause?: string
  /** On the intent of a lot: its signature document, packed (`evidence/kept-signature.ts`); exports leave it out. */
  readonly lotSignature?: string
  readonly attempt?: number
  readonly retryOf?: string
  readonly durationMs?: number
  readonly bytesSent?: number
  readonly bytesReceived?: number
  readonly batch?: BatchTrace
  /** Typed by the operator for a deletion or an override. */
  readonly reason?: string
}

/** What was done; the audit codes of each are in docs/traces.md. */
export type TraceOperation =
  | 'submit'
  | 'replace'
  | 'delete'
  | 'search'
  | 'dmp-exists'
  | 'ins-search'
  | 'param-lps'
  | 'plan'
  | 'hold'
  | 'lift-hold'
  | 'recover'
  | 'tls-failure'
  | 'cert-inspect'
  | 'workstation-check'
  | 'trace-export'
  | 'trace-read'

/** The event to record. Absent beats empty: a field without value is not there. */
export function traceEvent(input: TraceInput): JournalEvent {
  const event = pick(input, [
    'phase',
    'operation',
    'intentId',
    'itemId',
    'outcome',
    'occurredAt',
    'endedAt',
    'patient',
  ])
  return {...event, data: traceData(input)} as JournalEvent
}

function traceData(input: TraceInput): Record<string, unknown> {
  const {actor, status} = input
  return pick(
    {
      transaction: input.transaction && pick(input.transaction, TRANSACTION_FIELDS),
      actor: actor && traceActor(actor),
      auth: input.auth && pick(input.auth, AUTH_FIELDS),
      assertion: input.assertion && pick(input.assertion, ASSERTION_FIELDS),
      repository: input.repository && pick(input.repository, REPOSITORY_FIELDS),
      documents: input.documents?.map((document) => pick(document, DOCUMENT_FIELDS)),
      submissionSet: input.submissionSet && pick(input.submissionSet, SET_FIELDS),
      query: input.query && pick(input.query, QUERY_FIELDS),
      status: status && traceStatus(status, input),
      batch: input.batch && pick(input.batch, BATCH_FIELDS),
      cause: input.cause,
      lotSignature: input.lotSignature,
      attempt: input.attempt,
      retryOf: input.retryOf,
      durationMs: input.durationMs,
      bytesSent: input.bytesSent,
      bytesReceived: input.bytesReceived,
      reason: input.reason,
    },
    'all',
  )
}

function traceActor(actor: ActorTrace): object {
  return pick(
    {
      user: actor.user && pick(actor.user, ACTOR_FIELDS.user),
      org: actor.org && pick(actor.org, ACTOR_FIELDS.org),
      site: actor.site && pick(actor.site, ACTOR_FIELDS.org),
      os: actor.os && pick(actor.os, ACTOR_FIELDS.os),
      software: actor.software && pick(actor.software, ACTOR_FIELDS.software),
    },
    'all',
  )
}

function traceStatus(status: StatusTrace, about: TraceInput): object {
  const masked = (text: string) => redactText(text, about.patient, about.traits)
  const errors = status.errors?.map((error) =>
    pick(
      {
        ...pick(error, ['code', 'severity', 'location']),
        context: error.context === undefined ? undefined : masked(error.context),
      },
      'all',
    ),
  )
  return pick({...pick(status, ['http', 'registryStatus', 'faultCode']), errors}, 'all')
}
