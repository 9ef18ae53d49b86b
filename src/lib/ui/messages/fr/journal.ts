import type {Messages} from '../messages.ts'

export const journalFr: Messages = {}
