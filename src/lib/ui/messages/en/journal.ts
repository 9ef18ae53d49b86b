import type {Messages} from '../messages.ts'

export const journalEn: Messages = {}
