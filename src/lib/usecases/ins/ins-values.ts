import {columnNamed} from '../../mapping/column-names.ts'
import {lineCutter} from '../../tabular/cut-lines.ts'
import {headerName} from '../../tabular/header-name.ts'
import {senseKind} from '../../tabular/sense-kind.ts'
import {senseText} from '../../tabular/sense-text.ts'
import type {Table, TextLine} from '../../tabular/tabular.ts'
import {openTable} from '../batch/inputs/tabular-rows.ts'
import {type RowsBench, unreadable} from '../batch/inputs/tabular-source.ts'

/** A number as a source gives it, and the OID beside it. */
export interface GivenIns {
  readonly line: number
  readonly text: string
  readonly oid?: string
}

export interface InsValues {
  readonly column?: string
  blocks(): AsyncIterable<readonly GivenIns[]> | Iterable<readonly GivenIns[]>
}

interface ColumnWish {
  readonly column?: string | undefined
  readonly sheet?: string | undefined
}

/** Numbers of standard input, one a line. */
export function valuesOfText(text: string): InsValues {
  const lines = text.split(/\r\n|\n|\r/).map((one, at) => ({line: at + 1, text: one}))
  return {blocks: () => [given(lines)]}
}

/**
 * Numbers of a file: one a line, or a column of a CSV or of a workbook, found by its usual names when none is named.
 * @throws DmpError DMP_FILE_UNREADABLE, DMP_MANIFEST_UNREADABLE, DMP_XML_REFUSED
 */
export async function valuesOfFile(bench: RowsBench, path: string, wish: ColumnWish): Promise<InsValues> {
  const source = await bench.files.source(path)
  const head = await headOf(source.open(bench.signal))
  const kind = senseKind(head)
  if (kind === 'empty') throw unreadable(path, kind)
  if (kind !== 'csv' || wish.column !== undefined || isTable(head)) return columnOf(bench, path, wish)
  const {encoding, newline} = await senseText(source, bench.signal)
  return {
    async *blocks() {
      const cutter = lineCutter(encoding, newline)
      for await (const chunk of source.open(bench.signal)) yield given(cutter.push(chunk))
      yield given(cutter.end())
    },
  }
}

async function headOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return Uint8Array.from(chunk.subarray(0, 8192))
  return new Uint8Array()
}

/** A separator in the first line: there are columns. */
function isTable(head: Uint8Array): boolean {
  const [first = ''] = Buffer.from(head)
    .toString('latin1')
    .replaceAll('\u0000', '')
    .trimStart()
    .split(/[\r\n]/)
  return /[;,\t|]/.test(first.replace(/^\d[.,]\d+E[+]?\d+$/i, ''))
}

/** Blank lines are none; a first line that is a usual name of the column is its name, and any other one a value. */
function given(lines: readonly Pick<TextLine, 'line' | 'text'>[]): GivenIns[] {
  const values: GivenIns[] = []
  for (const {line, text} of lines) {
    const trimmed = text.trim()
    if (trimmed !== '' && !(line === 1 && columnNamed(trimmed) === 'ins')) values.push({line, text: trimmed})
  }
  return values
}

async function columnOf(bench: RowsBench, path: string, {column, sheet}: ColumnWish): Promise<InsValues> {
  const table = await openTable(bench, path, sheet === undefined ? {} : {sheet})
  if (table === 'ndjson') throw unreadable(path, 'no-header')
  const {sheetsToChoose} = table.facts
  if (sheetsToChoose && sheet === undefined)
    throw unreadable(path, 'sheet-unnamed', {columns: sheetsToChoose.join(', ').slice(0, 300)})
  const place = placeIn(table, 'ins', column)
  if (place === -1) throw unreadable(path, 'no-columns', {columns: table.header.join(', ').slice(0, 300)})
  const oid = placeIn(table, 'ins_oid')
  return {
    column: table.header[place] ?? '-',
    async *blocks() {
      for await (const block of table.records()) yield block.flatMap((record) => cellOf(record, place, oid))
    },
  }
}

function placeIn({header}: Table, name: string, column?: string): number {
  return column === undefined
    ? header.findIndex((one) => columnNamed(one) === name)
    : header.indexOf(headerName(column))
}

function cellOf(
  {line, cells}: {readonly line: number; readonly cells: readonly string[]},
  place: number,
  oidPlace: number,
): GivenIns[] {
  const oid = cells[oidPlace]?.trim()
  const text = cells[place]?.trim() ?? ''
  if (text === '' && cells.every((cell) => cell.trim() === '')) return []
  return [oid ? {line, text, oid} : {line, text}]
}
