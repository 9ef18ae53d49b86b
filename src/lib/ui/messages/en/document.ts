import type {Messages} from '../messages.ts'

export const documentEn: Messages = {}
