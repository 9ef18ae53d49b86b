import type {Messages} from '../messages.ts'

export const keysFr: Messages = {}
