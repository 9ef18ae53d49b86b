import {identityColumns} from '../../../identities/identity-columns.ts'
import {columns as manifestColumns} from '../../../manifest/columns.ts'
import {withColumns} from '../../../mapping/column-source.ts'
import {type Draft, draftMapping} from '../../../mapping/draft.ts'
import type {DraftDoubt} from '../../../mapping/draft-doubt.ts'
import {type Canonical, type Mapping, plainMapping} from '../../../mapping/mapping.ts'
import {readIdentitiesSection, readMapping} from '../../../mapping/read-mapping.ts'
import {draftYaml} from '../../../mapping/write-draft.ts'
import type {Table, TableRecord} from '../../../tabular/tabular.ts'
import type {Workbench} from '../../ports.ts'
import type {TabularOptions} from './tabular.ts'
import {type DecodedRow, decodedRow} from './tabular-map-row.ts'
import {ndjsonTable} from './tabular-ndjson.ts'
import {openRows, openTable} from './tabular-rows.ts'

export interface MapWish extends Pick<TabularOptions, 'columns' | 'sheet'> {
  readonly file: string
  /** A mapping to try; without it one is drafted. */
  readonly mapping?: string | undefined
  /** The file lists identities, not documents. */
  readonly identities: boolean
  /** File to write the draft to. */
  readonly output?: string | undefined
  readonly force: boolean
  readonly rows: number
}

export interface MapReport {
  readonly file: string
  readonly kind: 'csv' | 'xlsx' | 'ndjson'
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly headerLine: number | null
  readonly sheet: string | null
  readonly sheets: readonly string[]
  /** Lines in another encoding than the file's. */
  readonly foreignLines: number
  /** Records looked at for the draft. */
  readonly looked: number
  /** Source columns with what they are taken for; null for those left alone. */
  readonly columns: readonly {readonly name: string; readonly canonical: string | null}[]
  readonly types: readonly {readonly label: string; readonly count: number}[]
  readonly doubts: readonly DraftDoubt[]
  readonly rows: readonly DecodedRow[]
  /** The mapping: drafted, or the one given. */
  readonly drafted: boolean
  /** Of an identities file: the section `identities` of a mapping. */
  readonly identities: boolean
  readonly yaml: string
  readonly output: string | null
}

type Bench = Pick<Workbench, 'files' | 'signal' | 'sheets'>

/** Records that a draft is made of. */
const LOOKED = 1000

/**
 * `batch map`: how a table is read. Sniffs it, drafts the mapping of its columns (or tries the one given) and shows the
 * first rows decoded, INS and traits masked, with what is doubtful. Nothing but the draft is written.
 * @throws DmpError DMP_MANIFEST_UNREADABLE, DMP_MAPPING_INVALID, DMP_FILE_EXISTS, DMP_FILE_UNREADABLE, DMP_XML_REFUSED
 */
export async function batchMap(bench: Bench, wish: MapWish): Promise<MapReport> {
  const file = bench.files.resolve(wish.file)
  const canonical = wish.identities ? identityColumns : manifestColumns
  const given =
    wish.mapping === undefined ? undefined : await givenMapping(bench, wish.mapping, wish.identities)
  const source = {...given?.source, ...(wish.sheet === undefined ? {} : {sheet: wish.sheet})}
  const opened = await openTable(bench, file, source)
  const table = opened === 'ndjson' ? await ndjsonTable(bench, file, LOOKED) : opened
  const records = await firstRecords(table)
  const draft = draftMapping(table.header, records, canonical)
  const yaml =
    wish.mapping === undefined
      ? draftYaml(draft, table.facts, wish.identities)
      : await textOf(bench, wish.mapping)
  const mapping = {
    ...withColumns(given ?? asMapping(yaml, wish.identities), wish.columns ?? [], canonical),
    source: {...source, ...(table.facts.sheet === undefined ? {} : {sheet: table.facts.sheet})},
  }
  const rows = await decodedRows(bench, file, mapping, canonical, wish)
  if (wish.output !== undefined) await bench.files.write(wish.output, yaml, {force: wish.force})
  return {
    file,
    ...factsOf(table),
    looked: records.length,
    columns: taken(table.header, mapping),
    types: draft.types.map(([label, count]) => ({label, count})),
    doubts: given ? [] : doubtsOf(draft, table),
    rows,
    drafted: !given,
    identities: wish.identities === true,
    yaml,
    output: wish.output === undefined ? null : bench.files.resolve(wish.output),
  }
}

async function firstRecords(table: Table): Promise<TableRecord[]> {
  const records: TableRecord[] = []
  for await (const block of table.records()) {
    records.push(...block.filter(({fault}) => !fault))
    if (records.length >= LOOKED) break
  }
  return records.slice(0, LOOKED)
}

async function textOf({files}: Bench, path: string): Promise<string> {
  return new TextDecoder().decode(await files.read(path, {maxBytes: 1024 * 1024}))
}

/** The draft as it will be read; without a hash, since nobody keeps it yet. */
function asMapping(yaml: string, ofIdentities: boolean): Mapping {
  return {...mappingOfText(new TextEncoder().encode(yaml), '-', ofIdentities), hash: plainMapping.hash}
}

/** How an identities file is read stands in a section of its own, or is the whole of the file. */
function mappingOfText(bytes: Uint8Array, name: string, ofIdentities: boolean): Mapping {
  if (!ofIdentities) return readMapping(bytes, name, manifestColumns)
  return readIdentitiesSection(bytes, name, identityColumns) ?? readMapping(bytes, name, identityColumns)
}

async function givenMapping({files}: Bench, path: string, ofIdentities: boolean): Promise<Mapping> {
  return mappingOfText(await files.read(path, {maxBytes: 1024 * 1024}), path, ofIdentities)
}

async function decodedRows(
  bench: Bench,
  file: string,
  mapping: Mapping,
  canonical: Canonical,
  {rows: wanted, identities}: MapWish,
): Promise<DecodedRow[]> {
  const rows: DecodedRow[] = []
  if (mapping.columns.size === 0) return rows
  const opened = await openRows(bench, file, mapping, canonical)
  for await (const block of opened.rows()) {
    for (const row of block) {
      if (rows.length >= wanted) return rows
      rows.push(decodedRow(row, identities))
    }
  }
  return rows
}

function factsOf({facts}: Table) {
  const {kind, encoding = null, delimiter = null, sheet = null, sheets = [], foreignLines = 0} = facts
  const headerLine = kind === 'ndjson' ? null : facts.headerLine
  return {kind, encoding, delimiter, headerLine, sheet, sheets, foreignLines}
}

function taken(header: readonly string[], {columns}: Mapping): MapReport['columns'] {
  const byName = new Map<string, string>()
  for (const [canonical, source] of columns) {
    if (source.kind === 'column') {
      byName.set(source.name, canonical)
      if (source.key !== undefined) byName.set(source.key, canonical)
    }
    if (source.kind === 'template')
      for (const [at, name] of source.parts.entries()) if (at % 2 === 1) byName.set(name, canonical)
  }
  return header.filter((name) => name !== '').map((name) => ({name, canonical: byName.get(name) ?? null}))
}

function doubtsOf({doubts}: Draft, {facts}: Table): readonly DraftDoubt[] {
  const {foreignLines = 0, skippedLines} = facts
  return [
    ...(foreignLines > 0 ? [{code: 'foreign-lines', params: {count: foreignLines}}] : []),
    ...(skippedLines > 0 ? [{code: 'title-lines', params: {count: skippedLines}}] : []),
    ...doubts,
  ]
}
