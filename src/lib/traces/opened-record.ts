/**
 * An event of the journal as a trace (`TraceRecord`): fields of `data` at their places, instants in words, whatever is
 * no common field under `more`. A result says again what its intent said (who, with which certificate, to which
 * document): journals keep these with the intent alone.
 *
 * The patient is a pseudonym unless the INS is asked for, and no text of `more` or `reason` keeps what looks like an INS.
 */
import {hideMatriculesWithin} from '../ins/hide-matricules.ts'
import type {RecordedEvent} from '../ports/journal.ts'
import {pick} from './pick.ts'
import type {TraceRecord} from './trace-record.ts'

export interface OpenedWish {
  /** Id of the journal the event stands in. */
  readonly journalId: string
  /** With the INS beside the pseudonym. */
  readonly unmask: boolean
  /** On a result: its intent, where it is at hand. */
  readonly intent?: TraceRecord | undefined
}

const COMMON = [
  'transaction',
  'actor',
  'auth',
  'assertion',
  'repository',
  'documents',
  'submissionSet',
  'query',
  'status',
  'cause',
  'attempt',
  'retryOf',
  'durationMs',
  'bytesSent',
  'bytesReceived',
  'batch',
  'reason',
] as const satisfies readonly (keyof TraceRecord)[]
const OWN: ReadonlySet<string> = new Set(COMMON)

/** What a result takes over from its intent where it does not say it itself. */
const OF_THE_INTENT = [
  'itemId',
  'transaction',
  'actor',
  'auth',
  'assertion',
  'repository',
  'patient',
  'documents',
  'submissionSet',
  'query',
  'attempt',
  'retryOf',
  'batch',
  'reason',
] as const satisfies readonly (keyof TraceRecord)[]

/** Lists that the journal keeps for itself (records of a plan, files seen, answers of the registry): their length tells. */
const COUNTED: ReadonlySet<string> = new Set(['rows', 'files', 'seen'])
/** Whole files, named beside by their hash. */
const LEFT_OUT: ReadonlySet<string> = new Set(['rules'])
/** Kinds of hold whose value names a patient. */
const OF_A_PATIENT: ReadonlySet<unknown> = new Set(['ins', 'wrong_patient'])

export function openedRecord(event: RecordedEvent, {journalId, unmask, intent}: OpenedWish): TraceRecord {
  const {data} = event
  const before = event.phase === 'result' ? intent : undefined
  const record = {
    v: event.v,
    journal: journalId,
    n: event.n,
    writerId: event.writerId,
    seq: event.seq,
    id: event.id,
    phase: event.phase,
    intentId: event.intentId,
    itemId: event.itemId,
    ts: iso(event.ts),
    occurredAt: iso(event.occurredAt),
    endedAt: event.endedAt === undefined ? undefined : iso(event.endedAt),
    operation: event.operation,
    environment: event.environment,
    patient: patientOf(event, unmask),
    outcome: event.outcome,
    ...pick(data, COMMON as unknown as (keyof typeof data)[]),
    ...(event.batchId === undefined ? {} : {batch: {id: event.batchId, ...asObject(data['batch'])}}),
    ...(typeof data['reason'] === 'string' ? {reason: hideMatriculesWithin(data['reason'])} : {}),
    more: moreOf(data),
    prev: event.prev,
    hash: event.hash,
  }
  const inherited = before ? pick(before, [...OF_THE_INTENT]) : {}
  return {...inherited, ...pick(record, 'all')} as unknown as TraceRecord
}

function patientOf({patientRef, patient}: RecordedEvent, unmask: boolean): TraceRecord['patient'] {
  if (patientRef === undefined) return undefined
  if (!unmask || !patient) return {ref: patientRef}
  return {ref: patientRef, ins: patient.matricule, insOid: patient.oid}
}

function moreOf(data: RecordedEvent['data']): TraceRecord['more'] {
  const more: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(withoutPatient(data)))
    if (!OWN.has(name) && !LEFT_OUT.has(name) && value !== undefined)
      more[name] = COUNTED.has(name) && Array.isArray(value) ? value.length : hideMatriculesWithin(value)
  for (const _name in more) return more
  return undefined
}

function withoutPatient(data: RecordedEvent['data']): RecordedEvent['data'] {
  const {holds} = data
  if (Array.isArray(holds)) return {...data, holds: holds.map((hold) => withoutValue(asObject(hold)))}
  return withoutValue(data)
}

function withoutValue<T extends object>(held: T): T {
  const {kind, value: _value, ...rest} = held as {kind?: unknown; value?: unknown}
  return OF_A_PATIENT.has(kind) ? ({kind, ...rest} as T) : held
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const iso = (ms: number): string => new Date(ms).toISOString()
