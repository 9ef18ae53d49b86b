import type {Messages} from '../messages.ts'

export const ruleEn: Messages = {}
