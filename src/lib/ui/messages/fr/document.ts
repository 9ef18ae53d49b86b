import type {Messages} from '../messages.ts'

export const documentFr: Messages = {}
