import type {ErrorDefinitions} from '../definition.ts'

export const profileErrors = {} as const satisfies ErrorDefinitions
