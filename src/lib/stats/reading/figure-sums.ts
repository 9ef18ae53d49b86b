import type {CellPlace, CountValue, FinessLevel} from '../count-line.ts'
import type {CountReading} from './count-text.ts'
import type {Figure, FigureKey, FigureTable} from './figures.ts'
import type {NumberLocale} from './number-locale.ts'

/** A column of whole numbers that grows; there may be as many figures as lines. */
class Column {
  #values: Float64Array | Int32Array

  constructor(values: Float64Array | Int32Array) {
    this.#values = values
  }

  at(index: number): number {
    return this.#values[index] ?? 0
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) {
      const Kind = this.#values.constructor as new (length: number) => Float64Array | Int32Array
      const wider = new Kind(Math.max(1024, this.#values.length * 2))
      wider.set(this.#values)
      this.#values = wider
    }
    this.#values[index] = value
  }

  add(index: number, value: number): void {
    this.set(index, this.at(index) + value)
  }
}

const whole = () => new Column(new Int32Array(1024))

/** Texts that come back, by number. */
class Words {
  readonly #numbers = new Map<string, number>()
  readonly #words: (string | undefined)[] = [undefined]

  number(word: string | undefined): number {
    if (word === undefined) return 0
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    // A piece of a line would hold the whole line in memory.
    const own = Buffer.from(word).toString()
    this.#words.push(own)
    this.#numbers.set(own, this.#words.length - 1)
    return this.#words.length - 1
  }

  word(number: number): string | undefined {
    return this.#words[number]
  }
}

/** What a number that reads in two ways adds, until the file has told which. */
interface Doubtful {
  fr: number
  en: number
  cells: number
  notFr: number
  notEn: number
  readonly text: string
  readonly line: number
  readonly column: number
}

export interface PlaceOfFile {
  readonly file: string
  readonly sheet?: string
}

const dimensions = ['finess', 'level', 'month', 'typeCode', 'indicator', 'software', 'environment'] as const

/** Sums of cells by key, in columns of numbers and not in objects: a million figures must fit. */
export class FigureSums implements FigureTable {
  readonly #index = new Map<string, number>()
  readonly #words = dimensions.map(() => new Words())
  readonly #texts = new Words()
  readonly #keys = dimensions.map(whole)
  readonly #sum = new Column(new Float64Array(1024))
  readonly #counted = whole()
  readonly #notFilled = whole()
  readonly #unreadable = whole()
  readonly #text = whole()
  readonly #reason = whole()
  readonly #file = whole()
  readonly #line = whole()
  readonly #column = whole()
  readonly #files: PlaceOfFile[] = []
  #doubtful = new Map<number, Doubtful>()
  /** What rows say beside key and count, by figure: of the first row, and of all where there are several. */
  readonly #beside = whole()
  readonly #rows = new Map<number, Set<number>>()
  #size = 0
  /** Of the key at hand. */
  readonly #numbers = new Int32Array(dimensions.length)

  get size(): number {
    return this.#size
  }

  /** From now on cells are of this file. */
  begin(place: PlaceOfFile): void {
    this.#files.push(place)
  }

  /**
   * @param beside what the row says beside its key and count, as a number: a second row of the file that says the same
   * is no part of the figure but the same figure again, of which none may be chosen; absent: rows are always added
   * @returns where the figure stood before: `new`, in the `same` file, there in a row that says the `repeated`, or the
   * number of an earlier file
   */
  add(
    key: FigureKey,
    reading: CountReading,
    text: string,
    line: number,
    column: number,
    beside?: number,
  ): 'new' | 'same' | 'repeated' | number {
    let id = ''
    for (let at = 0; at < dimensions.length; at += 1) {
      const word = key[dimensions[at] as keyof FigureKey]
      const number = word === undefined ? 0 : (this.#words[at]?.number(word) ?? 0)
      this.#numbers[at] = number
      id += `${number},`
    }
    const file = this.#files.length - 1
    let index = this.#index.get(id)
    const before = index === undefined ? 'new' : this.#file.at(index) === file ? 'same' : this.#file.at(index)
    if (index === undefined) {
      index = this.#size++
      this.#index.set(id, index)
      for (const [at, number] of this.#numbers.entries()) this.#keys[at]?.set(index, number)
      this.#place(index, line, column)
    }
    if (beside !== undefined && this.#isRepeated(index, before, beside)) {
      this.#spoil(index, text, 'repeated', line, column)
      return 'repeated'
    }
    this.#cell(index, reading, text, line, column)
    return before
  }

  #isRepeated(index: number, before: 'new' | 'same' | number, beside: number): boolean {
    if (before !== 'same') {
      this.#beside.set(index, beside)
      this.#rows.delete(index)
      return false
    }
    const known = this.#rows.get(index) ?? new Set([this.#beside.at(index)])
    if (known.has(beside)) return true
    this.#rows.set(index, known.add(beside))
    return false
  }

  #place(index: number, line: number, column: number): void {
    this.#file.set(index, this.#files.length - 1)
    this.#line.set(index, line)
    this.#column.set(index, column)
  }

  #cell(index: number, reading: CountReading, text: string, line: number, column: number): void {
    if (reading.state === 'not-filled') {
      if (this.#unreadable.at(index) === 0) this.#text.set(index, this.#texts.number(text.slice(0, 40)))
      this.#notFilled.add(index, 1)
    } else if (reading.state === 'unreadable') this.#spoil(index, text, reading.reason, line, column)
    else if (reading.evidence === 'none') {
      this.#sum.add(index, reading.fr)
      this.#counted.add(index, 1)
    } else this.#doubt(index, reading, text, line, column)
  }

  #spoil(index: number, text: string, reason: string, line: number, column: number): void {
    if (this.#unreadable.at(index) === 0) {
      this.#text.set(index, this.#texts.number(text.slice(0, 40)))
      this.#reason.set(index, this.#texts.number(reason))
      this.#place(index, line, column)
    }
    this.#unreadable.add(index, 1)
  }

  #doubt(
    index: number,
    {fr, en}: {fr: number; en: number},
    text: string,
    line: number,
    column: number,
  ): void {
    const known = this.#doubtful.get(index) ?? {
      fr: 0,
      en: 0,
      cells: 0,
      notFr: 0,
      notEn: 0,
      text: Buffer.from(text.slice(0, 40)).toString(),
      line,
      column,
    }
    this.#doubtful.set(index, known)
    known.cells += 1
    if (Number.isNaN(fr)) known.notFr += 1
    else known.fr += fr
    if (Number.isNaN(en)) known.notEn += 1
    else known.en += en
  }

  /** The file has ended and its locale is known. */
  settle(locale: NumberLocale | 'none'): void {
    for (const [index, {fr, en, cells, notFr, notEn, text, line, column}] of this.#doubtful) {
      const [value, bad] = locale === 'en' ? [en, notEn] : [fr, notFr]
      this.#sum.add(index, value)
      this.#counted.add(index, cells - bad)
      if (bad > 0) {
        this.#spoil(index, text, 'not-integer', line, column)
        this.#unreadable.add(index, bad - 1)
      }
    }
    this.#doubtful = new Map()
  }

  fileOf(number: number): PlaceOfFile {
    return this.#files[number] ?? {file: '-'}
  }

  /** Figures of which some cells give a count and others say that nothing was given: how many, and the first. */
  partlyFilled(): {readonly times: number; readonly first: Figure | undefined} {
    let times = 0
    let first: Figure | undefined
    for (let index = 0; index < this.#size; index += 1) {
      if (this.#counted.at(index) === 0 || this.#notFilled.at(index) === 0) continue
      first ??= this.#figure(index)
      times += 1
    }
    return {times, first}
  }

  *values(): IterableIterator<Figure> {
    for (let index = 0; index < this.#size; index += 1) yield this.#figure(index)
  }

  #figure(index: number): Figure {
    const key: Record<string, string> = {}
    for (const [at, dimension] of dimensions.entries()) {
      const word = this.#words[at]?.word(this.#keys[at]?.at(index) ?? 0)
      if (word !== undefined) key[dimension] = word
    }
    const place: CellPlace = {
      ...this.fileOf(this.#file.at(index)),
      line: this.#line.at(index),
      column: this.#column.at(index),
    }
    return {
      ...(key as FigureKey & {level?: FinessLevel}),
      value: this.#value(index),
      cells: {
        counted: this.#counted.at(index),
        notFilled: this.#notFilled.at(index),
        unreadable: this.#unreadable.at(index),
      },
      place,
    }
  }

  #value(index: number): CountValue {
    const text = this.#texts.word(this.#text.at(index)) ?? ''
    if (this.#unreadable.at(index) > 0)
      return {state: 'unreadable', text, reason: this.#texts.word(this.#reason.at(index)) ?? 'text'}
    if (this.#counted.at(index) > 0) return {state: 'count', count: this.#sum.at(index)}
    return {state: 'not-filled', text}
  }
}
