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
  readonly typeCodes: readonly string[]
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
