import type {Check} from '../judge-known.ts'
import type {CheckId} from '../registry.ts'

export type Checks = Readonly<Partial<Record<CheckId, Check>>>

/** What judges each check; one that has nobody yet is skipped as not gathered. Each group spreads its own in. */
export const judges: Checks = {}
