import type {ErrorDefinitions} from '../definition.ts'

/** Looking at bulk runs. */
export const batchShowErrors = {
  /** No run of that number in this journal, or none at all (`case` none). params: run, case */
  DMP_BATCH_NOT_FOUND: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
