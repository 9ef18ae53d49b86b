import type {ErrorDefinitions} from '../definition.ts'

export const sandboxErrors = {} as const satisfies ErrorDefinitions
