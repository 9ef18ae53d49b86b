import type {Messages} from '../messages.ts'

export const patientFr: Messages = {}
