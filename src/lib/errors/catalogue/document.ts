import type {ErrorDefinitions} from '../definition.ts'

export const documentErrors = {} as const satisfies ErrorDefinitions
