import {type AuthenticatedCall, SandboxRefusal, type SandboxReply} from '../backend.ts'
import {readCx} from '../registry/hl7v2-reading.ts'
import {type AskedBy, type ExistenceVerdict, existenceAnswer} from './existence-answer.ts'
import {type ExistenceRequest, readExistenceRequest} from './existence-request.ts'
import {matriculeIsRight} from './matricule-key.ts'
import {findPatient, type InsChange, isBlocked, type SandboxPatient, TEST_INS_OID} from './patient.ts'

export const EXISTENCE_ACTION = 'urn:hl7-org:v3:PRPA_IN201307UV02'
const ANSWER_ACTION = 'urn:hl7-org:v3:PRPA_IN201308UV02'
const NOBODY: AskedBy = {id: '', queryId: {root: '', extension: ''}, senderId: ''}

export interface ExistenceOutcome {
  readonly reply: SandboxReply
  /** Code of the refusal when the answer is AE. */
  readonly refused?: string
}

/** TD0.2: does this INS have a DMP, and in which state? Never throws: its errors are acknowledgements AE. */
export function answerExistence(
  call: AuthenticatedCall,
  patients: readonly SandboxPatient[],
  change: InsChange,
): ExistenceOutcome {
  let asked: AskedBy = NOBODY
  let verdict: ExistenceVerdict
  try {
    const request = readExistenceRequest(call.body)
    asked = request
    verdict = judge(request, call, patients, change)
  } catch (error) {
    if (!(error instanceof SandboxRefusal)) throw error
    verdict = {kind: 'error', code: error.code, text: error.message, location: error.location}
  }
  return {
    reply: {action: ANSWER_ACTION, xml: existenceAnswer(verdict, asked, call.receivedAt)},
    ...(verdict.kind === 'error' ? {refused: verdict.code} : {}),
  }
}

function judge(
  request: ExistenceRequest,
  call: AuthenticatedCall,
  patients: readonly SandboxPatient[],
  change: InsChange,
): ExistenceVerdict {
  const location = 'queryByParameter/parameterList/patientIdentifier'
  const {ins} = request
  const error = (code: string, text: string): ExistenceVerdict => ({kind: 'error', code, text, location})
  if (ins.oid !== TEST_INS_OID)
    return error('SandboxInsOid', `L’OID ${ins.oid} n’est pas celui des INS de test (${TEST_INS_OID}).`)
  if (!matriculeIsRight(ins.matricule))
    return error('SandboxInsKey', 'La forme ou la clé du matricule INS est fausse.')
  const vihfPatient = readCx(call.vihf.resourceId)
  if (vihfPatient?.id !== ins.matricule || vihfPatient.oid !== ins.oid)
    return error('SandboxInsMismatch', 'Le patient du VIHF (resource-id) n’est pas celui de la demande.')
  const match = findPatient(patients, ins, change)
  if (match.kind === 'unknown' || match.patient.dmp === 'none') return {kind: 'none'}
  return {
    kind: 'found',
    patient: match.patient,
    matricule: match.kind === 'moved' ? match.patient.matricule : ins.matricule,
    authorisation: isBlocked(match.patient, call.vihf.structureId) ? 'INTERDIT' : 'NON_EXISTE',
  }
}
