import type {Messages} from '../messages.ts'

export const configEn: Messages = {}
