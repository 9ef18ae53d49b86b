/**
 * The result of a comparison, complete: what was read and how, what was compared under which rule, each gap per month and
 * cumulated, and what explains it. Table, CSV, workbook, JSON and page are all made of this one shape. It holds counts
 * and, in `documents`, the hospital's own numbers of documents: no INS, no trait.
 */
import type {CellPlace, FinessLevel, Month} from './count-line.ts'
import type {Gap, GapBase, GapCause, GapCauseCode, GapKey} from './gap.ts'
import type {Indicator, IndicatorCatalogue, MeasuredRule} from './indicator.ts'
import type {
  Balance,
  FileReading,
  IncompleteSign,
  ReadingNotice,
  Side,
  SkippedLine,
} from './reading/figures.ts'

/** How one side was read: decisions, balance of lines and signs of an incomplete export come before any verdict. */
export interface SideReading {
  readonly side: Side
  readonly files: readonly FileReading[]
  readonly balance: Balance
  readonly skipped: readonly SkippedLine[]
  readonly signs: readonly IncompleteSign[]
  readonly notices: readonly ReadingNotice[]
  /** Figures that were read and take no part, with their reason; message `stats.left.<reason>`. */
  readonly left: readonly LeftFigures[]
}

/** Sums that no key of the comparison holds. */
export interface LeftFigures {
  readonly side: Side
  readonly reason: LeftReason
  /** Type, indicator, FINESS, month or environment that is the reason. */
  readonly value: string
  readonly figures: number
  readonly documents: number
  /** The first of them. */
  readonly place: CellPlace
}

/**
 * `type`, `indicator`: of no indicator of the catalogue; `finess`: no FINESS; `period`: outside the period;
 * `environment`: of another environment; `subtotal`: the row of a legal entity that sums up its sites;
 * `entity-doubtful`: such a row that may be that sum, and is not; `no-month`: a figure for a whole file beside figures by
 * month; `level`: an entity where sites are compared.
 */
export type LeftReason =
  | 'type'
  | 'indicator'
  | 'finess'
  | 'period'
  | 'environment'
  | 'subtotal'
  | 'entity-doubtful'
  | 'no-month'
  | 'level'

export interface GapSettings {
  readonly base: GapBase
  /** In hundredths of a percent: 500 = 5 %. */
  readonly threshold: number
  readonly minDiff: number
  readonly level: FinessLevel
  /** Months compared, both included; absent: the whole files, which do not name their months. */
  readonly period?: {readonly from: Month; readonly to: Month}
  /** Civil dates at which each side was drawn. */
  readonly elasticAsOf?: string
  readonly declaredAsOf?: string
  readonly measured: MeasuredRule
  readonly environment: string
  /** Software of ours, as the measured side writes it. */
  readonly software: readonly string[]
}

/** A document behind a cause. */
export interface CausedDocument {
  readonly cause: GapCauseCode
  /** +1: declared and not measured; −1: measured and not declared. */
  readonly sign: 1 | -1
  readonly key: GapKey
  readonly uniqueId: string
  readonly typeCode: string
  readonly ipp?: string
  readonly venue?: string
  readonly sourceId?: string
  readonly unit?: string
  readonly state: string
  /** Code of this program, and codes of the DMP. */
  readonly reason?: string
  readonly refusals: readonly string[]
  /** Civil dates in Paris. */
  readonly declaredOn?: string
  readonly submittedOn?: string
}

/** What was read of our own traces. */
export interface TracesRead {
  readonly journals: readonly {readonly id: string; readonly documents: number}[]
  /** Documents known, and among them records that a plan kept back. */
  readonly documents: number
  readonly keptBack: number
  /** Documents that some indicator counts, under a key that neither file has. */
  readonly outside: number
}

export interface GapVerdict {
  readonly keys: number
  readonly over: number
  /** Absent, zero or not filled on one side; without stays where the verdict is in points of them. */
  readonly reported: number
  readonly unreadable: number
  readonly small: number
  readonly dependOnBase: number
  /** Single months that are over, have no figure on one side, or one that cannot be read. */
  readonly monthsOver: number
  readonly monthsReported: number
  readonly monthsUnreadable: number
  /** Rows of all files that could not be read: their documents are in no figure. */
  readonly unread: number
}

export interface GapReport {
  readonly at: string
  readonly profile: string
  readonly settings: GapSettings
  readonly catalogue: Pick<IndicatorCatalogue, 'dated' | 'source'> & {
    /** `shipped`, or the path of the file that replaces it. */
    readonly from: string
    readonly indicators: readonly Indicator[]
  }
  readonly sides: {
    readonly elastic: SideReading
    readonly declared: SideReading
    /** Stays, where they were given. */
    readonly stays?: SideReading
  }
  /** Absent without --explain or without a journal. */
  readonly traces?: TracesRead
  /** Per FINESS and indicator over the whole period: the widest gap first. */
  readonly gaps: readonly Gap[]
  /** Per month as well: by FINESS, indicator, month. Empty when a side has no months. */
  readonly monthly: readonly Gap[]
  /** Causes of all cumulated gaps together, in the order of `gapCauses`. */
  readonly causes: readonly GapCause[]
  /** Documents behind the causes, by key and cause. */
  readonly documents: readonly CausedDocument[]
  readonly verdict: GapVerdict
  /** Message `stats.remark.<code>`: what a reader must know before the figures. */
  readonly remarks: readonly GapRemark[]
}

export interface GapRemark {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}
