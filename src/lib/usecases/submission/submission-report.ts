import type {ErrorCode} from '../../errors/catalogue.ts'
import type {RetryClass} from '../../errors/definition.ts'
import type {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes, gravestExit} from '../../errors/exit-codes.ts'
import type {StructureRow} from '../../structure/structure-grid.ts'
import type {FutureReaders} from '../habilitation/future-readers.ts'

/** What became of one document; the words of the journal plus what stops before it. */
export type DocumentState =
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'deferred'
  | 'held'
  | 'invalid'
  | 'duplicate'
  | 'remaining'
  | 'ready'

/** One remark on a document: message `rule.<rule>`. */
export interface Finding {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly line?: number
  readonly params: Readonly<Record<string, string | number>>
}

export interface Failure {
  readonly code: ErrorCode
  readonly retry: RetryClass
  readonly exitCode: ExitCode
  readonly params: Readonly<Record<string, string | number>>
  readonly details: Readonly<Record<string, unknown>>
}

export interface DocumentOutcome {
  readonly file: string
  /** Line of the manifest. */
  readonly line?: number
  readonly action: 'submit' | 'replace' | 'delete'
  readonly state: DocumentState
  /** Masked. */
  readonly ins?: string
  readonly ipp?: string
  readonly venue?: string
  readonly sourceId?: string
  readonly typeCode?: string
  readonly title?: string
  readonly uniqueId?: string
  readonly submissionSetUniqueId?: string
  readonly sha1?: string
  readonly size?: number
  /** `application/pdf`… or `cda`. */
  readonly kind?: string
  readonly findings: readonly Finding[]
  readonly failure?: Failure
  /** With --dry-run: what the lot would say. */
  readonly lot?: Readonly<Record<string, string | readonly string[]>>
  /** With --dry-run: every place that names the structure. */
  readonly structure?: readonly StructureRow[]
  readonly firstMismatch?: StructureRow | null
  /** With --dry-run: who will be able to read it. */
  readonly readers?: FutureReaders | null
  /** State that the manifest announced (`x_expect`), for demonstrations and acceptance tests. */
  readonly expected?: string
}

export interface SubmissionReport {
  readonly environment: string
  readonly profile: string
  readonly dryRun: boolean
  readonly documents: readonly DocumentOutcome[]
  /** How many documents ended in each state; their sum is the number read. */
  readonly counts: Readonly<Partial<Record<DocumentState, number>>>
  readonly read: number
  /** What stopped the run before its end: those not reached are `remaining`. */
  readonly stoppedBy?: Failure
  /** Documents whose end is not the one their manifest announced. */
  readonly unexpected: number
}

export function failureOf(error: DmpError): Failure {
  const {code, retry, exitCode, params, details} = error
  return {code, retry, exitCode, params, details}
}

/** Sums up; the balance `read = Σ states` is checked, since a document nobody counts is a document lost. */
export function reportOf(
  head: Pick<SubmissionReport, 'environment' | 'profile' | 'dryRun'>,
  documents: readonly DocumentOutcome[],
  read: number,
  stoppedBy?: DmpError,
): SubmissionReport {
  const counts: Partial<Record<DocumentState, number>> = {}
  for (const {state} of documents) counts[state] = (counts[state] ?? 0) + 1
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (total !== read) throw new RangeError(`${read} documents read, ${total} accounted for`)
  const unexpected = documents.filter(
    ({expected, state}) => expected !== undefined && expected !== state,
  ).length
  return {
    ...head,
    documents,
    counts,
    read,
    unexpected,
    ...(stoppedBy ? {stoppedBy: failureOf(stoppedBy)} : {}),
  }
}

/** `duplicate`: the DMP holds it already, as when a manifest is run again to go on with it. */
const GOOD: readonly DocumentState[] = ['accepted', 'ready', 'remaining', 'duplicate']

/**
 * Several documents: one bad item is 8, one unknown 9, and what stopped the run counts with its own code. With announced
 * ends, only the unannounced count.
 */
export function reportExit({documents, stoppedBy}: SubmissionReport): ExitCode {
  const announced = documents.some(({expected}) => expected !== undefined)
  const bad = documents.filter(({state, expected}) =>
    announced ? expected !== state : !GOOD.includes(state),
  )
  const codes = bad.map(
    ({state}): ExitCode => (state === 'unknown' ? exitCodes.unknownOutcome : exitCodes.someFailed),
  )
  return gravestExit([...codes, ...(stoppedBy ? [stoppedBy.exitCode] : [])])
}
