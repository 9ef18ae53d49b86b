import type {CellPlace, FinessLevel, Month} from './count-line.ts'

/** What a comparison is about: one establishment, one month or a whole window, one indicator. */
export interface GapKey {
  readonly finess: string
  readonly level: FinessLevel
  /** `AAAA-MM`, or `AAAA-MM/AAAA-MM` for a cumulated period. */
  readonly period: Month | string
  readonly indicator: string
}

/** Base of the percentage: strict `|D − E| × 100 > threshold × base`, in integers. */
export type GapBase = 'elastic' | 'declared' | 'max' | 'mean' | 'points'

export type GapStatus =
  | 'compared'
  | 'elastic-zero'
  | 'declared-zero'
  | 'elastic-absent'
  | 'declared-absent'
  | 'not-filled'
  | 'unreadable'

/** Part of a gap that has one cause; `amount` is signed like `declared − elastic`. */
export interface GapCause {
  readonly code: GapCauseCode
  readonly amount: number
  /** Documents behind it, where it is one of documents: what they add and what they take away. */
  readonly plus: number
  readonly minus: number
}

/** In the order in which they are tried: a document has the first that fits. */
export const gapCauses = [
  'environment',
  'finess',
  'type-mapping',
  'ins-not-qualified',
  'not-sent',
  'refused-access',
  'patient-blocked',
  'deceased',
  'dmp-closed',
  'refused',
  'duplicate',
  'ambiguous',
  'visibility-change',
  'replacement',
  'deleted',
  'between-dates',
  'backlog',
  'month-boundary',
  'subcontracted-laboratory',
  'other-lps',
  'wrong-measure',
  'export-incomplete',
] as const
export type GapCauseCode = (typeof gapCauses)[number]

/**
 * `month-absent`: a month of the cumulated period has no figure on one side; `lower-bound`: the export shows that it is
 * cut; `no-denominator`: no stays for a verdict in points; `level-sum`: figures of sites stand for their legal entity.
 */
export type GapNote = 'month-absent' | 'lower-bound' | 'no-denominator' | 'level-sum'

export interface Gap {
  readonly key: GapKey
  readonly elastic: number | null
  readonly declared: number | null
  /** declared − elastic; null when one side has no figure. */
  readonly difference: number | null
  /** Hundredths of a percent of each base, rounded half away from zero; null where it cannot be computed. */
  readonly ofElastic: number | null
  readonly ofDeclared: number | null
  /** Stays of the key and the gap in hundredths of a point of them, where the verdict is in points. */
  readonly stays?: number
  readonly points?: number | null
  readonly over: boolean
  /** The verdict is another one by the other base. */
  readonly dependsOnBase: boolean
  /** Fewer than 20 measured: one document is more than 5 %. */
  readonly small: boolean
  readonly status: GapStatus
  /** Message `stats.gap.<note>`. */
  readonly notes?: readonly GapNote[]
  /** Where the figure stands that makes the status `unreadable` or `not-filled`. */
  readonly place?: CellPlace
  /** Documents of our traces that each side should count for this key; absent without local traces. */
  readonly traced?: {readonly declared: number; readonly elastic: number}
  readonly causes: readonly GapCause[]
  /** Computed from totals of its own, never as what remains; absent without local traces. */
  readonly unexplained?: number
}
