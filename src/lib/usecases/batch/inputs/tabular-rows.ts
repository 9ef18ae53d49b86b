import {type Compiled, compile, isHeaderAgain, isTotalLine} from '../../../mapping/compile.ts'
import {mapRow, type RawValue} from '../../../mapping/map-row.ts'
import type {Canonical, Mapping} from '../../../mapping/mapping.ts'
import {isRow} from '../../../tabular/header-name.ts'
import {openCsv} from '../../../tabular/open-csv.ts'
import {senseKind} from '../../../tabular/sense-kind.ts'
import type {Table, TableRecord} from '../../../tabular/tabular.ts'
import {openNdjson} from './tabular-ndjson.ts'
import {type OpenedRows, type RowsBench, type SourceRow, unreadable} from './tabular-source.ts'

async function headOf({files, signal}: RowsBench, path: string): Promise<Uint8Array> {
  const source = await files.source(path)
  for await (const chunk of source.open(signal)) return Uint8Array.from(chunk.subarray(0, 8192))
  return new Uint8Array()
}

/**
 * Opens the table itself: CSV or a sheet of a workbook.
 * @throws DmpError DMP_MANIFEST_UNREADABLE, DMP_FILE_UNREADABLE, DMP_XML_REFUSED
 */
export async function openTable(
  bench: RowsBench,
  path: string,
  wish: Mapping['source'],
): Promise<Table | 'ndjson'> {
  const kind = senseKind(await headOf(bench, path))
  if (kind === 'ndjson') return kind
  if (kind !== 'csv' && kind !== 'xlsx') throw unreadable(path, kind)
  const table =
    kind === 'xlsx'
      ? await bench.sheets.open(path, wish, bench.signal)
      : await openCsv(await bench.files.source(path), wish, bench.signal)
  if (!table) throw unreadable(path, 'empty')
  if (isRow(table.header)) throw unreadable(path, 'no-header')
  return table
}

/**
 * Opens a source of rows and fits the mapping to it.
 * @throws DmpError DMP_MANIFEST_UNREADABLE, DMP_MAPPING_INVALID when the mapping names a column that is not there
 */
export async function openRows(
  bench: RowsBench,
  path: string,
  mapping: Mapping,
  canonical: Canonical,
): Promise<OpenedRows> {
  const table = await openTable(bench, path, mapping.source)
  if (table === 'ndjson') return openNdjson(bench, path, mapping, canonical)
  const {sheetsToChoose} = table.facts
  if (sheetsToChoose)
    throw unreadable(path, 'sheet-unnamed', {columns: sheetsToChoose.join(', ').slice(0, 300)})
  const compiled = compile(mapping, canonical, table.header, table.facts.date1904)
  if ('reason' in compiled)
    throw unreadable(path, compiled.reason, {columns: compiled.columns.join(', ').slice(0, 300) || '-'})
  return {
    facts: table.facts,
    header: table.header,
    async *rows() {
      for await (const block of table.records()) yield block.map((record) => rowOf(compiled, record))
    },
  }
}

function rowOf(compiled: Compiled, record: TableRecord): SourceRow {
  const {line, cells} = record
  if (isHeaderAgain(compiled, cells)) return {line, passedOver: 'repeated-header'}
  if (isTotalLine(compiled, cells)) return {line, passedOver: 'total-line'}
  const mapped = mapRow(compiled, valuesOf(compiled, record))
  const fault = faultOf(compiled, record)
  return {line, mapped, ...(fault ? {fault} : {}), ...(record.hidden ? {hidden: true} : {})}
}

function valuesOf({places}: Compiled, {cells, marks}: TableRecord) {
  return (name: string): RawValue | undefined => {
    const place = places.get(name)
    const text = place === undefined ? undefined : cells[place]
    if (place === undefined || text === undefined) return undefined
    const mark = marks?.get(place)
    return mark === undefined ? {text} : {text, mark}
  }
}

function faultOf({header, fills}: Compiled, {cells, fault}: TableRecord): SourceRow['fault'] {
  if (fault === 'encoding' || fault === 'encoding-mixed') {
    const place = cells.findIndex((cell) => /[^\u0020-\u007e]/.test(cell))
    const name = header[place] ?? '-'
    const fill = fills.find(({source}) => source.kind === 'column' && source.name === name)
    return {field: fill?.column ?? name, reason: fault}
  }
  if (fault) return {field: '-', reason: fault}
  const beyond = cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')
  return beyond || cells.length < header.length ? {field: '-', reason: 'columns'} : undefined
}
