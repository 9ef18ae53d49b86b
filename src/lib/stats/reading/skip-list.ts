import type {PlaceOfFile} from './figure-sums.ts'
import type {Balance, SkippedLine, SkipReason} from './figures.ts'

/** Ranges of skipped rows that are named one by one; the others are counted. */
const MOST_RANGES = 10_000
const SHOWN = 60

type Open = {-readonly [K in keyof SkippedLine]: SkippedLine[K]}

/** Counts the rows of a file as they are used or left out, and lists the latter; neighbours of one reason make a range. */
export class SkipList {
  readonly #place: PlaceOfFile
  readonly #ranges: Open[] = []
  readonly #reasons: Partial<Record<SkipReason, number>> = {}
  #read = 0
  #used = 0
  #skipped = 0
  #cells = 0
  #unlisted = 0

  constructor(place: PlaceOfFile) {
    this.#place = place
  }

  get used(): number {
    return this.#used
  }

  use(cells: number): void {
    this.#read += 1
    this.#used += 1
    this.#cells += cells
  }

  skip(
    row: {readonly line: number; readonly lastLine: number},
    reason: SkipReason,
    text = '',
    column?: number,
  ): void {
    this.#read += 1
    this.#skipped += 1
    this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1
    const last = this.#ranges.at(-1)
    const shown = text.replaceAll(/\s+/g, ' ').slice(0, SHOWN)
    const follows =
      last?.reason === reason &&
      last.lastLine + 1 === row.line &&
      last.column === column &&
      this.#unlisted === 0
    if (follows) last.lastLine = row.lastLine
    else if (this.#ranges.length >= MOST_RANGES) this.#unlisted += 1
    else
      this.#ranges.push({
        ...this.#place,
        line: row.line,
        lastLine: row.lastLine,
        ...(column === undefined ? {} : {column}),
        reason,
        ...(shown === '' ? {} : {text: Buffer.from(shown).toString()}),
      })
  }

  get ranges(): readonly SkippedLine[] {
    return this.#ranges
  }

  balance(): Balance {
    return {
      read: this.#read,
      used: this.#used,
      skipped: this.#skipped,
      cells: this.#cells,
      reasons: this.#reasons,
      unlisted: this.#unlisted,
    }
  }
}

/** The balance of several files together. */
export function addBalances(balances: readonly Balance[]): Balance {
  const reasons: Partial<Record<SkipReason, number>> = {}
  const total = {read: 0, used: 0, skipped: 0, cells: 0, unlisted: 0}
  for (const one of balances) {
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += one[name]
    for (const [reason, times] of Object.entries(one.reasons) as [SkipReason, number][])
      reasons[reason] = (reasons[reason] ?? 0) + times
  }
  return {...total, reasons}
}
