import {cellWord, remembered} from './cell-words.ts'
import type {FieldName} from './figures.ts'
import {readFiness} from './finess.ts'
import {type MonthForm, type MonthReading, readMonth} from './month.ts'
import type {Notices} from './notices.ts'
import {typeCodeOf} from './reading-map.ts'

export type DimensionReading =
  /** `part`: a day or an instant, where the cell says more than its month. */
  | {readonly state: 'value'; readonly value: string; readonly part?: string}
  | {readonly state: 'missing' | 'other'}
  | {readonly state: 'fault'; readonly reason: 'finess' | 'month'; readonly why: string}

type Reader = (text: string, isNumber: boolean, line: number, column: number) => DimensionReading

const MOST_NAMED = 200

/** Reads the cells that say what a figure is about, and keeps what was repaired or is doubtful in them. */
export class DimensionReader {
  readonly #notices: Notices
  readonly #form: MonthForm
  readonly #pattern: RegExp | undefined
  /** Each FINESS as it stood: whole, or without its zeros. */
  readonly #finess = new Map<string, {whole: boolean; padded: boolean}>()
  readonly #instants = {all: 0, utc: 0, local: 0}
  readonly #days = {firsts: new Set<string>(), seconds: new Set<string>()}
  #place = {line: 0, column: 0}
  readonly #readers: Readonly<Record<string, (text: string) => DimensionReading>>
  readonly #numbers: (text: string) => DimensionReading

  constructor(notices: Notices, form: MonthForm, typePattern: RegExp | undefined) {
    this.#notices = notices
    this.#form = form
    this.#pattern = typePattern
    this.#numbers = remembered((text) => this.#readFiness(text, true))
    this.#readers = {
      finess: remembered((text) => this.#readFiness(text, false)),
      period: remembered((text) => this.#month(text)),
      type: remembered((text) => ({state: 'value', value: typeCodeOf(text, this.#pattern)})),
    }
  }

  readonly read = (
    field: FieldName,
    ...[text, isNumber, line, column]: Parameters<Reader>
  ): DimensionReading => {
    this.#place = {line, column}
    if (field === 'finess' && isNumber) return this.#numbers(text)
    return this.#readers[field]?.(text) ?? {state: 'value', value: text.trim().slice(0, 200)}
  }

  get distinctFiness(): number {
    return this.#finess.size
  }

  #readFiness(text: string, isNumber: boolean): DimensionReading {
    const word = cellWord(text)
    if (word === 'missing' || word === 'other') return {state: word}
    const read = readFiness(text, isNumber)
    if (read.state === 'unreadable') return {state: 'fault', reason: 'finess', why: read.reason}
    const {finess, repair, keyRight} = read
    const seen = this.#finess.get(finess) ?? {whole: false, padded: false}
    if (repair === 'padded') seen.padded = true
    else seen.whole = true
    this.#finess.set(finess, seen)
    const about = this.#finess.size <= MOST_NAMED ? finess : ''
    if (repair)
      this.#notices.note(`finess-${repair}`, this.#place, {finess, text: text.trim().slice(0, 40)}, about)
    if (!keyRight) this.#notices.note('finess-key', this.#place, {finess}, about)
    return {state: 'value', value: finess}
  }

  #month(text: string): DimensionReading {
    const read = readMonth(text, this.#form)
    if (read.state === 'unreadable') return {state: 'fault', reason: 'month', why: read.reason}
    this.#remember(text, read)
    return {state: 'value', value: read.month, ...(read.from === 'civil' ? {} : {part: text.trim()})}
  }

  #remember(text: string, read: MonthReading & {state: 'month'}): void {
    if (read.from === 'instant') {
      this.#instants.all += 1
      if (read.utcMidnight) this.#instants.utc += 1
      if (read.ofDay === 0) this.#instants.local += 1
    }
    const [, first, second] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d/.exec(text) ?? []
    if (first === undefined || second === undefined) return
    this.#days.firsts.add(first)
    this.#days.seconds.add(second)
  }

  /** What only the whole file tells. */
  tell(): void {
    for (const [finess, {whole, padded}] of this.#finess)
      if (whole && padded) this.#notices.note('finess-merged', {}, {finess}, finess)
    const {all, utc, local} = this.#instants
    if (all > 0 && utc === all && local < all) this.#notices.note('utc-months', {}, {count: all})
    else if (local < all) this.#notices.note('bucket-hours', {}, {count: all - local, zone: this.#form.zone})
    const {firsts, seconds} = this.#days
    if (firsts.size > 1 && seconds.size === 1 && [...seconds].every((one) => Number(one) === 1))
      this.#notices.note('month-first', {}, {count: firsts.size})
  }
}
