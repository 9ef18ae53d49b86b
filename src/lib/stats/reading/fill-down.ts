import type {TableRecord} from '../../tabular/tabular.ts'
import type {FieldName} from './figures.ts'

/** Cells of a sheet that are one; lines from 1, columns from 0, both included. */
export interface MergedRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface FillColumn {
  readonly field: FieldName
  readonly at: number
}

interface Cell {
  readonly text: string
  readonly isNumber: boolean
}

/** One column that may be filled. */
interface Filled extends FillColumn {
  readonly ranges: readonly MergedRange[]
  above: (Cell & {readonly line: number}) | undefined
  now: Cell
  /** A value was written again below itself: this column names its values in every row, and a blank is a gap. */
  repeats: boolean
  first: string | undefined
  varies: boolean
}

const none: Cell = {text: '', isNumber: false}

/**
 * Gives an empty cell the value above it, up to the next empty line or total. Where a column of a sheet has merged
 * cells, only these are filled. Elsewhere (a CSV file knows no merged cells) the file's shape must say so: a column
 * whose values stand again below themselves is never filled, nor is one inside a group when the group changes.
 */
export class FillDown {
  readonly #columns: readonly Filled[]
  readonly #byField: ReadonlyMap<FieldName, Filled>
  #previous = 0

  constructor(columns: readonly FillColumn[], merges: readonly MergedRange[] = []) {
    const tall = merges.filter(({top, bottom}) => bottom > top)
    this.#columns = columns
      .toSorted((one, other) => one.at - other.at)
      .map(({field, at}) => ({
        ...{field, at, above: undefined, now: none, repeats: false, first: undefined, varies: false},
        ranges: tall.filter(({left, right}) => left <= at && at <= right),
      }))
    this.#byField = new Map(this.#columns.map((column) => [column.field, column]))
  }

  stop(): void {
    for (const column of this.#columns) column.above = undefined
  }

  /** Looks at the next row. */
  row({cells, marks, line}: TableRecord): void {
    if (this.#columns.length === 0) return
    let groupChanged = false
    for (const column of this.#columns) {
      const text = cells[column.at] ?? ''
      const mark = marks?.get(column.at)
      if (text.trim() === '') {
        column.now = this.#filled(column, line, groupChanged) ?? none
        continue
      }
      const {above, field} = column
      const isSame = above?.text === text
      if (isSame && above.line === this.#previous && !groupChanged) column.repeats = true
      column.now = {text, isNumber: mark === 'number' || mark === 'date'}
      column.above = {...column.now, line}
      column.first ??= text
      column.varies ||= column.first !== text
      // A new month is no new group: months go on beside establishments and indicators.
      if (!isSame && field !== 'period') groupChanged = true
    }
    this.#previous = line
  }

  /** The value of a column in the row that was looked at last; undefined for a column that is never filled. */
  cell(field: FieldName): Cell | undefined {
    return this.#byField.get(field)?.now
  }

  #filled({above, ranges, repeats, varies}: Filled, line: number, groupChanged: boolean): Cell | undefined {
    if (!above) return undefined
    if (ranges.length > 0) {
      const isInside = ranges.some(
        ({top, bottom}) => top <= line && line <= bottom && above.line >= top && above.line <= bottom,
      )
      return isInside ? above : undefined
    }
    return repeats || (groupChanged && varies) ? undefined : above
  }
}
