import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the journal (the one store) and of the pace of the calls. */
export const journalErrors = {
  DMP_JOURNAL_LOCKED: {exit: 'temporary', retry: 'later'},
  DMP_JOURNAL_NEWER: {exit: 'localMeans', retry: 'never'},
  DMP_JOURNAL_KEY_LOST: {exit: 'localMeans', retry: 'never'},
  DMP_JOURNAL_DAMAGED: {exit: 'localMeans', retry: 'never'},
  /** Nothing is lost: a copy in its place would only forget what happened since. params: path, copy */
  DMP_JOURNAL_SOUND: {exit: 'invalidInput', retry: 'never'},
  DMP_JOURNAL_UNWRITABLE: {exit: 'localMeans', retry: 'never'},
  DMP_JOURNAL_NETWORK_FOLDER: {exit: 'configuration', retry: 'never'},
  DMP_JOURNAL_OID_ROOT: {exit: 'configuration', retry: 'never'},
  DMP_ITEM_STATE: {exit: 'temporary', retry: 'check-first'},
  DMP_DAILY_GUARD: {exit: 'temporary', retry: 'later'},
} as const satisfies ErrorDefinitions
