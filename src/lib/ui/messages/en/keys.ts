import type {Messages} from '../messages.ts'

export const keysEn: Messages = {}
