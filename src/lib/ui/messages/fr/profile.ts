import type {Messages} from '../messages.ts'

export const profileFr: Messages = {}
