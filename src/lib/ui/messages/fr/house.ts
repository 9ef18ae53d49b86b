import type {Messages} from '../messages.ts'

export const houseFr: Messages = {}
