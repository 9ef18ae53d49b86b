import type {ErrorDefinitions} from '../definition.ts'

export const patientErrors = {} as const satisfies ErrorDefinitions
