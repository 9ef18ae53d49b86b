import type {EarlierJournal} from '../../../ports/earlier-journal.ts'
import type {PlanAccount} from '../../../ports/journal.ts'
import type {Outputs} from '../../../ports/outputs.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import type {Workbench} from '../../ports.ts'
import type {PlanRow} from './plan-row.ts'

/** What a plan asks of the world, besides what every use case may. */
export interface PlanBench extends Workbench {
  readonly outputs: Outputs
  planIndex(): Promise<PlanIndex>
  readonly earlierJournal: EarlierJournal
}

/** What the operator wants planned. */
export interface PlanWish {
  /** Manifests, folders, HL7 files, archives. */
  readonly inputs: readonly string[]
  readonly mapping?: string | undefined
  /** `canonical=source column`, as typed. */
  readonly columns?: readonly string[] | undefined
  /** Sheet of the workbooks among the inputs. */
  readonly sheet?: string | undefined
  readonly identities?: string | undefined
  /** Word of the hospital for all identities that the records do not qualify themselves. */
  readonly identityStatus?: string | undefined
  readonly rules?: string | undefined
  /** Stated once for all records; one that states its own keeps it. */
  readonly visibility?: Visibility | undefined
  /** Only what appeared since the last plan of the same folders. */
  readonly sinceLast?: boolean | undefined
  readonly knownSent?: readonly string[] | undefined
  /** The operator's word that what was sent since a copy of the journal was put back is accounted for. */
  readonly afterRestore?: boolean | undefined
  /** Folder for `plan.json` and `plan.csv`. */
  readonly out?: string | undefined
  readonly force?: boolean | undefined
  /** Plan once more what was already sent. */
  readonly again?: boolean | undefined
  /** Plan what was deleted from the DMP like the rest; otherwise a person must want it back. */
  readonly deletedToo?: boolean | undefined
  /** IPP whose identity a person checked: what the journal knows of them under another INS or IPP holds nothing back. */
  readonly identityChecked?: readonly string[] | undefined
  /** A file younger than this many milliseconds is looked at again once it is that old: it may still be growing. */
  readonly settleMs?: number | undefined
  /** Documents in flight while hashing and rendering. */
  readonly width?: number | undefined
  /** The reason of a row in words, for `plan.csv`. */
  readonly explain?: ((row: PlanRow) => string) | undefined
}

/** Records that ended for one reason. */
export interface ReasonCount {
  readonly class: 'held' | 'rejected' | 'excluded'
  readonly reason: string
  /** What tells apart records with one reason: the rule, the column, the first finding. */
  readonly detail?: string | null
  /** What all these records have in common; the sentence of the reason is made with it. */
  readonly params?: Readonly<Record<string, string | number>>
  readonly count: number
  /** Line of a list in which the first of these rejected records stands; an INS in the name is masked. */
  readonly first?: {readonly file: string; readonly line: number} | undefined
}

export interface PlanReport {
  readonly batchId: string
  readonly environment: string
  readonly profile: string
  /** Planning went on where an interrupted run had stopped. */
  readonly continued: boolean
  readonly account: PlanAccount
  readonly actions: Readonly<Record<'submit' | 'replace' | 'delete', number>>
  readonly reasons: readonly ReasonCount[]
  /** Records whose patient is in doubt: bytes under several, or identities that contradict each other. */
  readonly alarms: number
  /** Orders to delete that nobody can carry out as they stand, and what waits with them. */
  readonly unclear: number
  /** Records that were repaired where that was certain. */
  readonly repaired: number
  readonly remarked: number
  /** Rules in force: name, version and SHA-256 of their file; null when none was given. */
  readonly rules: {readonly file: string; readonly version: string; readonly sha256: string} | null
  /** Names of rules that kept no record back. */
  readonly idleRules: readonly string[]
  /** Holds of people that no record matched; an INS is masked. */
  readonly idleHolds: readonly {readonly kind: string; readonly value: string}[]
  /** Files left out because an earlier plan saw them. */
  readonly seenBefore: number
  readonly forecast: PlanForecast | null
  readonly files: readonly string[]
}

/** When the last document would be in, at the pace of the profile; what remains of other runs is not counted. */
export interface PlanForecast {
  readonly documents: number
  readonly endsAt: string
  readonly days: number
  readonly perSecond: number
  readonly perDay: number
}
