import type {Messages} from '../messages.ts'

export const ruleFr: Messages = {}
