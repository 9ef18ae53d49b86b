import type {ErrorDefinitions} from '../definition.ts'

export const sandboxErrors = {
  DMP_SANDBOX_FOLDER_TAKEN: {exit: 'configuration', retry: 'never'},
  DMP_SANDBOX_NOT_INITIALISED: {exit: 'configuration', retry: 'never'},
  DMP_SANDBOX_FAULT_INVALID: {exit: 'usage', retry: 'never'},
  DMP_SANDBOX_NOT_LISTENING: {exit: 'localMeans', retry: 'never'},
} as const satisfies ErrorDefinitions
