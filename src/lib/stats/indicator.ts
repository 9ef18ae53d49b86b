/**
 * What is counted: indicators of a programme (SUN-ES, ESMS numérique…). They are configuration, for neither the accepted
 * types nor the targets of a window are public: a catalogue file with its source, dated.
 */
export interface Indicator {
  readonly id: string
  readonly label: string
  readonly programme: string
  /** Window of usage the figures are counted over, civil dates, both included. */
  readonly window?: {readonly id: string; readonly from: string; readonly to: string}
  /** Types that both sides count; `*` for all of them. */
  readonly typeCodes: readonly string[]
  /** Types that the declaration counts as well and the measure does not: a gap of that cause is `type-mapping`. */
  readonly alsoAccept: readonly string[]
  /** What the numerator counts, and by which date a document belongs to a month. */
  readonly counts: CountedDocuments
  readonly dateBasis: DateBasis
  readonly denominator?: string
  /** Share that must be reached, in hundredths of a percent (8000 = 80 %). */
  readonly target?: number
  readonly source: string
}

/** `produced`: every document known here, sent or not; `sent`: those that left; `accepted`: those the DMP took. */
export type CountedDocuments = 'produced' | 'sent' | 'accepted'

export type DateBasis = 'creation' | 'discharge' | 'submission' | 'acceptance'

/**
 * What the measured side is taken to count; nobody has published it, so it stands in the catalogue. A replacement that is
 * not counted leaves its first version counted, in the month of that version.
 */
export interface MeasuredRule {
  readonly dateBasis: 'submission' | 'acceptance'
  readonly countsReplacements: boolean
  readonly countsDeleted: boolean
}

/** A period of usage that figures are declared for, by its name; civil dates, both included. */
export interface UsageWindow {
  readonly id: string
  readonly programme: string
  readonly from: string
  readonly to: string
  readonly source: string
}

export interface IndicatorCatalogue {
  /** Day on which it was last gone through, civil date. */
  readonly dated: string
  readonly source: string
  readonly measured: MeasuredRule
  readonly windows: readonly UsageWindow[]
  readonly indicators: readonly Indicator[]
}
