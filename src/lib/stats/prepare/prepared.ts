/**
 * The figures to declare for a period, as they are prepared before anything is typed into oSIS: per FINESS and indicator
 * what our traces support by the rule of the catalogue, what the measured side says, and the rate against stays.
 *
 * It decides nothing that is not public: types, dates and targets are those of the catalogue. A figure that is not given
 * is `null`, never 0. It does not explain gaps: that is `compare`.
 */
import type {FinessLevel, Month} from '../count-line.ts'
import type {SideFigure} from '../gap-arithmetic.ts'
import type {Indicator} from '../indicator.ts'

/** Documents that the figure counts and that deserve a look; a document may be in several of them. */
export interface PreparedParts {
  /** Not accepted on the day of the state. */
  readonly notAccepted: number
  readonly replacements: number
  /** Of a number that was accepted before. */
  readonly repeated: number
  readonly deleted: number
  /** Of an indicator that goes by the discharge, whose date nobody told: in the month of the creation instead. */
  readonly undated: number
}

export interface PreparedCount {
  /** Documents of our traces that the rule of the declaration counts; null where no traces were read. */
  readonly supported: number | null
  /** Documents of our traces that the measured side should count. */
  readonly measurable: number | null
  readonly elastic: number | null
  readonly elasticState: SideFigure['state']
  readonly denominator: number | null
  /** `partial`: not every month of the period has one. */
  readonly denominatorState: SideFigure['state'] | 'partial'
  /** Hundredths of a percent of `supported` to `denominator`; null where one of them lacks or is 0. */
  readonly rate: number | null
}

export type PreparedNote =
  | 'no-traces'
  | 'elastic-over'
  | 'elastic-partial'
  | 'small'
  | 'parts'
  | 'target-empty'
  | 'denominator-lacks'

export interface PreparedRow extends PreparedCount {
  readonly finess: string
  readonly level: FinessLevel
  readonly name?: string
  readonly indicator: string
  /** What to declare: the documents that our traces support. */
  readonly declare: number | null
  readonly parts: PreparedParts
  /** Hundredths of a percent. */
  readonly target: number | null
  /** In whole numbers: a rate that only rounds to the target has not reached it. */
  readonly reached: boolean | null
  readonly months: readonly (PreparedCount & {readonly month: Month})[]
  readonly notes: readonly PreparedNote[]
}

/** What a figure counts, for the sentence beside it. */
export type PreparedRule = Pick<
  Indicator,
  'id' | 'label' | 'programme' | 'typeCodes' | 'alsoAccept' | 'counts' | 'dateBasis' | 'source'
> & {readonly denominator: string | null; readonly target: number | null}

/** One document behind a figure, as it stood on the day of the state: no INS. */
export interface PreparedDocument {
  readonly finess: string
  readonly indicator: string
  readonly month: Month
  /** Which side counts it there. */
  readonly countedBy: 'declaration' | 'measure' | 'both'
  readonly ipp?: string | undefined
  readonly venue?: string | undefined
  readonly sourceId?: string | undefined
  readonly uniqueId: string
  readonly typeCode: string
  readonly unit?: string | undefined
  /** Civil dates of Paris. */
  readonly createdOn?: string | undefined
  readonly dischargedOn?: string | undefined
  readonly submittedOn?: string | undefined
  readonly acceptedOn?: string | undefined
  readonly deletedOn?: string | undefined
}

/** Hundredths of a percent, half away from zero; never shown as the target where it is not reached. */
export function rateOf(count: number | null, denominator: number | null): number | null {
  if (count === null || denominator === null || denominator <= 0) return null
  const [n, d] = [BigInt(count), BigInt(denominator)]
  return Number((20_000n * n + d) / (2n * d))
}

export function reaches(
  count: number | null,
  denominator: number | null,
  target: number | undefined,
): boolean | null {
  if (count === null || denominator === null || denominator <= 0 || target === undefined) return null
  return BigInt(count) * 10_000n >= BigInt(target) * BigInt(denominator)
}
