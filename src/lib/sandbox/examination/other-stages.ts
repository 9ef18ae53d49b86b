import {readExistenceRequest} from '../patients/existence-request.ts'
import {isRegistryOid} from '../registry/identifiers.ts'
import {readSubmission} from '../registry/read-submission.ts'
import {metadataError} from '../registry/refusals.ts'
import {askedFor, permittedQuery} from '../registry/stored-query.ts'
import {readChanges} from '../registry/update-status.ts'
import type {SourceElement} from '../xml/tree.ts'
import type {Notes} from './finding.ts'
import {examinePatient, examineSet, type LotMeans} from './lot-stage.ts'

/** TD3.1b: the one query open to an establishment, and what it asks for. */
export function examineQuery(body: SourceElement, means: LotMeans, notes: Notes): void {
  const asked = notes.attempt('lot', () => permittedQuery(body))
  if (asked) notes.attempt('lot', () => askedFor(asked))
  examinePatient([], means, notes)
}

/** TD3.3c: what is asked of each entry, and the set that goes with it. */
export function examineUpdate(body: SourceElement, means: LotMeans, notes: Notes): void {
  const submission = notes.attempt('lot', () => readSubmission(body))
  if (!submission) return
  const {set} = submission
  notes.attempt('lot', () => readChanges(submission))
  examinePatient([set.patientId], means, notes)
  notes.attempt('lot', () => {
    if (!isRegistryOid(set.uniqueId) || !isRegistryOid(set.sourceId))
      throw metadataError('uniqueId ou sourceId du lot n’est pas un OID.', 'set/uniqueId')
  })
  examineSet(submission, means, notes)
}

/** TD0.2: its form, and the patient it asks for. */
export function examineExistence(body: SourceElement, means: LotMeans, notes: Notes): void {
  const request = notes.attempt('lot', () => readExistenceRequest(body))
  const asked = request && `${request.ins.matricule}^^^&${request.ins.oid}&ISO^NH`
  examinePatient(asked ? [asked] : [], means, notes)
}
