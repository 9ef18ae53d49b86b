import type {ErrorDefinitions} from '../definition.ts'

/** Taking back what bulk runs deposited. */
export const batchUndoErrors = {
  /** Only a run that fed the DMP can be taken back. params: run, kind */
  DMP_UNDO_IMPOSSIBLE: {exit: 'usage', retry: 'never'},
  /**
   * Sent, and not found when it was looked for: it may still appear. Also the cause of such items, and of the deletions
   * that looked for them. params: uniqueId, date, batch
   */
  DMP_NOT_FOUND_AFTER_SENDING: {exit: 'invalidInput', retry: 'never'},
  /** The run was taken back: nothing more leaves of it. Also the cause of its items that never left. params: run */
  DMP_WITHDRAWN: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
