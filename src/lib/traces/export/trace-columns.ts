/**
 * A trace as one row of a table: which columns, under which names, of which kind. One row is one trace; values of a lot
 * of several documents stand side by side in one cell, in the order of the lot. Names of machines are those of the record
 * in snake case; those for people are texts (`trace.column.<name>`). Times for people are those of France, to the second;
 * a column of its own keeps the instant in UTC to the millisecond.
 *
 * Identifiers are texts whatever they look like: a FINESS keeps its zeros, an INS its fifteen digits.
 */
import {parisOffsetMinutes} from '../../civil-time/paris.ts'
import type {CivilCell} from '../../ports/sheet-output.ts'
import type {OrganisationTrace} from '../trace-fields.ts'
import type {TraceRecord} from '../trace-record.ts'

export type TraceCell = string | number | CivilCell | undefined

export interface TraceColumn {
  readonly name: string
  readonly kind: 'text' | 'number' | 'datetime'
  readonly value: (record: TraceRecord) => TraceCell
  /** For people alone: a machine reads the instant in UTC. */
  readonly civil?: true
}

const MINUTE = 60_000
const SECOND = 1000
const BETWEEN = ' | '

/** The wall clock of France at an instant, to the second. */
export function civilOf(iso: string | undefined): CivilCell | undefined {
  if (iso === undefined) return undefined
  const instant = Date.parse(iso)
  const civil = instant + parisOffsetMinutes(instant) * MINUTE
  return {civil: Math.floor(civil / SECOND) * SECOND}
}

/** `AAAA-MM-JJ hh:mm:ss` */
export function civilText({civil}: CivilCell): string {
  return new Date(civil).toISOString().slice(0, 19).replace('T', ' ')
}

const text = (name: string, value: TraceColumn['value']): TraceColumn => ({name, kind: 'text', value})
const number = (name: string, value: TraceColumn['value']): TraceColumn => ({name, kind: 'number', value})
const time = (name: string, value: (record: TraceRecord) => string | undefined): TraceColumn => ({
  name,
  kind: 'datetime',
  value: (record) => civilOf(value(record)),
  civil: true,
})

function joined(values: readonly (string | undefined)[] | undefined): string | undefined {
  if (values === undefined || values.length < 2) return values?.[0]
  return values.some((value) => value !== undefined)
    ? values.map((value) => value ?? '').join(BETWEEN)
    : undefined
}

type Documents = NonNullable<TraceRecord['documents']>
const ofDocuments = (value: (document: Documents[number]) => string | undefined) => (record: TraceRecord) =>
  joined(record.documents?.map(value))

const finess =
  (level: OrganisationTrace['level']) =>
  ({actor}: TraceRecord): string | undefined =>
    [actor?.org, actor?.site].find((one) => one?.level === level)?.finess

/** Sum of their sizes: a number that a sheet can add up. */
function sizeOf({documents}: TraceRecord): number | undefined {
  const sizes = (documents ?? []).flatMap(({size}) => (size === undefined ? [] : [size]))
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0)
}

export const traceColumns: readonly TraceColumn[] = [
  text('journal', ({journal}) => journal),
  number('n', ({n}) => n),
  text('id', ({id}) => id),
  text('phase', ({phase}) => phase),
  text('intent_id', ({intentId}) => intentId),
  time('occurred_at_local', ({occurredAt}) => occurredAt),
  text('occurred_at', ({occurredAt}) => occurredAt),
  time('recorded_at_local', ({ts}) => ts),
  text('recorded_at', ({ts}) => ts),
  text('ended_at', ({endedAt}) => endedAt),
  text('operation', ({operation}) => operation),
  text('outcome', ({outcome}) => outcome),
  text('cause', ({cause}) => cause),
  text('answer_codes', ({status}) => joined(status?.errors?.map(({code}) => code)) ?? status?.faultCode),
  text('answer_detail', ({status}) => joined(status?.errors?.map(({context}) => context))),
  text('registry_status', ({status}) => status?.registryStatus),
  number('http_status', ({status}) => status?.http),
  text('environment', ({environment}) => environment),
  text('finess_ej', finess('EJ')),
  text('finess_eg', finess('EG')),
  text('user_name', ({actor}) => actor?.user?.name),
  text('user_id', ({actor}) => actor?.user?.id),
  text('user_role', ({actor}) => actor?.user?.role),
  text('user_specialty', ({actor}) => actor?.user?.specialty),
  text('account', ({actor}) => actor?.os?.account),
  text('host', ({actor}) => actor?.os?.host),
  text('software', ({actor}) => actor?.software?.name),
  text('software_version', ({actor}) => actor?.software?.version),
  text('authentication', ({auth}) => auth?.mode),
  text('certificate_serial', ({auth}) => auth?.certSerial),
  text('assertion_id', ({assertion}) => assertion?.id),
  text('patient_ref', ({patient}) => patient?.ref),
  text('ins', ({patient}) => patient?.ins),
  text('ins_oid', ({patient}) => patient?.insOid),
  text(
    'unique_id',
    ofDocuments(({uniqueId}) => uniqueId),
  ),
  text(
    'entry_uuid',
    ofDocuments(({entryUuid}) => entryUuid),
  ),
  text(
    'type_code',
    ofDocuments(({typeCode}) => typeCode),
  ),
  text(
    'sha1',
    ofDocuments(({sha1}) => sha1),
  ),
  text(
    'replaces',
    ofDocuments(({replaces}) => replaces),
  ),
  text(
    'confidentiality',
    ofDocuments(({confidentiality}) => confidentiality?.join(' ')),
  ),
  number('size', sizeOf),
  text('submission_set', ({submissionSet}) => submissionSet?.uniqueId),
  text('transaction', ({transaction}) => transaction?.dmp),
  text('ihe_transaction', ({transaction}) => transaction?.ihe),
  text('message_id', ({transaction}) => transaction?.messageId),
  text('query', ({query}) => query?.traits?.join(' ') ?? query?.id),
  number('attempt', ({attempt}) => attempt),
  text('retry_of', ({retryOf}) => retryOf),
  number('duration_ms', ({durationMs}) => durationMs),
  number('bytes_sent', ({bytesSent}) => bytesSent),
  number('bytes_received', ({bytesReceived}) => bytesReceived),
  text('run', ({batch}) => batch?.id),
  number('run_line', ({batch}) => batch?.line),
  text('item_id', ({itemId}) => itemId),
  text('reason', ({reason}) => reason),
  text('writer', ({writerId}) => writerId),
  number('seq', ({seq}) => seq),
  text('hash', ({hash}) => hash),
  // Added later: readers that count columns find the others in their places.
  text('user_rpps', ({actor}) => actor?.user?.rpps),
  text('user_id_type', ({actor}) => actor?.user?.idType),
  text('assertion_subject', ({assertion}) => assertion?.subject),
  text('more', ({more}) => (more === undefined ? undefined : JSON.stringify(more))),
]
