import type {Messages} from '../messages.ts'

export const profileEn: Messages = {}
