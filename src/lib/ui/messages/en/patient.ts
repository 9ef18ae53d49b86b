import type {Messages} from '../messages.ts'

export const patientEn: Messages = {}
