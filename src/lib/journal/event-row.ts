import type {Ins} from '../ins/patient-identity.ts'
import type {ItemChange, JournalEvent, RecordedEvent} from '../ports/journal.ts'
import {canonicalHash} from '../traces/hash-chain.ts'
import {TRACE_VERSION} from '../traces/trace-event.ts'
import type {Sealing} from './sealing.ts'
import type {Row} from './store.ts'

/** What an event did to the rest of the journal, readable without a key so that a check can replay it. */
export interface Effects {
  readonly planned?: readonly {readonly id: string; readonly digest: string}[]
  readonly changes?: readonly ItemChange[]
  readonly batch?: {readonly id: string; readonly digest: string}
  readonly held?: readonly {readonly kind: string; readonly value: string; readonly digest: string}[]
  readonly lifted?: {readonly kind: string; readonly value: string}
  /** Rows of holds under an older key, gone before those of `held` came. */
  readonly dropped?: readonly {readonly kind: string; readonly value: string}[]
  /** Rows sealed again under another key, with nothing else of them changed. */
  readonly resealed?: {
    readonly items?: readonly {readonly id: string; readonly digest: string}[]
    readonly batches?: readonly {readonly id: string; readonly digest: string}[]
  }
  /** The process that was sending is dead; this writer settles its items. */
  readonly takeover?: true
}

/** An event as stored: the object whose canonical JSON is hashed, column by column, absent where NULL. */
export interface EventRecord {
  readonly n: number
  readonly id: string
  readonly writer: string
  readonly seq: number
  readonly v: number
  readonly ts: number
  readonly phase: JournalEvent['phase']
  readonly operation: string
  readonly intent_id?: string
  readonly batch_id?: string
  readonly item_id?: string
  readonly outcome?: NonNullable<JournalEvent['outcome']>
  readonly occurred_at: number
  readonly ended_at?: number
  readonly environment: RecordedEvent['environment']
  readonly patient?: string
  readonly sealed: string
  /** JSON of {@link Effects}. */
  readonly effects?: string
  readonly prev: string
  readonly hash: string
}

export const EVENT_COLUMNS = [
  'n',
  'id',
  'writer',
  'seq',
  'v',
  'ts',
  'phase',
  'operation',
  'intent_id',
  'item_id',
  'batch_id',
  'outcome',
  'occurred_at',
  'ended_at',
  'environment',
  'patient',
  'sealed',
  'effects',
  'prev',
  'hash',
] as const satisfies readonly (keyof EventRecord)[]

const SORTED_COLUMNS = [...EVENT_COLUMNS].filter((column) => column !== 'hash').sort()

/** The hash of a record: columns are plain values, so that their JSON in the order of their names is canonical. */
export function hashOf(content: Partial<Record<keyof EventRecord, string | number | undefined>>): string {
  const sorted: Partial<Record<keyof EventRecord, string | number | undefined>> = {}
  for (const column of SORTED_COLUMNS) sorted[column] = content[column]
  return canonicalHash(String(content.prev), JSON.stringify(sorted))
}

export function eventRecord(row: Row): EventRecord {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null),
  ) as unknown as EventRecord
}

export function effectsOf(record: Pick<EventRecord, 'effects'>): Effects {
  return record.effects === undefined ? {} : (JSON.parse(record.effects) as Effects)
}

/** Where an event stands in its chain, and what of it is not the caller's to say. */
export interface EventPlace {
  readonly n: number
  readonly id: string
  readonly writer: string
  readonly seq: number
  readonly ts: number
  readonly environment: EventRecord['environment']
  readonly prev: string
  /** JSON of {@link Effects}; absent without any. */
  readonly effects?: string | undefined
}

/** The content that is hashed: every column but the hash, undefined where NULL. */
export function eventContent(event: JournalEvent, {effects, prev, ...place}: EventPlace, sealing: Sealing) {
  return {
    ...place,
    v: TRACE_VERSION,
    phase: event.phase,
    operation: event.operation,
    intent_id: event.intentId,
    item_id: event.itemId,
    batch_id: event.batchId,
    outcome: event.outcome,
    occurred_at: Math.round(event.occurredAt),
    ended_at: event.endedAt === undefined ? undefined : Math.round(event.endedAt),
    patient: event.patient && sealing.blindPatient(event.patient),
    sealed: sealEvent(sealing, place.id, event),
    effects,
    prev,
  }
}

/** What is sealed of an event: the patient and the data. */
function sealEvent(sealing: Sealing, id: string, event: JournalEvent): string {
  return sealing.seal(`event:${id}`, {patient: event.patient, data: event.data})
}

/** The event as a caller sees it, opened. */
export function recordedEvent(record: EventRecord, sealing: Sealing): RecordedEvent {
  const opened = sealing.open(`event:${record.id}`, record.sealed) as {
    patient?: Ins
    data: Record<string, unknown>
  }
  return {
    id: record.id,
    n: record.n,
    v: record.v,
    writerId: record.writer,
    seq: record.seq,
    ts: record.ts,
    phase: record.phase,
    operation: record.operation,
    environment: record.environment,
    occurredAt: record.occurred_at,
    data: opened.data,
    prev: record.prev,
    hash: record.hash,
    ...(record.intent_id === undefined ? {} : {intentId: record.intent_id}),
    ...(record.item_id === undefined ? {} : {itemId: record.item_id}),
    ...(record.batch_id === undefined ? {} : {batchId: record.batch_id}),
    ...(record.outcome === undefined ? {} : {outcome: record.outcome}),
    ...(record.ended_at === undefined ? {} : {endedAt: record.ended_at}),
    ...(opened.patient === undefined ? {} : {patient: opened.patient}),
    ...(record.patient === undefined ? {} : {patientRef: `hmac-sha256:${record.patient}`}),
  }
}
