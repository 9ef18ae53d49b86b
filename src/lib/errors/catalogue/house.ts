import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the program itself and of how it was called. */
export const houseErrors = {
  DMP_INTERNAL: {exit: 'internal', retry: 'never'},
  DMP_USAGE: {exit: 'usage', retry: 'never'},
  DMP_MISSING_VALUE: {exit: 'usage', retry: 'never'},
  DMP_CONFIRMATION_NEEDED: {exit: 'usage', retry: 'never'},
  DMP_INTERRUPTED: {exit: 'interrupted', retry: 'check-first'},
  DMP_FILE_UNREADABLE: {exit: 'invalidInput', retry: 'never'},
  DMP_FILE_EXISTS: {exit: 'usage', retry: 'never'},
  /** A variable that says where the journal, its keys or the profiles are holds no absolute path. params: variable, value */
  DMP_FOLDER_RELATIVE: {exit: 'configuration', retry: 'never'},
  DMP_FILE_UNWRITABLE: {exit: 'localMeans', retry: 'never'},
} as const satisfies ErrorDefinitions
