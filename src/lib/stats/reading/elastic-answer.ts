/*
 * Saved answers of Elasticsearch, one row for each bucket: `_search` with composite pages or nested terms and date
 * histograms, ES|QL and SQL as JSON. Numbers of buckets are the machine's own; what an answer says against itself
 * (failed shards, a time limit, documents left out) becomes a sign. Hits are no figures: 10 000 is where counting ends.
 */
import type {SignCode} from './figures.ts'

export type JsonScalar = string | number | boolean | null
export type JsonRow = ReadonlyMap<string, JsonScalar>
type Json = JsonScalar | readonly Json[] | {readonly [name: string]: Json}
type Fields = {readonly [name: string]: Json}

/** Why an answer holds no figures; message `error.DMP_STATS_UNREADABLE.reason.<fault>`. */
export type AnswerFault = 'answer-error' | 'no-aggregation' | 'several-aggregations' | 'answer-form'

export interface AnswerSign {
  readonly code: SignCode
  readonly amount?: number
  readonly params: Readonly<Record<string, string | number>>
}

export interface DecodedAnswer {
  readonly kind: 'elasticsearch' | 'esql' | 'row'
  readonly rows: readonly JsonRow[]
  readonly signs: readonly AnswerSign[]
  /** A composite page: was it the last? */
  readonly page?: 'more' | 'last'
  /** Documents that the question fits, where the answer counts them all. */
  readonly total?: number
  /** Names of what was measured in buckets beside their documents. */
  readonly metrics?: readonly string[]
  readonly fault?: AnswerFault
  /** The type of the error that Elasticsearch answered with. */
  readonly said?: string
}

/** Composite pages that were read; `total`: documents that fit the question, NaN when no page counts them all. */
export interface AnswerPages {
  readonly seen: number
  readonly last: boolean
  /** In the buckets of the pages. */
  readonly documents: number
  readonly total: number
}

export const noPages: AnswerPages = {seen: 0, last: false, documents: 0, total: Number.NaN}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: unknown): value is readonly Json[] => Array.isArray(value)
const isScalar = (value: unknown): value is JsonScalar => value === null || typeof value !== 'object'

/** Reads one JSON value: an answer, or one row of a table. */
export function decodeAnswer(value: unknown): DecodedAnswer {
  if (!isFields(value)) return refused('elasticsearch', 'answer-form')
  const inner = value['rawResponse'] ?? value['response']
  if (isFields(inner) && isAnswer(inner)) return wrapped(value, inner)
  if (isFields(value['error']) || (typeof value['error'] === 'string' && typeof value['status'] === 'number'))
    return {...refused('elasticsearch', 'answer-error'), said: saidBy(value['error'])}
  if (isList(value['columns']) && (isList(value['values']) || isList(value['rows']))) return tabular(value)
  if (isFields(value['aggregations'])) return searched(value, value['aggregations'])
  if (isFields(value['hits']) || isFields(value['_shards'])) return refused('elasticsearch', 'no-aggregation')
  return {kind: 'row', rows: [flat(value)], signs: []}
}

const isAnswer = ({aggregations, hits, columns}: Fields) =>
  isFields(aggregations) || isFields(hits) || isList(columns)

/** An answer inside another (search in the background, Kibana): what the outer one says of itself counts too. */
function wrapped(outer: Fields, inner: Fields): DecodedAnswer {
  const decoded = decodeAnswer(inner)
  const known = new Set(decoded.signs.map(({code}) => code))
  return {...decoded, signs: [...decoded.signs, ...ownSigns(outer).filter(({code}) => !known.has(code))]}
}

/** Words for an answer that is not the last one, in the spelling of Elasticsearch and of Kibana. */
const UNDERWAY = ['is_partial', 'is_running', 'isPartial', 'isRunning'] as const
/** States of a remote cluster that gave no whole answer. */
const AWAY = ['skipped', 'failed', 'partial', 'running'] as const

/** What an answer of any kind says against itself. */
function ownSigns(answer: Fields): AnswerSign[] {
  const signs: AnswerSign[] = []
  if (UNDERWAY.some((name) => answer[name] === true)) signs.push({code: 'partial', params: {}})
  const clusters = answer['_clusters']
  if (isFields(clusters)) {
    const away = AWAY.reduce((sum, state) => sum + (Number(clusters[state] ?? 0) || 0), 0)
    if (away > 0) signs.push({code: 'clusters-missing', params: {count: away}})
  }
  return signs
}

const refused = (kind: DecodedAnswer['kind'], fault: AnswerFault): DecodedAnswer => ({
  kind,
  rows: [],
  signs: [],
  fault,
})

function saidBy(error: Json | undefined): string {
  const type = isFields(error) ? error['type'] : error
  return typeof type === 'string' ? type.slice(0, 80) : '-'
}

const DEEPEST = 4

/** A row of NDJSON: nested names are joined by points. */
function flat(value: Fields, before = '', depth = 0): Map<string, JsonScalar> {
  const row = new Map<string, JsonScalar>()
  for (const [name, one] of Object.entries(value)) {
    if (isScalar(one)) row.set(`${before}${name}`, one)
    else if (isFields(one) && depth < DEEPEST)
      for (const [inner, scalar] of flat(one, `${before}${name}.`, depth + 1)) row.set(inner, scalar)
  }
  return row
}

/** ES|QL (`values`, by row or by column) and SQL (`rows`). */
function tabular(value: Fields): DecodedAnswer {
  const columns = value['columns'] as readonly Json[]
  const names = columns.map((one) => (isFields(one) ? String(one['name'] ?? '') : String(one)))
  const lines = (value['values'] ?? value['rows']) as readonly Json[]
  if (!lines.every(isList)) return refused('esql', 'answer-form')
  const columnar = value['columnar'] === true || isColumnar(lines, names.length)
  const length = columnar ? (lines[0]?.length ?? 0) : lines.length
  const rows = Array.from({length}, (_, row) => {
    const cell = (column: number) => (columnar ? lines[column]?.[row] : lines[row]?.[column])
    return new Map(names.map((name, column) => [name, scalarOf(cell(column))]))
  })
  const signs = ownSigns(value)
  if (typeof value['cursor'] === 'string') signs.push({code: 'pages-missing', params: {}})
  return {kind: 'esql', rows, signs}
}

function isColumnar(lines: readonly (readonly Json[])[], columns: number): boolean {
  return lines.length === columns && lines.some((line) => line.length !== columns)
}

const scalarOf = (value: Json | undefined): JsonScalar => (isScalar(value) ? (value ?? null) : null)

function searched(answer: Fields, aggregations: Fields): DecodedAnswer {
  const walk = new BucketWalk()
  walk.level(aggregations, new Map())
  const signs = [...answerSigns(answer), ...walk.signs]
  if (walk.fault) return {...refused('elasticsearch', walk.fault), signs}
  const {page, metrics} = walk
  const total = totalOf(answer)
  return {
    ...{kind: 'elasticsearch', rows: walk.rows, signs, metrics: [...metrics]},
    ...(page ? {page} : {}),
    ...(total === undefined ? {} : {total}),
  }
}

function totalOf({hits}: Fields): number | undefined {
  const total = isFields(hits) ? hits['total'] : undefined
  return isFields(total) && total['relation'] === 'eq' ? Number(total['value']) : undefined
}

function answerSigns(answer: Fields): AnswerSign[] {
  const signs = ownSigns(answer)
  const shards = answer['_shards']
  const failed = isFields(shards) ? Number(shards['failed'] ?? 0) : 0
  if (failed > 0) signs.push({code: 'shards-failed', params: {count: failed}})
  if (answer['timed_out'] === true) signs.push({code: 'timed-out', params: {}})
  if (answer['terminated_early'] === true) signs.push({code: 'terminated-early', params: {}})
  const total = isFields(answer['hits']) ? answer['hits']['total'] : undefined
  if (isFields(total) && total['relation'] === 'gte')
    signs.push({code: 'hits-lower-bound', params: {count: Number(total['value'] ?? 0)}})
  return signs
}

/** Goes down the buckets of an answer to the last ones, whose counts are the figures. */
class BucketWalk {
  readonly rows: JsonRow[] = []
  readonly signs: AnswerSign[] = []
  fault: AnswerFault | undefined
  page: 'more' | 'last' | undefined
  readonly metrics = new Set<string>()

  level(aggregations: Fields, above: JsonRow, depth = 0): void {
    const named = Object.entries(aggregations).filter((entry): entry is [string, Fields] =>
      isFields(entry[1]),
    )
    const bucketed = named.filter(([, one]) => 'buckets' in one)
    // A filter is one bucket without a list.
    const filters = named.filter(([, one]) => !('buckets' in one) && typeof one['doc_count'] === 'number')
    const inner = [...bucketed, ...filters]
    if (inner.length > 1) this.fault = 'several-aggregations'
    const [[name, one] = []] = inner
    if (name === undefined || one === undefined || depth > 10) {
      this.fault ??= 'no-aggregation'
      return
    }
    if ('buckets' in one) this.#buckets(name, one, above, depth)
    else this.level(one, above, depth + 1)
  }

  #buckets(name: string, aggregation: Fields, above: JsonRow, depth: number): void {
    this.#incomplete(name, aggregation)
    const listed = aggregation['buckets']
    const buckets = isList(listed) ? listed : isFields(listed) ? keyed(listed) : []
    if (depth === 0 && buckets.some((one) => isFields(one) && isFields(one['key'])))
      this.page = isFields(aggregation['after_key']) ? 'more' : 'last'
    if (depth === 0 && buckets.length === 0 && !('doc_count_error_upper_bound' in aggregation))
      this.page = 'last'
    for (const bucket of buckets) if (isFields(bucket)) this.#bucket(name, bucket, above, depth)
  }

  #bucket(name: string, bucket: Fields, above: JsonRow, depth: number): void {
    const row = new Map(above)
    const key = bucket['key']
    if (isFields(key)) for (const [source, value] of Object.entries(key)) row.set(source, scalarOf(value))
    else if (isList(key))
      for (const [at, value] of key.entries()) row.set(`${name}.${at + 1}`, scalarOf(value))
    else row.set(name, scalarOf(key))
    const inner = Object.entries(bucket).filter(
      ([field, one]) =>
        field !== 'key' && isFields(one) && ('buckets' in one || typeof one['doc_count'] === 'number'),
    )
    if (inner.length > 0) {
      this.level(Object.fromEntries(inner), row, depth + 1)
      return
    }
    row.set('doc_count', scalarOf(bucket['doc_count']))
    for (const [metric, one] of Object.entries(bucket))
      if (metric !== 'key' && isFields(one) && 'value' in one) {
        row.set(metric, scalarOf(one['value']))
        this.metrics.add(metric)
      }
    this.rows.push(row)
  }

  #incomplete(name: string, aggregation: Fields): void {
    const other = Number(aggregation['sum_other_doc_count'] ?? 0)
    if (other > 0) this.signs.push({code: 'sum-other', amount: other, params: {name}})
    const bound = Number(aggregation['doc_count_error_upper_bound'] ?? 0)
    if (bound !== 0)
      this.signs.push({code: 'error-bound', ...(bound > 0 ? {amount: bound} : {}), params: {name}})
  }
}

const keyed = (buckets: Fields): Json[] =>
  Object.entries(buckets).flatMap(([key, one]) => (isFields(one) ? [{key, ...one}] : []))
