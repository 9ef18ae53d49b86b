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

/** What a result takes over from its intent where it does not say it itself. */
const OF_THE_INTENT = [
  'itemId',
  'transaction',
  'actor',
  'auth',
  'assertion',
  'patient',
  'documents',
  'submissionSet',
  'query',
  'attempt',
  'retryOf',
  'batch',
  'reason',
] as const satisfies readonly (keyof TraceRecord)[]

/** Lists that the journal keeps for itself (records of a plan, files seen): their length alone is a trace. */
const INNER_LISTS: ReadonlySet<string> = new Set(['rows', 'files'])

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
  const names = Object.keys(data).filter((name) => !(COMMON as readonly string[]).includes(name))
  if (names.length === 0) return undefined
  return Object.fromEntries(
    names.map((name) => {
      const value = data[name]
      return [
        name,
        INNER_LISTS.has(name) && Array.isArray(value) ? value.length : hideMatriculesWithin(value),
      ]
    }),
  )
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const iso = (ms: number): string => new Date(ms).toISOString()
