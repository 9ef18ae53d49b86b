import type {FieldName} from './figures.ts'

/** Cells of a sheet that are one; lines from 1, columns from 0, both included. */
export interface MergedRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

interface Above {
  readonly text: string
  readonly isNumber: boolean
  readonly line: number
}

/**
 * Gives an empty cell the value above it. Where a column of a sheet has merged cells, only these are filled; elsewhere
 * (a CSV file knows no merged cells) all, up to the next empty line or total.
 */
export class FillDown {
  readonly #above = new Map<FieldName, Above>()
  readonly #merges: readonly MergedRange[]

  constructor(merges: readonly MergedRange[] = []) {
    this.#merges = merges.filter(({top, bottom}) => bottom > top)
  }

  stop(): void {
    this.#above.clear()
  }

  cell(field: FieldName, at: number, text: string, isNumber: boolean, line: number): Omit<Above, 'line'> {
    if (text.trim() !== '') {
      this.#above.set(field, {text, isNumber, line})
      return {text, isNumber}
    }
    const above = this.#above.get(field)
    const ranges = this.#merges.filter(({left, right}) => left <= at && at <= right)
    const inside =
      ranges.length === 0 ||
      ranges.some(({top, bottom}) => top <= line && line <= bottom && (above?.line ?? 0) >= top)
    return above && inside ? above : {text, isNumber}
  }
}
