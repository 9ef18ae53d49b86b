import type {ErrorDefinitions} from '../definition.ts'

/** Tables and the files that say what their columns mean. */
export const tabularErrors = {
  DMP_MAPPING_INVALID: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
