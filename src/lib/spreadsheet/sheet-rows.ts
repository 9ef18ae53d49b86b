import type {ByteSource} from '../ports/byte-source.ts'
import type {PackedTexts} from '../tabular/packed-texts.ts'
import type {CellMark, TableRecord} from '../tabular/tabular.ts'
import {refuseXml} from '../xml/decode.ts'
import {XmlStream} from '../xml/stream-xml.ts'
import {unescapeText} from './shared-texts.ts'
import {SHEET_NAMESPACES} from './workbook-parts.ts'

/** The widest sheet there is. */
const MAX_COLUMNS = 16_384

const MARKS: Readonly<Record<string, CellMark>> = {n: 'number', b: 'boolean', e: 'error'}

interface Row {
  line: number
  hidden: boolean
  cells: string[]
  marks: Map<number, CellMark>
}

/** What a reader wants to know of cells beyond their texts. */
export interface CellDetail {
  /** Styles that show a number as a date: such cells are marked `date`, and formulas without a result `no-value`. */
  readonly dateStyles: ReadonlySet<number>
}

/** Place of a column by its letters, from 0: `A`, `Z`, `AA`… */
export function columnAt(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (letters === undefined) return undefined
  let place = 0
  for (const letter of letters) place = place * 26 + letter.charCodeAt(0) - 64
  return place - 1 < MAX_COLUMNS ? place - 1 : undefined
}

/**
 * Rows of a sheet as they come, each cell with its raw text: what a number looks like on the screen is a matter of
 * styles and rounds, what is stored is exact to fifteen digits. Rows without a cell are no records.
 */
export async function* sheetRows(
  source: ByteSource,
  texts: PackedTexts | undefined,
  signal: AbortSignal,
  detail?: CellDetail,
): AsyncGenerator<TableRecord[]> {
  const reader = new SheetReader(texts, detail)
  const stream = new XmlStream(reader, SHEET_NAMESPACES)
  for await (const chunk of source.open(signal)) {
    stream.write(chunk)
    yield reader.take()
  }
  stream.end()
  yield reader.take()
}

class SheetReader {
  readonly #texts: PackedTexts | undefined
  readonly #detail: CellDetail | undefined
  #done: TableRecord[] = []
  #row: Row | undefined
  #line = 0
  #place = -1
  #type = 'n'
  #value: string | undefined
  #inside = false
  #phonetic = 0
  #isDate = false
  #formula = false

  constructor(texts: PackedTexts | undefined, detail: CellDetail | undefined) {
    this.#texts = texts
    this.#detail = detail
  }

  take(): TableRecord[] {
    const done = this.#done
    this.#done = []
    return done
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'row') {
      const stated = Number(attribute('r'))
      this.#line = Number.isInteger(stated) && stated > this.#line ? stated : this.#line + 1
      const hidden = attribute('hidden')
      this.#row = {line: this.#line, hidden: hidden === '1' || hidden === 'true', cells: [], marks: new Map()}
      this.#place = -1
    } else if (name === 'c') {
      const place = columnAt(attribute('r') ?? '') ?? this.#place + 1
      if (place <= this.#place || place >= MAX_COLUMNS) throw refuseXml('malformed')
      this.#place = place
      this.#type = attribute('t') ?? 'n'
      this.#value = undefined
      this.#formula = false
      this.#isDate = this.#detail?.dateStyles.has(Number(attribute('s') ?? 0)) ?? false
    } else if (name === 'rPh') this.#phonetic += 1
    else if (name === 'f') this.#formula = true
    this.#inside = name === 'v' || (name === 't' && this.#phonetic === 0)
    if (this.#inside) this.#value ??= ''
  }

  text(piece: string): void {
    if (this.#inside) this.#value += piece
  }

  close(name: string): void {
    this.#inside = false
    if (name === 'rPh') this.#phonetic -= 1
    else if (name === 'c') this.#cell()
    else if (name === 'row') this.#end()
  }

  #cell(): void {
    const row = this.#row
    const empty = this.#detail !== undefined && this.#formula && (this.#value ?? '') === ''
    if (row && empty && this.#type !== 'str') {
      row.marks.set(this.#place, 'no-value')
      this.#value = ''
    }
    if (!row || this.#value === undefined) return
    while (row.cells.length < this.#place) row.cells.push('')
    const mark = MARKS[this.#type]
    if (this.#type === 's') {
      const shared = this.#texts?.at(Number(this.#value))
      if (shared === undefined) row.marks.set(this.#place, 'error')
      row.cells.push(shared ?? '')
      return
    }
    if (mark !== undefined && this.#value !== '')
      row.marks.set(this.#place, mark === 'number' && this.#isDate ? 'date' : mark)
    row.cells.push(mark === undefined ? unescapeText(this.#value) : this.#value)
  }

  #end(): void {
    const row = this.#row
    this.#row = undefined
    if (!row?.cells.some((cell, place) => cell.trim() !== '' || row.marks.has(place))) return
    const {line, hidden, cells, marks} = row
    this.#done.push({
      line,
      lastLine: line,
      cells,
      ...(marks.size > 0 ? {marks} : {}),
      ...(hidden ? {hidden} : {}),
    })
  }
}
