import type {ErrorDefinitions} from '../definition.ts'

/** Errors about who the document is for, and who may see it. */
export const patientErrors = {
  /** The text is not a matricule INS. params: reason */
  DMP_INS_INVALID: {exit: 'invalidInput', retry: 'never'},
  /** The OID of the INS does not belong to this environment. params: oid, environment, reason */
  DMP_INS_ENVIRONMENT: {exit: 'invalidInput', retry: 'never'},
  /** A trait cannot be printed in a datamatrix. params: trait, fault */
  DMP_DATAMATRIX_TRAIT: {exit: 'invalidInput', retry: 'never'},
  /** The source does not say that the identity is qualified. params: status, reason */
  DMP_IDENTITY_NOT_QUALIFIED: {exit: 'invalidInput', retry: 'never'},
  DMP_VISIBILITY_NOT_STATED: {exit: 'usage', retry: 'never'},
  /** params: reason */
  DMP_VISIBILITY_FORBIDDEN: {exit: 'invalidInput', retry: 'never'},
  /** params: date, reason */
  DMP_PATIENT_CLOSED: {exit: 'refused', retry: 'never'},
  /** Sent, its end unknown, and the DMP closed since: it may be there. params: uniqueId, date, batch */
  DMP_CLOSED_MEANWHILE: {exit: 'unknownOutcome', retry: 'never'},
  DMP_PATIENT_NONE: {exit: 'refused', retry: 'never'},
} as const satisfies ErrorDefinitions
