import {readColumns, readObject} from '../../../manifest/read-fields.ts'
import {type Compiled, compile} from '../../../mapping/compile.ts'
import {mapRow, type RawValue} from '../../../mapping/map-row.ts'
import type {Canonical, Mapping} from '../../../mapping/mapping.ts'
import {lineCutter} from '../../../tabular/cut-lines.ts'
import type {Table, TableFacts, TableRecord, TextLine} from '../../../tabular/tabular.ts'
import {type OpenedRows, type RowsBench, type SourceRow, unreadable} from './tabular-source.ts'

const NDJSON: TableFacts = {kind: 'ndjson', encoding: 'utf-8', headerLine: 0, skippedLines: 0}

/** Lines whose names are looked at to fit a mapping. */
const SAMPLE = 1000

type ReadRow = (text: string) => Pick<SourceRow, 'mapped' | 'fault'>

/** Rows of an NDJSON file: under canonical names, or under those of a mapping. */
export async function openNdjson(
  bench: RowsBench,
  path: string,
  mapping: Mapping,
  canonical: Canonical,
): Promise<OpenedRows> {
  const plain = mapping.columns.size === 0 && mapping.hash === ''
  const names = plain ? [] : await namesIn(bench, path)
  const compiled = plain ? undefined : compile(mapping, canonical, names)
  if (compiled && 'reason' in compiled)
    throw unreadable(path, compiled.reason, {columns: compiled.columns.join(', ').slice(0, 300) || '-'})
  const read: ReadRow = compiled
    ? (text) => mappedObject(compiled, text)
    : (text) => {
        const fields = readColumns(text, canonical)
        if (fields.usable) return {mapped: {fields, repairs: []}}
        return {fault: {field: '-', reason: fields.problems[0]?.reason ?? 'json'}}
      }
  return {
    facts: NDJSON,
    header: names,
    async *rows() {
      for await (const lines of linesOf(bench, path))
        yield lines.filter(({text, fault}) => fault || text.trim() !== '').map((line) => rowOf(line, read))
    },
  }
}

function rowOf({line, text, fault}: TextLine, read: ReadRow): SourceRow {
  return fault ? {line, fault: {field: '-', reason: fault}} : {line, ...read(text)}
}

async function* linesOf({files, signal}: RowsBench, path: string): AsyncGenerator<TextLine[]> {
  const source = await files.source(path)
  const cutter = lineCutter('utf-8')
  let first = true
  for await (const chunk of source.open(signal)) {
    if (first && /^(?:fffe|feff|..00)/.test(Buffer.from(chunk.subarray(0, 2)).toString('hex')))
      throw unreadable(path, 'utf-16')
    first = false
    yield cutter.push(chunk)
  }
  yield cutter.end()
}

async function namesIn(bench: RowsBench, path: string): Promise<string[]> {
  const names = new Set<string>()
  let seen = 0
  for await (const lines of linesOf(bench, path)) {
    for (const {text} of lines) {
      const object = readObject(text)
      if (typeof object !== 'string') for (const [name] of object.given) names.add(name)
    }
    seen += lines.length
    if (seen >= SAMPLE) break
  }
  return [...names]
}

function mappedObject(compiled: Compiled, text: string): ReturnType<ReadRow> {
  const object = readObject(text)
  if (typeof object === 'string') return {fault: {field: '-', reason: object}}
  const [problem] = object.problems
  if (problem) return {fault: problem}
  const given = new Map(object.given)
  return {
    mapped: mapRow(compiled, (name) => rawOf(name === FORMER ? textOf(given.get(name)) : given.get(name))),
  }
}

/** Former numbers are several: a list of texts. */
const FORMER = 'ins_history'

function textOf(value: unknown): unknown {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(' ') : value
}

function rawOf(value: unknown): RawValue | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return {text: value}
  if (typeof value === 'number') return {text: String(value), mark: 'number'}
  return {text: '', mark: 'error'}
}

/** The first objects of an NDJSON file as a table, to draft a mapping from. */
export async function ndjsonTable(bench: RowsBench, path: string, most: number): Promise<Table> {
  const header = await namesIn(bench, path)
  const records: TableRecord[] = []
  for await (const lines of linesOf(bench, path)) {
    for (const {line, text} of lines) {
      const object = readObject(text)
      if (typeof object === 'string') continue
      const given = new Map(object.given)
      records.push({line, lastLine: line, cells: header.map((name) => rawOf(given.get(name))?.text ?? '')})
    }
    if (records.length >= most) break
  }
  return {
    facts: NDJSON,
    header,
    async *records() {
      yield records
    },
  }
}
