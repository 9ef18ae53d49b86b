import type {ErrorDefinitions} from '../definition.ts'

/** Taking back what bulk runs deposited. */
export const batchUndoErrors = {
  /** Only a run that fed the DMP can be taken back. params: run, kind */
  DMP_UNDO_IMPOSSIBLE: {exit: 'usage', retry: 'never'},
  /** The run was taken back: nothing more leaves of it. Also the cause of its items that never left. params: run */
  DMP_WITHDRAWN: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
