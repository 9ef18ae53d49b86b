import type {DmpError} from '../../errors/dmp-error.ts'
import {maskIns} from '../../ins/matricule.ts'
import {type DocumentOutcome, type DocumentState, type Finding, failureOf} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'
import type {Submitted} from './submit-one.ts'

/** A request, or a line that could not become one; both end in the report. */
export type Intake =
  | {readonly request: SubmissionRequest; readonly expected?: string; readonly error?: undefined}
  | {
      readonly error: DmpError
      /** Of a line that was good by itself. */
      readonly request?: SubmissionRequest
      readonly action?: DocumentOutcome['action']
      readonly file: string
      readonly line?: number
      readonly sourceId?: string
      readonly expected?: string
    }

const STATES: Partial<Record<DmpError['code'], DocumentState>> = {
  DMP_ALREADY_SENT: 'duplicate',
  DMP_HELD: 'held',
  DMP_NUMBER_KNOWN: 'held',
  DMP_IDENTIFIER_TAKEN: 'held',
  DMP_PATIENT_CLOSED: 'held',
  DMP_CLOSED_MEANWHILE: 'held',
  DMP_PATIENT_NONE: 'held',
  DMP_REFUSED: 'refused',
  DMP_DOCUMENT_NOT_FOUND: 'refused',
  DMP_ACCESS_REFUSED: 'deferred',
  DMP_BUSY: 'deferred',
  DMP_CONNECTION_FAILED: 'deferred',
  DMP_TLS_REFUSED: 'deferred',
  DMP_ITEM_STATE: 'deferred',
  DMP_DAILY_GUARD: 'remaining',
  DMP_INTERRUPTED: 'remaining',
  DMP_UNKNOWN_OUTCOME: 'unknown',
  DMP_NO_ANSWER: 'unknown',
  DMP_NOT_FOUND_AFTER_SENDING: 'held',
}

/** What the hospital knows of a request, for a person to find his patient again. */
export function localFacts(
  request: SubmissionRequest,
): Pick<DocumentOutcome, 'file' | 'action'> & Partial<DocumentOutcome> {
  const {file, action, sourceId, ipp, venue, typeCode, title, patient, origin} = request
  return {
    file,
    action,
    ...(origin ? {line: origin.line} : {}),
    ...(patient ? {ins: maskIns(patient.ins.matricule)} : {}),
    ...(sourceId ? {sourceId} : {}),
    ...(ipp ? {ipp} : {}),
    ...(venue ? {venue} : {}),
    ...(typeCode ? {typeCode} : {}),
    ...(title ? {title} : {}),
  }
}

export function acceptedOutcome(request: SubmissionRequest, {item, findings}: Submitted): DocumentOutcome {
  return {
    ...localFacts(request),
    state: 'accepted',
    ins: maskIns(item.ins.matricule),
    typeCode: item.typeCode,
    uniqueId: item.documentUniqueId,
    submissionSetUniqueId: item.submissionSetUniqueId,
    sha1: item.sha1,
    size: item.size,
    findings,
  }
}

/** The word of the report for an error; what is not known by name stopped before anything was sent. */
export function failedOutcome(
  facts: Pick<DocumentOutcome, 'file' | 'action'> & Partial<DocumentOutcome>,
  error: DmpError,
): DocumentOutcome {
  const {uniqueId, findings = []} = error.details as {uniqueId?: string; findings?: readonly Finding[]}
  const state = STATES[error.code] ?? 'invalid'
  return {...facts, state, failure: failureOf(error), findings, ...(uniqueId ? {uniqueId} : {})}
}

export function factsOf(intake: Intake): Pick<DocumentOutcome, 'file' | 'action'> & Partial<DocumentOutcome> {
  if (!intake.error) return localFacts(intake.request)
  if (intake.request) return localFacts(intake.request)
  const {file, action = 'submit', line, sourceId} = intake
  return {file, action, ...(line ? {line} : {}), ...(sourceId ? {sourceId} : {})}
}

export function remainingOutcome(intake: Intake): DocumentOutcome {
  return {...factsOf(intake), state: 'remaining', findings: []}
}
