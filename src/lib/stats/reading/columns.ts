import type {FinessLevel, Month} from '../count-line.ts'
import type {FieldName, ReadColumn} from './figures.ts'
import {labelKey, totalKind} from './label-key.ts'
import {readMonth} from './month.ts'
import {type FieldMap, type ReadingMap, TYPE_CODE, typeCodeOf} from './reading-map.ts'

/** A column with counts; in a wide table its header says of which month or type. */
export interface CountColumn {
  readonly at: number
  readonly month?: Month
  readonly typeCode?: string
}

/** The columns of one header as a map reads them; `at` counts from 0. */
export interface BoundColumns {
  readonly header: readonly string[]
  readonly fields: ReadonlyMap<
    FieldName,
    {readonly at: number; readonly map: FieldMap; readonly level?: FinessLevel}
  >
  readonly counts: readonly CountColumn[]
  readonly layout: 'long' | 'wide-months' | 'wide-types'
  /** A column of row totals. */
  readonly totalAt?: number
  readonly filters: readonly {readonly at: number; readonly equals: string}[]
  /** Two columns fit one field and none may be chosen. */
  readonly clash?: {readonly field: FieldName; readonly headers: readonly string[]}
  /** Filters whose column is not in the file. */
  readonly absentFilters: readonly string[]
}

type Clash = NonNullable<BoundColumns['clash']>
type Fields = Map<FieldName, {at: number; map: FieldMap; level?: FinessLevel}>

/** Finds the columns of a map among the cells of a header. */
export function bindColumns(header: readonly string[], map: ReadingMap, date1904 = false): BoundColumns {
  const {fields, counts, clash, taken} = bindFields(header, map)
  const wide =
    counts.length === 0 && map.wide !== 'none' ? wideColumns(header, map, taken, date1904) : undefined
  const filters = map.filters.map(({column, equals}) => ({
    at: header.findIndex((cell) => column.matches(cell)),
    equals,
    source: column.source,
  }))
  const totalAt = header.findIndex((cell, at) => !taken.has(at) && totalKind(cell) === 'sum')
  const anyClash = wide?.clash ?? clash
  return {
    header,
    fields,
    counts: wide?.counts ?? counts.map((at) => ({at})),
    layout: wide?.layout ?? 'long',
    ...(wide && totalAt >= 0 ? {totalAt} : {}),
    filters: filters.filter(({at}) => at >= 0).map(({at, equals}) => ({at, equals})),
    absentFilters: filters.filter(({at}) => at < 0).map(({source}) => source),
    ...(anyClash ? {clash: anyClash} : {}),
  }
}

function bindFields(header: readonly string[], map: ReadingMap) {
  const fields: Fields = new Map()
  const taken = new Set<number>()
  const counts: number[] = []
  let clash: Clash | undefined
  for (const [name, field] of map.fields) {
    const places = placesOf(header, field).filter((at) => !taken.has(at))
    const [first] = places
    if (first === undefined) continue
    const chosen = field.sum && name === 'count' ? places : [first]
    if (places.length > chosen.length) clash ??= {field: name, headers: places.map((at) => header[at] ?? '')}
    for (const at of chosen) taken.add(at)
    if (name === 'count') counts.push(...chosen)
    else fields.set(name, boundField(name, field, first, header[first] ?? ''))
  }
  return {fields, counts, clash, taken}
}

function boundField(name: FieldName, map: FieldMap, at: number, header: string) {
  const level = name === 'finess' ? (map.level ?? levelOf(header)) : undefined
  return {at, map, ...(level ? {level} : {})}
}

/** Columns of the first pattern that any header fits. */
function placesOf(header: readonly string[], {headers, sum}: FieldMap): number[] {
  const found: number[] = []
  for (const pattern of headers) {
    for (const [at, cell] of header.entries())
      if (cell.trim() !== '' && !found.includes(at) && pattern.matches(cell)) found.push(at)
    if (found.length > 0 && !sum) return found
  }
  return found
}

function levelOf(header: string): FinessLevel | undefined {
  const key = labelKey(header).replaceAll(/[_.]/g, ' ')
  if (/\b(?:ej|juridique)\b/.test(key)) return 'EJ'
  return /\b(?:eg|et|geographique|site)\b/.test(key) ? 'EG' : undefined
}

/** `11490-0 › Count of records`: a split column of Kibana. */
const SPLIT = /^(.*?)\s+\u203a\s+(.*)$/u

interface Wide {
  readonly counts: readonly CountColumn[]
  readonly layout: 'wide-months' | 'wide-types'
  readonly clash?: BoundColumns['clash']
}

function wideColumns(
  header: readonly string[],
  map: ReadingMap,
  taken: ReadonlySet<number>,
  date1904: boolean,
): Wide | undefined {
  const months: (CountColumn & {measure: string})[] = []
  const types: (CountColumn & {measure: string})[] = []
  for (const [at, cell] of header.entries()) {
    if (taken.has(at) || cell.trim() === '' || map.except.some((one) => one.matches(cell))) continue
    const [, head = cell, measure = ''] = SPLIT.exec(cell) ?? []
    const read = readMonth(head, {zone: map.timeZone, date1904})
    if (read.state === 'month') months.push({at, month: read.month, measure})
    else if (isTypeHeader(head, measure)) types.push({at, typeCode: typeCodeOf(head), measure})
  }
  const asMonths = map.wide === 'month' || (map.wide === 'auto' && months.length >= types.length)
  const found = asMonths ? months : types
  // One figure may be a date by chance: a wide table has several.
  if (found.length < (map.wide === 'auto' ? 2 : 1)) return undefined
  const counts = chosenMeasure(found, map)
  const measures = [...new Set(counts.map(({measure}) => measure))]
  const clash = measures.length > 1 ? {field: 'count' as const, headers: measures} : repeated(counts, header)
  return {counts, layout: asMonths ? 'wide-months' : 'wide-types', ...(clash ? {clash} : {})}
}

/** Beside LOINC codes, capitals alone are a name like others unless Kibana split by them. */
function isTypeHeader(head: string, measure: string): boolean {
  return /^\s*\d{1,7}-\d(?!\d)/.test(head) || (measure !== '' && TYPE_CODE.test(head))
}

/** Of several measures side by side, the one that the counts of the map name. */
function chosenMeasure<C extends {readonly measure: string}>(
  found: readonly C[],
  map: ReadingMap,
): readonly C[] {
  for (const pattern of map.fields.get('count')?.headers ?? []) {
    const fitting = found.filter(({measure}) => measure !== '' && pattern.matches(measure))
    if (fitting.length > 0) return fitting
  }
  return found
}

function repeated(counts: readonly CountColumn[], header: readonly string[]): BoundColumns['clash'] {
  const seen = new Map<string, number>()
  for (const {at, month, typeCode} of counts) {
    const key = month ?? typeCode ?? ''
    const before = seen.get(key)
    if (before !== undefined) return {field: 'count', headers: [header[before] ?? '', header[at] ?? '']}
    seen.set(key, at)
  }
  return undefined
}

/** Columns as they are told to the user. */
export function readColumns({header, fields, counts}: BoundColumns): ReadColumn[] {
  const named = [...fields].map(([field, {at, level}]) => ({
    field,
    header: header[at] ?? '',
    column: at + 1,
    ...(level ? {level} : {}),
  }))
  return [
    ...named,
    ...counts.map(({at}) => ({field: 'count' as const, header: header[at] ?? '', column: at + 1})),
  ]
}
