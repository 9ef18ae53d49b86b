/**
 * An event of the journal as a trace (`TraceRecord`): fields of `data` at their places, instants in words, whatever is
 * no common field under `more`. A result says again what its intent said (who, with which certificate, to which
 * document): journals keep these with the intent alone.
 *
 * The patient is a pseudonym unless the INS is asked for, and no text of `more` or `reason` keeps what looks like an INS.
 */
import {hideMatriculesWithin} from '../ins/hide-matricules.ts'
import type {RecordedEvent} from '../ports/journal.ts'
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
/** Whole files, named beside by their hash; the signature of a lot, which `document proof export` gives. */
const LEFT_OUT: ReadonlySet<string> = new Set(['rules', 'lotSignature'])
/** Kinds of hold whose value names a patient. */
const OF_A_PATIENT: ReadonlySet<unknown> = new Set(['ins', 'wrong_patient'])

export function openedRecord(event: RecordedEvent, {journalId, unmask, intent}: OpenedWish): TraceRecord {
  const {data} = event
  const before = event.phase === 'result' ? intent : undefined
  const record: Record<string, unknown> = {}
  if (before) for (const name of OF_THE_INTENT) put(record, name, before[name])
  for (const name of COMMON) put(record, name, data[name])
  put(record, 'v', event.v)
  put(record, 'journal', journalId)
  put(record, 'n', event.n)
  put(record, 'writerId', event.writerId)
  put(record, 'seq', event.seq)
  put(record, 'id', event.id)
  put(record, 'phase', event.phase)
  put(record, 'intentId', event.intentId)
  put(record, 'itemId', event.itemId)
  put(record, 'ts', iso(event.ts))
  put(record, 'occurredAt', iso(event.occurredAt))
  if (event.endedAt !== undefined) put(record, 'endedAt', iso(event.endedAt))
  put(record, 'operation', event.operation)
  put(record, 'environment', event.environment)
  put(record, 'patient', patientOf(event, unmask))
  put(record, 'outcome', event.outcome)
  if (event.batchId !== undefined) put(record, 'batch', {id: event.batchId, ...asObject(data['batch'])})
  if (typeof data['reason'] === 'string') put(record, 'reason', hideMatriculesWithin(data['reason']))
  put(record, 'more', moreOf(data))
  put(record, 'prev', event.prev)
  put(record, 'hash', event.hash)
  return record as unknown as TraceRecord
}

/** Absent beats empty. */
function put(record: Record<string, unknown>, name: keyof TraceRecord, value: unknown): void {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return
  record[name] = value
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
  const {holds, series} = data
  // A hash of a number of fifteen digits is no pseudonym.
  if (series !== undefined) {
    const {identities: _identities, ...step} = asObject(series) as {identities?: unknown}
    return {...data, series: step}
  }
  if (Array.isArray(holds)) return {...data, holds: holds.map((hold) => withoutValue(asObject(hold)))}
  return withoutValue(data)
}

function withoutValue<T extends object>(held: T): T {
  if (!OF_A_PATIENT.has((held as {kind?: unknown}).kind)) return held
  const {value: _value, ...rest} = held as {value?: unknown}
  return rest as T
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const DAY = 86_400_000
let lastDay = {number: Number.NaN, text: ''}

/** As `Date` writes it, the day once for all events of that day: a journal is read a million times an event. */
function iso(ms: number): string {
  const number = Math.floor(ms / DAY)
  if (number !== lastDay.number) lastDay = {number, text: new Date(number * DAY).toISOString().slice(0, 11)}
  const left = ms - number * DAY
  const seconds = Math.floor(left / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${lastDay.text}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${String(Math.floor(left) % 1000).padStart(3, '0')}Z`
}

const TWO = Array.from({length: 60}, (_, value) => String(value).padStart(2, '0'))
const two = (value: number): string => TWO[value] ?? String(value)
