import type {Messages} from '../messages.ts'

export const configFr: Messages = {}
