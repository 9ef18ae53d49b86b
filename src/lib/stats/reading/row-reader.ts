import type {TableRecord} from '../../tabular/tabular.ts'
import {type CellWord, cellWord, remembered} from './cell-words.ts'
import type {BoundColumns} from './columns.ts'
import {readCell} from './count-cell.ts'
import type {CountReading} from './count-text.ts'
import {DimensionReader} from './dimension-reader.ts'
import type {FigureSums} from './figure-sums.ts'
import type {FieldName, FigureKey, Side, SkipReason} from './figures.ts'
import {FillDown, type MergedRange} from './fill-down.ts'
import {labelKey} from './label-key.ts'
import {Notices} from './notices.ts'
import {LocaleVotes} from './number-locale.ts'
import type {FieldMap} from './reading-map.ts'
import {SkipList} from './skip-list.ts'
import {Totals} from './totals.ts'

export interface RowWish {
  readonly file: string
  readonly sheet?: string
  readonly side: Side
  readonly bound: BoundColumns
  readonly timeZone: string
  readonly date1904: boolean
  readonly merges?: readonly MergedRange[]
  /** Rows of a text must have as many cells as the header: one that has not was cut or holds a stray delimiter. */
  readonly ragged: boolean
  /** Rows are values of JSON. */
  readonly json: boolean
  /** An earlier file had this figure already: told by its name. */
  readonly repeated: (file: string, key: FigureKey, line: number, column: number) => void
}

const KEYS: Readonly<
  Partial<Record<FieldName, 'finess' | 'month' | 'typeCode' | 'indicator' | 'software' | 'environment'>>
> = {
  finess: 'finess',
  period: 'month',
  type: 'typeCode',
  indicator: 'indicator',
  software: 'software',
  environment: 'environment',
}

/** Counts above which the number of different values in Elasticsearch is an estimate (`precision_threshold`). */
const EXACT_CARDINALITY = 3000

/** Why a row is left out. */
interface Left {
  readonly reason: SkipReason
  readonly text?: string
  readonly column?: number
}

/** Makes figures of the rows below a header; what is no figure is listed with its reason. */
export class RowReader {
  readonly votes = new LocaleVotes()
  readonly notices: Notices
  readonly skips: SkipList
  readonly totals = new Totals()
  readonly dimensions: DimensionReader
  readonly #wish: RowWish
  readonly #sums: FigureSums
  readonly #fill: FillDown
  readonly #word: (text: string) => CellWord
  readonly #headerKeys: readonly string[]
  readonly #approximate: ReadonlySet<number>
  #lastLine = 0
  #shortLine = 0
  rows = 0

  constructor(wish: RowWish, sums: FigureSums) {
    const {file, sheet, bound} = wish
    const place = {file, ...(sheet === undefined ? {} : {sheet})}
    this.#wish = wish
    this.#sums = sums
    this.notices = new Notices(file)
    this.skips = new SkipList(place)
    this.#fill = new FillDown(wish.merges)
    this.#word = remembered(cellWord)
    this.#headerKeys = bound.header.map(labelKey)
    this.#approximate = new Set(
      bound.counts
        .map(({at}) => at)
        .filter((at) => /unique|cardinal|distinct/.test(this.#headerKeys[at] ?? '')),
    )
    const {timeZone: zone, date1904} = wish
    this.dimensions = new DimensionReader(
      this.notices,
      {zone, date1904},
      bound.fields.get('type')?.map.pattern,
    )
    sums.begin(place)
  }

  row(record: TableRecord): void {
    this.rows += 1
    // Blank lines are no records: the rows below them begin anew.
    if (record.line > this.#lastLine + 1) this.#fill.stop()
    this.#lastLine = record.lastLine
    if (record.hidden) this.notices.note('hidden-rows', {line: record.line})
    const left = this.#faulty(record) ?? this.#noFigures(record) ?? this.#figures(record)
    if (left) this.skips.skip(record, left.reason, left.text, left.column)
  }

  #faulty({fault, line}: TableRecord): Left | undefined {
    if (fault !== 'encoding' && fault !== 'encoding-mixed')
      return fault === undefined ? undefined : {reason: this.#wish.json ? 'json' : fault}
    this.notices.note('encoding-line', {line})
    return undefined
  }

  /** Rows that hold something else than figures. */
  #noFigures(record: TableRecord): Left | undefined {
    const {cells, marks} = record
    const text = cells.find((cell) => cell.trim() !== '')
    if (text === undefined && !marks?.size) {
      this.#fill.stop()
      return {reason: 'empty'}
    }
    if (this.#isHeader(cells)) return {reason: 'repeated-header', ...(text ? {text} : {})}
    const word = this.#word(text ?? '')
    if (word === 'total' || word === 'mean' || this.#totalInside(cells)) {
      this.#total(record, word)
      return {reason: 'total', ...(text ? {text} : {})}
    }
    if (this.#isNote(record, text ?? '')) return {reason: 'note', ...(text ? {text} : {})}
    if (this.#isRagged(record)) return {reason: 'columns', ...(text ? {text} : {})}
    const {filters} = this.#wish.bound
    const other = filters.find(({at, equals}) => labelKey(cells[at] ?? '') !== labelKey(equals))
    return other && {reason: 'filter', text: cells[other.at] ?? '', column: other.at + 1}
  }

  /** One text alone below a table of several columns. */
  #isNote({cells, marks}: TableRecord, text: string): boolean {
    if (marks?.size || this.#wish.bound.header.length < 3 || /^[\d\s]+$/.test(text)) return false
    return cells.filter((cell) => cell.trim() !== '').length === 1
  }

  #isHeader(cells: readonly string[]): boolean {
    const at = this.#headerKeys.findIndex((key) => key !== '')
    const cell = cells[at]
    if (cell === undefined || cell.length > 200 || /^\d/.test(cell)) return false
    return this.#headerKeys.every((key, place) => labelKey(cells[place] ?? '') === key)
  }

  #totalInside(cells: readonly string[]): boolean {
    for (const [field, {at}] of this.#wish.bound.fields) {
      const text = cells[at]
      if (text === undefined || text === '' || field === 'software' || /^\d/.test(text)) continue
      const word = this.#word(text)
      if (word === 'total' || word === 'mean') return true
    }
    return false
  }

  #isRagged({cells, line}: TableRecord): boolean {
    const width = this.#wish.bound.header.length
    if (!this.#wish.ragged || cells.length === width) return false
    if (cells.length > width) return cells.slice(width).some((cell) => cell.trim() !== '')
    this.#shortLine = line
    return true
  }

  #total(record: TableRecord, word: CellWord): void {
    this.#fill.stop()
    if (word === 'mean') return
    const stated = this.#wish.bound.counts.map(({at}) => ({at, reading: this.#count(record, at)}))
    this.totals.total(record.line, stated)
  }

  #figures(record: TableRecord): Left | undefined {
    const key: Record<string, string> = {}
    let missing = false
    for (const [field, column] of this.#wish.bound.fields) {
      const read = this.#dimension(record, field, column)
      if (read.state === 'left') return read.left
      const name = KEYS[field]
      if (read.state === 'value' && name) key[name] = read.value
      missing ||= read.state === 'missing' && field !== 'indicator'
    }
    this.#cells(record, key, missing)
    return undefined
  }

  #dimension(
    record: TableRecord,
    field: FieldName,
    {at, map}: {readonly at: number; readonly map: FieldMap},
  ): {state: 'value'; value: string} | {state: 'missing'} | {state: 'left'; left: Left} {
    const {line, marks} = record
    const raw = record.cells[at] ?? ''
    const mark = marks?.get(at)
    const isNumber = mark === 'number' || mark === 'date'
    const cell = map.fill ? this.#fill.cell(field, at, raw, isNumber, line) : {text: raw, isNumber}
    const column = at + 1
    const word = field === 'period' ? 'plain' : this.#word(cell.text)
    if (word === 'other') {
      for (const count of this.#wish.bound.counts)
        this.notices.sign('other-bucket', line, {}, this.#count(record, count.at))
      return {state: 'left', left: {reason: 'other-bucket', text: raw, column}}
    }
    if (word === 'missing') {
      const needed = field === 'finess' && this.#wish.side === 'declared'
      return needed ? {state: 'left', left: {reason: 'finess', text: raw, column}} : {state: 'missing'}
    }
    const read = this.dimensions.read(field, cell.text, cell.isNumber, line, column)
    if (read.state === 'value') return {state: 'value', value: read.value}
    const reason = read.state === 'fault' ? read.reason : 'other-bucket'
    return {state: 'left', left: {reason, text: cell.text, column}}
  }

  #cells(record: TableRecord, key: Record<string, string>, missing: boolean): void {
    const {bound} = this.#wish
    const {line, cells} = record
    const level = bound.fields.get('finess')?.level
    this.skips.use(bound.counts.length)
    this.totals.row()
    for (const {at, month, typeCode} of bound.counts) {
      const reading = this.#count(record, at)
      const text = cells[at] ?? ''
      const whole: FigureKey = {
        ...key,
        ...(level && key['finess'] !== undefined ? {level} : {}),
        ...(month === undefined ? {} : {month}),
        ...(typeCode === undefined ? {} : {typeCode}),
      }
      const before = this.#sums.add(whole, reading, text, line, at + 1)
      if (before === 'same') this.notices.note('duplicate-key', {line, column: at + 1}, describe(whole))
      else if (before !== 'new') this.#wish.repeated(this.#sums.fileOf(before).file, whole, line, at + 1)
      this.totals.add(at, reading)
      if (missing) this.notices.sign('missing-value', line, {}, reading)
      if (reading.state === 'unreadable')
        this.notices.note(
          'unreadable-count',
          {line, column: at + 1},
          {text: text.slice(0, 40), reason: reading.reason},
          reading.reason,
        )
      else if (reading.state === 'count' && this.#approximate.has(at) && reading.en > EXACT_CARDINALITY)
        this.notices.sign('approximate', line)
    }
    this.#rowTotal(record)
  }

  /** A column of totals is told apart from the figures, and must agree with them. */
  #rowTotal(record: TableRecord): void {
    const {totalAt, counts} = this.#wish.bound
    if (totalAt === undefined) return
    const stated = this.#count(record, totalAt)
    if (stated.state !== 'count') return
    const sum = {fr: 0, en: 0}
    for (const {at} of counts) {
      const reading = this.#count(record, at)
      if (reading.state !== 'count') continue
      sum.fr += reading.fr
      sum.en += reading.en
    }
    if (stated.fr === sum.fr || stated.en === sum.en) return
    const computed = Number.isNaN(sum.en) ? sum.fr : sum.en
    if (Number.isNaN(computed)) return
    const value = Number.isNaN(stated.en) ? stated.fr : stated.en
    this.notices.note(
      'total-differs',
      {line: record.line, column: totalAt + 1},
      {stated: value, computed},
      `${record.line}`,
    )
  }

  #count({cells, marks, line}: TableRecord, at: number): CountReading {
    const text = cells[at] ?? ''
    const reading = readCell(text, marks?.get(at), this.notices, {line, column: at + 1})
    this.votes.add(reading, text, line, at + 1)
    return reading
  }

  /** The last row has too few cells: the file was cut. */
  finish(): void {
    this.dimensions.tell()
    if (this.#shortLine !== 0 && this.#shortLine === this.#lastLine)
      this.notices.sign('cut-line', this.#shortLine)
  }
}

function describe(key: FigureKey): Record<string, string> {
  const {level: _, ...told} = key
  return {key: Object.values(told).join(' ')}
}
