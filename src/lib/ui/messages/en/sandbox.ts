import type {Messages} from '../messages.ts'

export const sandboxEn: Messages = {}
