import type {Messages} from '../messages.ts'

export const wireFr: Messages = {}
