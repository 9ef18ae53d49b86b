import {DmpError} from '../../errors/dmp-error.ts'
import type {CellMark, TableRecord} from '../../tabular/tabular.ts'
import {
  type AnswerSign,
  type DecodedAnswer,
  decodeAnswer,
  type JsonRow,
  type JsonScalar,
} from './elastic-answer.ts'
import type {JsonValue} from './json-values.ts'

const BLOCK = 500
/** Values looked at to know the columns. */
const LOOKED = 200

/** JSON values as the rows of a table; lines are those of NDJSON, or count the buckets. */
export class JsonRows {
  kind: DecodedAnswer['kind'] = 'row'
  readonly signs: AnswerSign[] = []
  /** Composite pages seen, whether one was the last, and what they hold. */
  readonly pages = {seen: 0, last: false, documents: 0, total: Number.NaN}
  /** Names of what was measured in buckets beside their documents. */
  readonly metrics = new Set<string>()
  readonly #file: string
  readonly #values: AsyncIterator<JsonValue>
  readonly #looked: Decoded[] = []
  #header: readonly string[] = []
  #bucket = 0

  constructor(file: string, values: AsyncIterable<JsonValue>) {
    this.#file = file
    this.#values = values[Symbol.asyncIterator]()
  }

  /** Reads the first values, which tell the columns. */
  async open(): Promise<readonly TableRecord[]> {
    const names = new Set<string>()
    const sample: TableRecord[] = []
    while (this.#looked.length < LOOKED) {
      const next = await this.#next()
      if (!next) break
      this.#looked.push(next)
      if ('rows' in next) for (const row of next.rows) for (const name of row.keys()) names.add(name)
    }
    this.#header = [...names]
    sample.push({line: 0, lastLine: 0, cells: this.#header})
    return sample
  }

  async *records(): AsyncGenerator<TableRecord[]> {
    let block: TableRecord[] = []
    for (const one of this.#looked.splice(0)) block.push(...this.#recordsOf(one))
    for (let next = await this.#next(); next; next = await this.#next()) {
      for (const record of this.#recordsOf(next)) block.push(record)
      if (block.length < BLOCK) continue
      yield block
      block = []
    }
    yield block
  }

  *#recordsOf(one: Decoded): Generator<TableRecord> {
    if ('fault' in one) {
      yield {line: one.line, lastLine: one.line, cells: [], fault: 'quote'}
      return
    }
    for (const row of one.rows) {
      this.#bucket += 1
      const line = one.kind === 'row' && one.line > 1 ? one.line : this.#bucket
      yield recordOf(this.#header, row, line)
    }
  }

  async #next(): Promise<Decoded | undefined> {
    const {value: next, done} = await this.#values.next()
    if (done || next === undefined) return undefined
    if ('fault' in next) return next
    const {kind, rows, signs, page, fault, said = '-', metrics = [], total} = decodeAnswer(next.value)
    if (fault) {
      const params = {file: this.#file, reason: fault, line: next.line, said}
      throw new DmpError('DMP_STATS_UNREADABLE', {params, details: params})
    }
    if (kind !== 'row' || this.kind === 'row') this.kind = kind
    this.signs.push(...signs)
    for (const metric of metrics) this.metrics.add(metric)
    if (page) this.#page(page, rows, total)
    return {kind, rows, line: next.line}
  }

  #page(page: 'more' | 'last', rows: readonly JsonRow[], total = Number.NaN): void {
    this.pages.seen += 1
    if (page === 'last') this.pages.last = true
    for (const row of rows) this.pages.documents += Number(row.get('doc_count') ?? 0)
    this.pages.total = total
  }
}

type Decoded =
  | {readonly kind: DecodedAnswer['kind']; readonly rows: readonly JsonRow[]; readonly line: number}
  | {readonly fault: 'json' | 'line-too-long'; readonly line: number}

function recordOf(header: readonly string[], row: JsonRow, line: number): TableRecord {
  const marks = new Map<number, CellMark>()
  const cells = header.map((name, at) => {
    const value: JsonScalar = row.get(name) ?? null
    if (typeof value === 'number') marks.set(at, 'number')
    if (typeof value === 'boolean') marks.set(at, 'boolean')
    return value === null ? '' : String(value)
  })
  return {line, lastLine: line, cells, ...(marks.size > 0 ? {marks} : {})}
}
