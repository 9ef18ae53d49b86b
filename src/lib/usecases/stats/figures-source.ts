import type {MergedCells} from '../../ports/workbooks.ts'
import type {Candidate} from '../../stats/reading/choose-layout.ts'
import type {AnswerPages, AnswerSign} from '../../stats/reading/elastic-answer.ts'
import type {Decoding} from '../../stats/reading/figures.ts'
import type {TableRecord} from '../../tabular/tabular.ts'

/** A file of figures that was opened: the ways to see it, and its rows once one was chosen. */
export interface FiguresSource<Way> {
  readonly kind: Decoding['kind']
  readonly candidates: readonly Candidate<Way>[]
  /** Rows of a text must have as many cells as its header. */
  readonly ragged: boolean
  readonly size: number
  readonly macros: boolean
  /** What was decided about the file, as far as it depends on the way chosen. */
  facts(way: Way): Partial<Decoding>
  merges(way: Way): Promise<readonly MergedCells[]>
  /** All rows, the header and those above it included; of JSON, those below. */
  rows(way: Way, header: TableRecord): AsyncIterable<readonly TableRecord[]>
  /** What answers say against themselves, known once their rows were read. */
  answers?(): {
    readonly kind: Decoding['kind']
    readonly signs: readonly AnswerSign[]
    readonly pages: AnswerPages
    /** Names of what was measured in buckets beside their documents. */
    readonly metrics: ReadonlySet<string>
  }
}
