import type {ErrorDefinitions} from '../definition.ts'

export const journalErrors = {} as const satisfies ErrorDefinitions
