import type {Messages} from '../messages.ts'

export const wireEn: Messages = {}
