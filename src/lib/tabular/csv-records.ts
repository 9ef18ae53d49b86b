import type {CellMark, RecordFault, TableRecord, TextLine} from './tabular.ts'

export interface CsvForm {
  readonly delimiter: string
  /** Empty: quotes are letters like others. */
  readonly quote: string
}

/** Beyond these a quote was never meant to close. */
const MAX_LINES = 200
const MAX_CHARACTERS = 1024 * 1024

/**
 * Makes records of lines. A quote that is not closed within 200 lines, or after which something else stands, is the
 * fault of the line it opens in; reading goes on with the next line, so that one stray quote takes no other row along.
 * Two stray quotes could also make one record of the beginning of a row and the end of a later one, a file under another
 * patient: a cell over several lines that holds as many delimiters as a row is such a pair. Blank lines are no records.
 */
export class CsvAssembler {
  readonly #form: CsvForm
  #open: Gathering | undefined
  /** 0 before the header is read. */
  #width = 0

  constructor(form: CsvForm) {
    this.#form = form
  }

  /** Cells of the header: from now on, what rows look like is known. */
  expect(width: number): void {
    this.#width = width
  }

  push(line: TextLine): TableRecord[] {
    const records: TableRecord[] = []
    this.#take([line], records)
    return records
  }

  end(): TableRecord[] {
    const records: TableRecord[] = []
    while (this.#open) this.#giveUp('quote-open', records)
    return records
  }

  #take(lines: readonly TextLine[], records: TableRecord[]): void {
    const queue = [...lines].reverse()
    for (let line = queue.pop(); line; line = queue.pop()) {
      const again = this.#one(line, records)
      // Lines after a stray quote are read anew, before those that follow them.
      for (const one of again.reverse()) queue.push(one)
    }
  }

  #one(line: TextLine, records: TableRecord[]): TextLine[] {
    const {quote, delimiter} = this.#form
    if (!this.#open && line.fault === 'line-too-long') {
      records.push(faulty([line], line.fault))
      return []
    }
    if (!this.#open && (quote === '' || !line.text.includes(quote))) {
      if (line.text.trim() !== '') records.push(plainRecord(line, delimiter))
      return []
    }
    const gathering = this.#open ?? new Gathering(this.#form)
    this.#open = undefined
    const state = gathering.add(line)
    const doubt = state === 'done' ? gathering.doubt(this.#width) : undefined
    if (doubt) return this.#stray(gathering, doubt, records)
    if (state === 'done') records.push(gathering.record())
    else if (state === 'open') this.#open = gathering
    else return this.#stray(gathering, state, records)
    return []
  }

  /** The first line is the fault; the others are to be read anew. */
  #stray({lines}: Gathering, reason: RecordFault, records: TableRecord[]): TextLine[] {
    records.push(faulty(lines.slice(0, 1), reason))
    return lines.slice(1)
  }

  #giveUp(reason: RecordFault, records: TableRecord[]): void {
    const lines = this.#open?.lines ?? []
    this.#open = undefined
    records.push(faulty(lines.slice(0, 1), reason))
    this.#take(lines.slice(1), records)
  }
}

function plainRecord({line, text, fault}: TextLine, delimiter: string): TableRecord {
  return {line, lastLine: line, cells: text.split(delimiter), ...(fault ? {fault} : {})}
}

function faulty(lines: readonly TextLine[], fault: RecordFault): TableRecord {
  const line = lines[0]?.line ?? 0
  return {line, lastLine: line, cells: [], fault: lines[0]?.fault ?? fault}
}

/** Place of the next field when there is none. */
const END = -1

/** A record being read, that may go over several lines. */
class Gathering {
  readonly lines: TextLine[] = []
  readonly #form: CsvForm
  readonly #cells: string[] = []
  readonly #marks = new Map<number, CellMark>()
  #characters = 0
  #quoted = false
  #field = ''

  constructor(form: CsvForm) {
    this.#form = form
  }

  add(line: TextLine): 'done' | 'open' | 'quote' | 'quote-open' {
    this.lines.push(line)
    this.#characters += line.text.length
    const state = this.#read(line.text)
    if (state === 'open' && (this.lines.length >= MAX_LINES || this.#characters > MAX_CHARACTERS))
      return 'quote-open'
    return state
  }

  /** Why a record over several lines may be none: as many delimiters in a cell as a row has, or not as many cells. */
  doubt(width: number): RecordFault | undefined {
    if (this.lines.length === 1 || width === 0) return undefined
    const {delimiter} = this.#form
    const holdsRow = (cell: string) =>
      cell.includes('\n') && cell.split(delimiter).length >= Math.max(width, 2)
    if (this.#cells.some(holdsRow)) return 'quote'
    return this.#cells.length === width ? undefined : 'columns'
  }

  record(): TableRecord {
    const fault = this.lines.find((line) => line.fault)?.fault
    return {
      line: this.lines[0]?.line ?? 0,
      lastLine: this.lines.at(-1)?.line ?? 0,
      cells: this.#cells,
      ...(this.#marks.size > 0 ? {marks: this.#marks} : {}),
      ...(fault ? {fault} : {}),
    }
  }

  #read(text: string): 'done' | 'open' | 'quote' {
    if (this.#quoted) this.#field += '\n'
    let at: number | 'open' | 'quote' = 0
    while (typeof at === 'number') {
      if (!this.#quoted) {
        const opened = this.#opens(text, at)
        if (opened === undefined) {
          const next = this.#plain(text, at)
          if (next === undefined) return 'done'
          at = next
          continue
        }
        at = opened
        this.#quoted = true
        this.#field = ''
      }
      at = this.#quotedField(text, at)
      if (at === END) return 'done'
    }
    return at
  }

  /** A plain field; answers where the next one begins, undefined at the end of the record. */
  #plain(text: string, at: number): number | undefined {
    const {delimiter} = this.#form
    const end = text.indexOf(delimiter, at)
    this.#cells.push(end === -1 ? text.slice(at) : text.slice(at, end))
    return end === -1 ? undefined : end + delimiter.length
  }

  /** Goes on in a quoted field; answers where the next one begins, {@link END} at the end of the record. */
  #quotedField(text: string, from: number): number | 'open' | 'quote' {
    const {delimiter, quote} = this.#form
    let at = from
    for (;;) {
      const end = text.indexOf(quote, at)
      this.#field += end === -1 ? text.slice(at) : text.slice(at, end)
      if (end === -1) return 'open'
      at = end + 1
      if (!text.startsWith(quote, at)) break
      this.#field += quote
      at += 1
    }
    this.#quoted = false
    this.#cells.push(this.#field)
    while (text[at] === ' ') at += 1
    if (at >= text.length) return END
    return text.startsWith(delimiter, at) ? at + delimiter.length : 'quote'
  }

  /** Where a quoted field begins, its quote and blanks before it passed; undefined for a plain one. */
  #opens(text: string, from: number): number | undefined {
    let at = from
    while (text[at] === ' ') at += 1
    const {quote} = this.#form
    if (text.startsWith(quote, at)) return at + 1
    if (text[at] !== '=' || !text.startsWith(quote, at + 1)) return undefined
    this.#marks.set(this.#cells.length, 'excel-text')
    return at + 2
  }
}
