import type {Messages} from '../messages.ts'

export const houseEn: Messages = {}
