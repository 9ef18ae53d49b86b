import type {TableRecord} from '../../tabular/tabular.ts'
import {type CellWord, isDigit} from './cell-words.ts'
import type {BoundColumns} from './columns.ts'
import type {SkipReason} from './figures.ts'
import {labelKey} from './label-key.ts'

/** Why a row is left out. */
export interface Left {
  readonly reason: SkipReason
  readonly text?: string
  readonly column?: number
  /** A row of totals, to be recomputed. */
  readonly recompute?: boolean
}

/** Tells rows that hold something else than figures: titles, totals, notes, rows that were cut. */
export class RowKinds {
  readonly #bound: BoundColumns
  readonly #ragged: boolean
  readonly #word: (text: string) => CellWord
  readonly #headerKeys: readonly string[]
  readonly #firstHeader: number
  /** Columns whose cells may say "Total". */
  readonly #labelled: readonly number[]
  /** The last row with too few cells. */
  shortLine = 0

  constructor(bound: BoundColumns, ragged: boolean, word: (text: string) => CellWord) {
    this.#bound = bound
    this.#ragged = ragged
    this.#word = word
    this.#headerKeys = bound.header.map(labelKey)
    this.#firstHeader = this.#headerKeys.findIndex((key) => key !== '')
    this.#labelled = [...bound.fields].flatMap(([field, {at}]) => (field === 'software' ? [] : [at]))
  }

  left(record: TableRecord): Left | undefined {
    const {cells, marks} = record
    const text = cells.find((cell) => cell.trim() !== '') ?? ''
    if (text === '' && !marks?.size) return {reason: 'empty'}
    if (this.#isHeader(cells)) return {reason: 'repeated-header', text}
    const total = this.#total(cells, text)
    if (total) return {reason: 'total', text, recompute: total === 'total'}
    if (this.#isNote(record, text)) return {reason: 'note', text}
    if (this.#isRagged(record)) return {reason: 'columns', text}
    return this.#bound.filters.length === 0 ? undefined : this.#filtered(cells)
  }

  #filtered(cells: readonly string[]): Left | undefined {
    const other = this.#bound.filters.find(({at, equals}) => labelKey(cells[at] ?? '') !== labelKey(equals))
    return other && {reason: 'filter', text: cells[other.at] ?? '', column: other.at + 1}
  }

  #isHeader(cells: readonly string[]): boolean {
    const cell = cells[this.#firstHeader]
    if (cell === undefined || cell.length > 200 || isDigit(cell)) return false
    return this.#headerKeys.every((key, place) => labelKey(cells[place] ?? '') === key)
  }

  #total(cells: readonly string[], first: string): 'total' | 'mean' | undefined {
    const word = isDigit(first) ? 'plain' : this.#word(first)
    if (word === 'total' || word === 'mean') return word
    for (const at of this.#labelled) {
      const text = cells[at]
      if (text === undefined || text === '' || isDigit(text)) continue
      const inside = this.#word(text)
      if (inside === 'total' || inside === 'mean') return inside
    }
    return undefined
  }

  /** One text alone below a table of several columns. */
  #isNote({cells, marks}: TableRecord, text: string): boolean {
    if (marks?.size || this.#bound.header.length < 3 || /^[\d\s]+$/.test(text)) return false
    let filled = 0
    for (const cell of cells) if (cell !== '' && cell.trim() !== '' && ++filled > 1) return false
    return filled === 1
  }

  #isRagged({cells, line}: TableRecord): boolean {
    const width = this.#bound.header.length
    if (!this.#ragged || cells.length === width) return false
    if (cells.length > width) return cells.slice(width).some((cell) => cell.trim() !== '')
    this.shortLine = line
    return true
  }
}
