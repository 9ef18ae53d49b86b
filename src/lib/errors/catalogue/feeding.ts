import type {ErrorDefinitions} from '../definition.ts'

/** Feeding, replacing and deleting: what is refused before any call, or cannot be done as asked. */
export const feedingErrors = {
  DMP_CODE_UNKNOWN: {exit: 'invalidInput', retry: 'never'},
  DMP_HOMOLOGATION_MISSING: {exit: 'configuration', retry: 'never'},
  DMP_ALREADY_SENT: {exit: 'invalidInput', retry: 'never'},
  DMP_NUMBER_KNOWN: {exit: 'invalidInput', retry: 'never'},
  DMP_SAME_BYTES_OTHER_PATIENT: {exit: 'invalidInput', retry: 'never'},
  DMP_HELD: {exit: 'invalidInput', retry: 'never'},
  DMP_HOLD_UNKNOWN: {exit: 'invalidInput', retry: 'never'},
  DMP_SOURCE_CHANGED: {exit: 'invalidInput', retry: 'never'},
  DMP_REPLACEMENT_REFUSED: {exit: 'invalidInput', retry: 'never'},
  DMP_REFERENCE_UNCLEAR: {exit: 'usage', retry: 'never'},
  DMP_DOCUMENT_NOT_FOUND: {exit: 'refused', retry: 'never'},
  DMP_DELETION_IMPOSSIBLE: {exit: 'refused', retry: 'never'},
} as const satisfies ErrorDefinitions
