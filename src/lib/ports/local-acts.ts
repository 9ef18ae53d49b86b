import type {EventOutcome} from './journal.ts'

/** Something done for an establishment that concerns no patient: its certificates were checked, a desk examined, figures asked for. */
export interface LocalAct {
  readonly operation: 'cert-inspect' | 'workstation-check' | 'stats-query'
  readonly outcome: EventOutcome
  readonly data: Readonly<Record<string, unknown>>
}

export type RecordAct = (act: LocalAct) => Promise<void>
