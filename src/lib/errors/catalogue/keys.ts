import type {ErrorDefinitions} from '../definition.ts'

export const keysErrors = {} as const satisfies ErrorDefinitions
