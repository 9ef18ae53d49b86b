import type {Judge} from '../check.ts'
import type {WorkstationFacts} from '../facts.ts'
import type {CheckId} from '../registry.ts'

export type Judges = Readonly<Partial<Record<CheckId, Judge<WorkstationFacts>>>>

/** What judges each check; one that has nobody yet is skipped as not gathered. Each group spreads its own in. */
export const judges: Judges = {}
