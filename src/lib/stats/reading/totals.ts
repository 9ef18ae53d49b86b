import type {CountReading} from './count-text.ts'
import {addReading, type LocaleSum, type Notices, sumOf} from './notices.ts'
import type {NumberLocale} from './number-locale.ts'

interface Stated {
  readonly line: number
  readonly column: number
  readonly reading: CountReading
  readonly section: LocaleSum
  readonly all: LocaleSum
  /** Rows since the total before; a total of totals has none. */
  readonly rows: number
  readonly run: number
}

const MOST = 10_000

/** Totals that a file states, beside those of its rows: a total that differs tells of a missing or changed row. */
export class Totals {
  readonly #section = new Map<number, LocaleSum>()
  readonly #all = new Map<number, LocaleSum>()
  readonly #stated: Stated[] = []
  #rows = 0
  #run = 0

  /** A row of figures: how it adds to the column. */
  add(at: number, reading: CountReading): void {
    addReading(sumIn(this.#section, at), reading)
    addReading(sumIn(this.#all, at), reading)
  }

  row(): void {
    this.#rows += 1
  }

  /** Whether counts are the sums of what stands above: since the total before, or in the whole file. */
  isSum(cells: readonly {readonly at: number; readonly reading: CountReading}[]): boolean {
    const counted = cells.filter(({reading}) => reading.state === 'count')
    const are = (sums: ReadonlyMap<number, LocaleSum>) =>
      counted.length > 0 && counted.every(({at, reading}) => isSame(sums.get(at), reading))
    return (this.#rows > 0 && are(this.#section)) || are(this.#all)
  }

  /** A row of totals; the section ends with it. */
  total(line: number, cells: readonly {readonly at: number; readonly reading: CountReading}[]): void {
    if (this.#rows > 0) this.#run += 1
    for (const {at, reading} of cells)
      if (this.#stated.length < MOST)
        this.#stated.push({
          line,
          column: at + 1,
          reading,
          section: {...sumIn(this.#section, at)},
          all: {...sumIn(this.#all, at)},
          rows: this.#rows,
          run: this.#run,
        })
    this.#section.clear()
    this.#rows = 0
  }

  tell(locale: NumberLocale | 'none', notices: Notices): void {
    const lastOfRun = new Map(this.#stated.map(({run, line}) => [run, line]))
    for (const {line, column, reading, section, all, rows, run} of this.#stated) {
      if (reading.state !== 'count') continue
      const stated = locale === 'en' ? reading.en : reading.fr
      const sums = [...(rows > 0 ? [sumOf(section, locale)] : []), sumOf(all, locale)]
      if (Number.isNaN(stated) || sums.includes(stated)) continue
      // Totals one below the other sum up what only their labels tell, save the last.
      if (rows === 0 && lastOfRun.get(run) !== line) continue
      const computed = sums.reduce((one, other) =>
        Math.abs(other - stated) < Math.abs(one - stated) ? other : one,
      )
      notices.note('total-differs', {line, column}, {stated, computed}, `${line} ${column}`)
    }
  }
}

function isSame(sum: LocaleSum | undefined, reading: CountReading): boolean {
  if (!sum || reading.state !== 'count') return false
  return reading.fr === sum.fr || reading.en === sum.en
}

function sumIn(sums: Map<number, LocaleSum>, at: number): LocaleSum {
  const known = sums.get(at) ?? {fr: 0, en: 0}
  sums.set(at, known)
  return known
}
