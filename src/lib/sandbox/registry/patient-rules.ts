import type {AcceptedVihf} from '../backend.ts'
import {matriculeIsRight} from '../patients/matricule-key.ts'
import {findPatient, isBlocked, type SandboxPatient, TEST_INS_OID} from '../patients/patient.ts'
import {fault} from '../refusals.ts'
import {type Cx, readCx} from './hl7v2-reading.ts'
import {registryError} from './refusals.ts'
import type {RegistrySettings} from './settings.ts'

/** All of a message concerns one patient: the one of the VIHF. Returns that identifier. */
export function checkOnePatient(patientIds: readonly string[], vihf: AcceptedVihf): Cx {
  const named = readCx(vihf.resourceId)
  const mismatch = (text: string): never => {
    throw registryError('XDSPatientIdDoesNotMatch', text, 'patient/mismatch')
  }
  if (named?.type !== 'NH') return mismatch('Le VIHF ne nomme pas de patient par son INS.')
  for (const patientId of patientIds) {
    const read = readCx(patientId)
    if (read?.type !== 'NH') mismatch('patientId n’est pas un INS en forme CX.')
    if (read?.id !== named.id || read.oid !== named.oid)
      mismatch('patientId n’est pas le même partout : VIHF, lot et fiches doivent nommer un seul patient.')
  }
  return named
}

/** The patient of an INS, whose record must be open. */
export function openRecord(
  ins: Cx,
  patients: readonly SandboxPatient[],
  {insChange}: Pick<RegistrySettings, 'insChange'>,
): SandboxPatient {
  const unknown = (text: string, cause: string) =>
    registryError('XDSUnknownPatientId', text, `patient/${cause}`)
  if (ins.oid !== TEST_INS_OID) throw unknown('L’OID de l’INS n’est pas celui des INS de test.', 'oid')
  if (!matriculeIsRight(ins.id)) throw unknown('La forme ou la clé du matricule INS est fausse.', 'key')
  const match = findPatient(patients, {matricule: ins.id, oid: ins.oid}, insChange)
  if (match.kind === 'moved')
    throw registryError(
      'XDSPatientIDReconciliationError',
      'Cet INS a été remplacé par un autre.',
      'patient/moved',
    )
  if (match.kind === 'unknown' || match.patient.dmp === 'none')
    throw unknown('Aucun DMP n’existe pour cet INS.', 'none')
  if (match.patient.dmp === 'closed')
    throw registryError('DMPClosed', 'Le DMP de ce patient est fermé.', 'patient/closed')
  return match.patient
}

/** Whether the establishment may feed a patient who blocked it. */
export function checkNotBlocked(
  patient: SandboxPatient,
  structureId: string,
  {blockedEstablishment}: Pick<RegistrySettings, 'blockedEstablishment'>,
): void {
  if (blockedEstablishment === 'refused' && isBlocked(patient, structureId))
    throw fault(
      'DMPAccessDeniedByRightsService',
      'patient/blocked',
      'Le patient a bloqué l’accès de cet établissement.',
    )
}
