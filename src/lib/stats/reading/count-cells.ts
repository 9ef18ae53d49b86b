import type {TableRecord} from '../../tabular/tabular.ts'
import type {BoundColumns, CountColumn} from './columns.ts'
import {readCell} from './count-cell.ts'
import type {CountReading} from './count-text.ts'
import type {FigureSums} from './figure-sums.ts'
import type {FigureKey} from './figures.ts'
import {labelKey} from './label-key.ts'
import type {Notices} from './notices.ts'
import {LocaleVotes} from './number-locale.ts'
import {Totals} from './totals.ts'

/** Counts above which the number of different values in Elasticsearch is an estimate (`precision_threshold`). */
const EXACT_CARDINALITY = 3000

/** An earlier file had this figure already: told by its name. */
export type Repeated = (file: string, key: FigureKey, line: number, column: number) => void

/** Adds the counts of rows to the figures of their keys, and keeps beside them what totals must agree with. */
export class CountCells {
  readonly votes = new LocaleVotes()
  readonly totals = new Totals()
  readonly #bound: BoundColumns
  readonly #sums: FigureSums
  readonly #notices: Notices
  readonly #repeated: Repeated
  readonly #approximate: ReadonlySet<number>
  /** Columns that no field is bound to: they may tell rows of one key apart. */
  readonly #unbound: readonly number[]

  constructor(bound: BoundColumns, sums: FigureSums, notices: Notices, repeated: Repeated) {
    this.#bound = bound
    this.#sums = sums
    this.#notices = notices
    this.#repeated = repeated
    this.#unbound = unboundColumns(bound)
    const isEstimate = ({at}: CountColumn) =>
      /unique|cardinal|distinct/.test(labelKey(bound.header[at] ?? ''))
    this.#approximate = new Set(bound.counts.filter(isEstimate).map(({at}) => at))
  }

  /** Counts of a row that is no figure by itself. */
  read(record: TableRecord): {readonly at: number; readonly reading: CountReading}[] {
    return this.#bound.counts.map(({at}) => ({at, reading: this.#count(record, at)}))
  }

  total(record: TableRecord): void {
    this.totals.total(record.line, this.read(record))
  }

  /** Whether a row says nothing at all where counts stand. */
  isBlank({cells, marks}: TableRecord): boolean {
    return this.#bound.counts.every(({at}) => (cells[at] ?? '').trim() === '' && !marks?.has(at))
  }

  /** Whether the counts of a row are the sums of what stands above it. */
  isSum(record: TableRecord): boolean {
    return this.totals.isSum(
      this.#bound.counts.map(({at}) => ({
        at,
        reading: readCell(record.cells[at] ?? '', record.marks?.get(at)),
      })),
    )
  }

  /** Whether a column that no field is bound to says something in words. */
  isNamed({cells}: TableRecord): boolean {
    return this.#unbound.some((at) => /\p{L}/u.test(cells[at] ?? ''))
  }

  /**
   * @param missing a field by which documents are split is absent: nobody is counted for them
   * @param day of what part of its month the row is; undefined: rows of one key are added, whatever they say
   */
  add(record: TableRecord, key: FigureKey, missing: boolean, day: string | undefined): void {
    this.totals.row()
    const sum = {fr: 0, en: 0}
    const beside = day === undefined ? undefined : this.#besideOf(record, day)
    for (const column of this.#bound.counts) {
      const reading = this.#count(record, column.at)
      this.#figure(record, wholeKey(key, column), reading, column.at, beside)
      this.totals.add(column.at, reading)
      if (missing) this.#notices.sign('missing-value', record.line, {}, reading)
      if (reading.state !== 'count') continue
      sum.fr += reading.fr
      sum.en += reading.en
    }
    if (this.#bound.totalAt !== undefined) this.#rowTotal(record, this.#bound.totalAt, sum)
  }

  #besideOf({cells}: TableRecord, day: string): number {
    let hash = hashOf(day, 0)
    for (const at of this.#unbound) hash = hashOf(cells[at] ?? '', hash)
    return hash
  }

  #figure(
    {line, cells}: TableRecord,
    key: FigureKey,
    reading: CountReading,
    at: number,
    beside: number | undefined,
  ): void {
    const text = cells[at] ?? ''
    const column = at + 1
    // Columns that a mapping adds up are one figure of one row.
    const isPart = this.#bound.layout === 'long' && this.#bound.counts[0]?.at !== at
    const before = this.#sums.add(key, reading, text, line, column, isPart ? undefined : beside)
    if (before === 'repeated')
      this.#notices.note('repeated-key', {line, column}, () => describe(key), `${line} ${column}`)
    else if (before === 'same' && !isPart)
      this.#notices.note('duplicate-key', {line, column}, () => describe(key))
    else if (typeof before === 'number') this.#repeated(this.#sums.fileOf(before).file, key, line, column)
    this.#doubt(reading, text, {line, column})
  }

  #doubt(reading: CountReading, text: string, place: {readonly line: number; readonly column: number}): void {
    if (reading.state === 'unreadable') {
      const {reason} = reading
      this.#notices.note('unreadable-count', place, {text: text.slice(0, 40), reason}, reason)
    } else if (
      reading.state === 'count' &&
      reading.en > EXACT_CARDINALITY &&
      this.#approximate.has(place.column - 1)
    )
      this.#notices.sign('approximate', place.line)
  }

  /** A column of totals is told apart from the figures, and must agree with them. */
  #rowTotal(record: TableRecord, at: number, sum: {readonly fr: number; readonly en: number}): void {
    const reading = this.#count(record, at)
    if (reading.state !== 'count' || reading.fr === sum.fr || reading.en === sum.en) return
    const computed = Number.isNaN(sum.en) ? sum.fr : sum.en
    if (Number.isNaN(computed)) return
    const stated = Number.isNaN(reading.en) ? reading.fr : reading.en
    const place = {line: record.line, column: at + 1}
    this.#notices.note('total-differs', place, {stated, computed}, `${record.line}`)
  }

  #count({cells, marks, line}: TableRecord, at: number): CountReading {
    const text = cells[at] ?? ''
    const reading = readCell(text, marks?.get(at), this.#notices, {line, column: at + 1})
    this.votes.add(reading, text, line, at + 1)
    return reading
  }
}

function unboundColumns({header, fields, counts, totalAt}: BoundColumns): readonly number[] {
  const bound = new Set([...[...fields.values()].map(({at}) => at), ...counts.map(({at}) => at), totalAt])
  return [...header.keys()].filter((at) => !bound.has(at))
}

/** FNV-1a, 32 bits; the end of a text counts. */
function hashOf(text: string, start: number): number {
  let hash = start ^ 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return Math.imul(hash ^ 0x1f, 0x01000193)
}

/** In a long table the row has one figure; in a wide one each column adds its part of the key. */
function wholeKey(key: FigureKey, {month, typeCode}: CountColumn): FigureKey {
  if (month === undefined && typeCode === undefined) return key
  return {...key, ...(month === undefined ? {} : {month}), ...(typeCode === undefined ? {} : {typeCode})}
}

function describe({finess, month, typeCode, indicator, software, environment}: FigureKey) {
  const told = [finess, month, typeCode, indicator, software, environment]
  return {key: told.filter((one) => one !== undefined).join(' ')}
}
