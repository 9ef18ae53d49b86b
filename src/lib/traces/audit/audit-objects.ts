import {canonicalJson} from '../canonical-json.ts'
import type {DocumentTrace} from '../trace-fields.ts'
import type {TraceRecord} from '../trace-record.ts'
import type {AuditObject, AuditWish, Detail} from './audit-model.ts'
import {
  LOCAL,
  localCode,
  PATIENT_NUMBER,
  REPORT_NUMBER,
  STORED_QUERY,
  SUBMISSION_SET,
  URI_ID,
} from './codes.ts'
import {named, plainText} from './plain-text.ts'

/**
 * What the act was about. IHE's table of the transaction names the objects; what the trace knows besides stands as
 * details with the last of them that is no document, or with the trace itself where the act has no other object.
 */
export function auditObjects(record: TraceRecord, wish: AuditWish): readonly AuditObject[] {
  const main = [...patientOf(record), ...setOf(record), ...queryOf(record), ...logOf(record)]
  const holder = main.pop() ?? traceObject(record)
  return [
    ...main,
    {...holder, details: [...holder.details, ...traceDetails(record)]},
    ...documentsOf(record, wish),
  ]
}

/** CX of HL7 v2: `INS^^^&OID&ISO^NH`, or the pseudonym under a name of our own. */
function patientOf({patient}: TraceRecord): AuditObject[] {
  if (!patient) return []
  const {ref, ins, insOid} = patient
  const cx = (text: string) => text.toWellFormed().replaceAll(/[^\p{L}\p{N}.:_-]/gu, '-')
  const id = ins && insOid ? `${cx(ins)}^^^&${cx(insOid)}&ISO^NH` : `${cx(named(ref))}^^^${LOCAL}`
  return [{kind: 'patient', id, typeCode: '1', role: '1', idType: PATIENT_NUMBER, details: []}]
}

function setOf({submissionSet}: TraceRecord): AuditObject[] {
  if (!submissionSet) return []
  const {uniqueId, entryUuid, sourceId, contentType} = submissionSet
  return [
    {
      kind: 'submission-set',
      id: named(uniqueId),
      typeCode: '2',
      role: '20',
      idType: SUBMISSION_SET,
      details: details({
        'submission-set-entry-uuid': entryUuid,
        'source-id': sourceId,
        'content-type': contentType,
      }),
    },
  ]
}

/** What is known of a question: never a value that was asked for. */
function queryOf({operation, query}: TraceRecord): AuditObject[] {
  if (!query) return []
  const stored = operation === 'search'
  return [
    {
      kind: 'query',
      id: named(query.id ?? operation),
      typeCode: '2',
      role: '24',
      idType: stored ? STORED_QUERY : localCode(named(operation)),
      query: plainText(canonicalJson(query)),
      details: details({QueryEncoding: 'UTF-8'}),
    },
  ]
}

function logOf({operation, journal}: TraceRecord): AuditObject[] {
  if (operation !== 'trace-read' && operation !== 'trace-export') return []
  const id = `urn:uuid:${named(journal)}`
  return [{kind: 'audit-log', id, typeCode: '2', role: '13', idType: URI_ID, details: []}]
}

function traceObject({id}: TraceRecord): AuditObject {
  return {kind: 'trace', id: named(id), typeCode: '2', role: '13', idType: localCode('trace'), details: []}
}

/** A deletion is of its documents; a submission names its set, and the documents on demand. */
function documentsOf({operation, documents = []}: TraceRecord, {withDocuments}: AuditWish): AuditObject[] {
  const deleted = operation === 'delete'
  if (!deleted && !withDocuments) return []
  return documents.map((document) => ({
    kind: 'document',
    id: named(document.uniqueId),
    typeCode: '2',
    role: '3',
    ...(deleted ? {lifeCycle: '14' as const} : {}),
    idType: REPORT_NUMBER,
    details: documentDetails(document),
  }))
}

function documentDetails(document: DocumentTrace): Detail[] {
  const {entryUuid, typeCode, classCode, formatCode, sha1, size, mimeType, replaces} = document
  const {confidentiality, creationTime, serviceStopTime} = document
  return details({
    'entry-uuid': entryUuid,
    'type-code': typeCode,
    'class-code': classCode,
    'format-code': formatCode,
    'mime-type': mimeType,
    sha1,
    size,
    'creation-time': creationTime,
    'service-stop-time': serviceStopTime,
    replaces,
    confidentiality: confidentiality?.join(' '),
  })
}

/** By the trace's id a receiver knows a message that came twice; by chain, number and hash it finds the trace again. */
function traceDetails(record: TraceRecord): Detail[] {
  const {actor, transaction, assertion, auth, batch} = record
  return details({
    'trace-id': record.id,
    'trace-journal': record.journal,
    'trace-n': record.n,
    'trace-writer': record.writerId,
    'trace-seq': record.seq,
    'trace-phase': record.phase,
    'trace-hash': record.hash,
    'intent-id': record.intentId,
    item: record.itemId,
    operation: record.operation,
    environment: record.environment,
    'finess-ej': actor?.org?.level === 'EJ' ? actor.org.finess : undefined,
    'finess-eg': actor?.site?.finess ?? (actor?.org?.level === 'EG' ? actor.org.finess : undefined),
    'software-version': actor?.software?.version,
    'dmp-transaction': transaction?.dmp,
    'message-id': transaction?.messageId,
    'SAML-ID': assertion?.id,
    'SAML-SHA-256': assertion?.sha256,
    'certificate-serial': auth?.certSerial,
    'certificate-sha256': auth?.certSha256,
    outcome: record.outcome,
    cause: record.cause,
    'ended-at': record.endedAt,
    'duration-ms': record.durationMs,
    attempt: record.attempt,
    'retry-of': record.retryOf,
    run: batch?.id,
    'run-line': batch?.line,
    reason: record.reason && plainText(record.reason),
  })
}

/** Those that have a value; absent beats empty. */
function details(values: Readonly<Record<string, string | number | undefined>>): Detail[] {
  return Object.entries(values).flatMap(([type, value]) => {
    const text = named(value === undefined ? undefined : String(value))
    return text === '-' ? [] : [{type, value: text}]
  })
}
