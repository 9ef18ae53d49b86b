import type {TableRecord} from '../../tabular/tabular.ts'
import type {FinessLevel} from '../count-line.ts'
import {type CellWord, cellWord, isDigit, remembered} from './cell-words.ts'
import type {BoundColumns} from './columns.ts'
import {CountCells, type Repeated} from './count-cells.ts'
import {DimensionReader} from './dimension-reader.ts'
import type {FigureSums} from './figure-sums.ts'
import type {FieldName, FigureKey, Side} from './figures.ts'
import {FillDown, type MergedRange} from './fill-down.ts'
import {Notices} from './notices.ts'
import type {FieldMap} from './reading-map.ts'
import {type Left, RowKinds} from './row-kinds.ts'
import {SkipList} from './skip-list.ts'

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
  readonly repeated: Repeated
  /** Rows of one key complete each other, even where nothing tells them apart. */
  readonly addRows?: boolean
}

type KeyName = Exclude<keyof FigureKey, 'level'>
const KEYS: Readonly<Partial<Record<FieldName, KeyName>>> = {
  finess: 'finess',
  period: 'month',
  type: 'typeCode',
  indicator: 'indicator',
  software: 'software',
  environment: 'environment',
}

type Dimension =
  | {readonly state: 'value'; readonly value: string; readonly part?: string}
  | {readonly state: 'missing'}
  | {readonly state: 'left'; readonly left: Left}

/** Makes figures of the rows below a header; what is no figure is listed with its reason. */
export class RowReader {
  readonly notices: Notices
  readonly skips: SkipList
  readonly dimensions: DimensionReader
  readonly counts: CountCells
  readonly #wish: RowWish
  readonly #fill: FillDown
  readonly #kinds: RowKinds
  readonly #word: (text: string) => CellWord
  readonly #level: FinessLevel | undefined
  /** Of one key a side that people fill in, and a machine, have one row; others may list parts. */
  readonly #isStrict: boolean
  #lastLine = 0
  #brokenLine = 0
  rows = 0

  constructor(wish: RowWish, sums: FigureSums) {
    const {file, sheet, bound, timeZone: zone, date1904} = wish
    const place = {file, ...(sheet === undefined ? {} : {sheet})}
    this.#wish = wish
    this.notices = new Notices(file)
    this.skips = new SkipList(place)
    this.counts = new CountCells(bound, sums, this.notices, wish.repeated)
    const filled = [...bound.fields].filter(([, {map}]) => map.fill)
    this.#fill = new FillDown(
      filled.map(([field, {at}]) => ({field, at})),
      wish.merges,
    )
    this.#isStrict = (wish.side === 'declared' || wish.json) && wish.addRows !== true
    this.#word = remembered(cellWord)
    this.#kinds = new RowKinds(bound, wish.ragged, this.#word)
    this.#level = bound.fields.get('finess')?.level
    const pattern = bound.fields.get('type')?.map.pattern
    this.dimensions = new DimensionReader(this.notices, {zone, date1904}, pattern)
    sums.begin(place)
  }

  row(record: TableRecord): void {
    this.rows += 1
    // Blank lines are no records: the rows below them begin anew.
    if (record.line > this.#lastLine + 1) this.#fill.stop()
    this.#lastLine = record.lastLine
    if (record.hidden) this.notices.note('hidden-rows', {line: record.line})
    const left =
      this.#faulty(record) ??
      this.#kinds.left(record) ??
      this.#nameless(record) ??
      this.#named(record, this.#figures(record))
    if (!left) return
    if (left.reason === 'empty' || left.reason === 'total') this.#fill.stop()
    if (left.recompute) this.counts.total(record)
    this.skips.skip(record, left.reason, left.text, left.column)
  }

  #faulty({fault, line, lastLine}: TableRecord): Left | undefined {
    if (fault === undefined) return undefined
    if (fault !== 'encoding' && fault !== 'encoding-mixed') {
      if (this.#wish.json) this.#brokenLine = lastLine
      return {reason: this.#wish.json ? 'json' : fault}
    }
    this.notices.note('encoding-line', {line})
    return undefined
  }

  /** A row that says of nobody and nothing what it counts: a total without its word, or nothing to be guessed. */
  #nameless(record: TableRecord): Left | undefined {
    const {fields, counts} = this.#wish.bound
    if (this.#wish.json) return undefined
    for (const {at} of fields.values()) if ((record.cells[at] ?? '').trim() !== '') return undefined
    if (this.counts.isBlank(record)) return {reason: 'note'}
    const [first] = counts
    const place = {text: record.cells[first?.at ?? 0] ?? '', column: (first?.at ?? 0) + 1}
    const [isSum, isNamed] = [this.counts.isSum(record), this.counts.isNamed(record)]
    if (isSum && !isNamed) return {reason: 'total', recompute: true, ...place}
    // Named by a column of no field it may be a part of the figure above; not so if it is the sum of all.
    const isFilled = [...fields.values()].some(({map}) => map.fill)
    return isFilled && (isSum || !isNamed) ? {reason: 'unlabelled', ...place} : undefined
  }

  /** A row whose key cannot be read may be no figure at all: words below a table, or a total under a name. */
  #named(record: TableRecord, left: Left | undefined): Left | undefined {
    if (!left || left.reason === 'other-bucket') return left
    const {reason, text = ''} = left
    if (this.counts.isBlank(record)) return {reason: 'note', text}
    const isName = reason === 'finess' && /\p{L}/u.test(text) && !/\p{N}/u.test(text)
    return isName && this.counts.isSum(record) ? {...left, reason: 'total', recompute: true} : left
  }

  #figures(record: TableRecord): Left | undefined {
    const key: {-readonly [K in keyof FigureKey]: FigureKey[K]} = {}
    let missing = false
    let part = ''
    this.#fill.row(record)
    for (const [field, column] of this.#wish.bound.fields) {
      const read = this.#dimension(record, field, column)
      if (read.state === 'left') return read.left
      const name = KEYS[field]
      if (read.state === 'value' && name) key[name] = read.value
      if (read.state === 'value') part = read.part ?? part
      missing ||= read.state === 'missing' && field !== 'indicator'
    }
    const unsaid = this.#unsaid(record, key)
    if (unsaid) return unsaid
    if (this.#level && key.finess !== undefined) key.level = this.#level
    this.skips.use(this.#wish.bound.counts.length)
    this.counts.add(record, key, missing, this.#isStrict ? part : undefined)
    return undefined
  }

  /** A declaration of nothing in particular, in a table that says of what each is: a total, or no figure. */
  #unsaid(record: TableRecord, {indicator, typeCode}: FigureKey): Left | undefined {
    const {side, bound} = this.#wish
    const column = bound.fields.get('indicator') ?? bound.fields.get('type')
    if (side !== 'declared' || !column || bound.layout === 'wide-types') return undefined
    if (indicator !== undefined || typeCode !== undefined) return undefined
    if (this.counts.isSum(record)) return {reason: 'total', recompute: true, column: column.at + 1}
    return {reason: 'indicator', column: column.at + 1}
  }

  #dimension(
    record: TableRecord,
    field: FieldName,
    {at, map}: {readonly at: number; readonly map: FieldMap},
  ): Dimension {
    const {line, marks} = record
    const raw = record.cells[at] ?? ''
    const mark = marks?.get(at)
    const filled = map.fill ? this.#fill.cell(field) : undefined
    const text = filled?.text ?? raw
    const exact = filled?.isNumber ?? (mark === 'number' || mark === 'date')
    const column = at + 1
    const word = field === 'period' || isDigit(text) ? 'plain' : this.#word(text)
    if (word === 'other') return this.#other(record, raw, column)
    if (word === 'missing') {
      const needed = field === 'finess' && this.#wish.side === 'declared'
      return needed ? {state: 'left', left: {reason: 'finess', text: raw, column}} : {state: 'missing'}
    }
    const read = this.dimensions.read(field, text, exact, line, column)
    if (read.state === 'value') return read
    return {
      state: 'left',
      left: {reason: read.state === 'fault' ? read.reason : 'other-bucket', text, column},
    }
  }

  /** The rest of a "top N": documents that are counted, and for nobody in particular. */
  #other(record: TableRecord, text: string, column: number): Dimension {
    for (const {reading} of this.counts.read(record))
      this.notices.sign('other-bucket', record.line, {}, reading)
    return {state: 'left', left: {reason: 'other-bucket', text, column}}
  }

  /** The last row has too few cells: the file was cut. */
  finish(): void {
    this.dimensions.tell()
    const line = this.#lastLine
    if (line !== 0 && (this.#kinds.shortLine === line || this.#brokenLine === line))
      this.notices.sign('cut-line', line)
  }
}
