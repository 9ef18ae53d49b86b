import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the proof of a deposit. */
export const proofErrors = {
  /** The DMP did not keep it, as far as the journal knows. params: uniqueId, state */
  DMP_PROOF_NOT_DEPOSITED: {exit: 'invalidInput', retry: 'never'},
  /** The file given is not the document that was sent. params: file, uniqueId, case (other, builder) */
  DMP_PROOF_OTHER_DOCUMENT: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
