import {DmpError} from '../../../errors/dmp-error.ts'
import {isOid} from '../../../ids/oid.ts'
import type {ByteSource} from '../../../ports/byte-source.ts'
import {openCsv} from '../../../tabular/open-csv.ts'
import type {TableRecord} from '../../../tabular/tabular.ts'

/** One line of a list of documents to delete, as written. */
export interface ListLine {
  readonly line: number
  readonly uniqueId?: string
  readonly sourceId?: string
  readonly ins?: string
  readonly insOid?: string
  readonly ipp?: string
  readonly venue?: string
}

type Field = Exclude<keyof ListLine, 'line'>

/** Columns of such lists and of our own reports and receipts, by their letters and digits alone. */
const NAMES: Readonly<Record<string, Field>> = {
  uniqueid: 'uniqueId',
  documentuniqueid: 'uniqueId',
  sourceid: 'sourceId',
  documentid: 'sourceId',
  ins: 'ins',
  insoid: 'insOid',
  ipp: 'ipp',
  visit: 'venue',
  venue: 'venue',
}

const letters = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Whether a cell is a uniqueId as the DMP knows them: an OID, or OID and extension. */
export const isUniqueId = (cell: string): boolean =>
  isOid(cell.split('^')[0] ?? '') && cell.includes('.') && cell.length <= 128

function fieldsOf(header: readonly string[]): readonly (Field | undefined)[] {
  return header.map((name) => NAMES[letters(name)])
}

function lineOf(
  {line, cells, fault}: TableRecord,
  fields: readonly (Field | undefined)[],
): ListLine | undefined {
  if (fault) return {line}
  const values = fields.flatMap((field, column) => {
    const value = cells[column]?.trim()
    return field && value ? [[field, value] as const] : []
  })
  return values.length === 0 && cells.every((cell) => cell.trim() === '')
    ? undefined
    : {line, ...Object.fromEntries(values)}
}

/** A list without a header: one column of uniqueIds. */
function bareColumn(header: readonly string[]): readonly (Field | undefined)[] | undefined {
  const column = header.findIndex(isUniqueId)
  return column < 0 ? undefined : header.map((_, index) => (index === column ? 'uniqueId' : undefined))
}

/**
 * Lines of a list: uniqueIds one a line, or CSV with a column `unique_id` or `source_id`, such as our own reports; any
 * delimiter and encoding.
 * @param path only to be named in errors
 * @throws DmpError DMP_MANIFEST_UNREADABLE when it names no document
 */
export async function* readList(
  source: ByteSource,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<ListLine> {
  const table = await openCsv(source, {}, signal)
  const bare = table && bareColumn(table.header)
  const fields = bare ?? (table ? fieldsOf(table.header) : [])
  if (!table || !fields.some((field) => field === 'uniqueId' || field === 'sourceId'))
    throw new DmpError('DMP_MANIFEST_UNREADABLE', {
      params: {file: path, reason: 'not-a-list', case: 'list'},
      details: {file: path, reason: 'not-a-list'},
    })
  const first = bare && lineOf({line: table.facts.headerLine, lastLine: 1, cells: table.header}, fields)
  if (first) yield first
  for await (const block of table.records())
    for (const record of block) {
      const line = lineOf(record, fields)
      if (line) yield line
    }
}
