import {DmpError} from '../../../errors/dmp-error.ts'
import type {Profile} from '../../../profile/profile.ts'

export interface PatientShown {
  /** With the INS beside the pseudonym. */
  readonly unmask: boolean
  readonly withoutPatient: boolean
}

/**
 * How exports name the patient: as the setting `traces.patientId` has it; `--unmask` asks for more than the pseudonym.
 * @throws DmpError DMP_USAGE where the establishment lets no export name the patient
 */
export function patientShown({traces: {patientId}}: Pick<Profile, 'traces'>, unmask: boolean): PatientShown {
  if (unmask && patientId === 'none')
    throw new DmpError('DMP_USAGE', {params: {problem: '--unmask: traces.patientId = none'}})
  return {unmask: unmask || patientId === 'full', withoutPatient: patientId === 'none'}
}
