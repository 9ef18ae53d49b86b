import type {Messages} from '../messages.ts'

export const sandboxFr: Messages = {}
