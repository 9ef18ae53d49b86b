/*
 * Workbooks of a spreadsheet, `.xlsx` (ECMA-376, ISO/IEC 29500), as tables of raw texts.
 *
 * One sheet is read as it comes out of the archive: no model of the workbook is built, texts that cells share are packed
 * outside the heap. What is stored counts, not what is shown: number formats, dates and formulas are not computed. The
 * archive is bounded (number and size of parts, ratio), its XML goes through the one door.
 *
 * Not here: `.xls`, `.xlsb`, `.ods` (refused with advice), writing.
 */
import {openZip, type ZipArchive} from '../archive/zip-archive.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {Sheets} from '../ports/sheets.ts'
import {headerName} from '../tabular/header-name.ts'
import type {PackedTexts} from '../tabular/packed-texts.ts'
import type {Table, TableRecord} from '../tabular/tabular.ts'
import {headerAmong} from '../tabular/usual-width.ts'
import {readSharedTexts} from './shared-texts.ts'
import {sheetRows} from './sheet-rows.ts'
import {readWorkbook, refusedBook, type Workbook} from './workbook-parts.ts'

/** Rows looked at to find the header. */
const SAMPLE_ROWS = 30

export const openWorkbook: Sheets['open'] = async (path, wish, signal) => {
  const zip = await openZip(path)
  try {
    return await tableOf(zip, path, wish, signal)
  } catch (error) {
    throw ofBook(path, error)
  } finally {
    zip.close()
  }
}

/** A part that is no good XML is told of the workbook: nobody sees its parts. */
function ofBook(file: string, error: unknown): unknown {
  if (!(error instanceof DmpError) || error.code !== 'DMP_XML_REFUSED') return error
  const {params, details} = error
  return new DmpError('DMP_XML_REFUSED', {params: {...params, file, case: 'workbook'}, details, cause: error})
}

async function tableOf(
  zip: ZipArchive,
  path: string,
  {sheet, headerLine}: Parameters<Sheets['open']>[1],
  signal: AbortSignal,
): Promise<Table> {
  const book = await readWorkbook(zip, path)
  const names = book.sheets.map(({name}) => name)
  const chosen =
    sheet === undefined
      ? (book.sheets.find(({hidden}) => !hidden) ?? book.sheets[0])
      : book.sheets.find(({name}) => name === sheet)
  if (!chosen)
    throw refusedBook(path, sheet === undefined ? 'no-sheet' : 'sheet-absent', names.join(', ') || '-')
  const texts = book.texts === undefined ? undefined : await readSharedTexts(zip.source(book.texts), signal)
  const sample = await firstRows(zip, chosen.part, texts, signal)
  const header = headerLine === undefined ? headerAmong(sample) : sample.find(({line}) => line === headerLine)
  if (!header) throw refusedBook(path, 'empty')
  const filled = sheet === undefined ? await filledSheets(zip, book, texts, signal) : []
  const table = {
    facts: {
      kind: 'xlsx' as const,
      headerLine: header.line,
      skippedLines: sample.indexOf(header),
      sheet: chosen.name,
      sheets: names,
      ...(filled.length > 1 ? {sheetsToChoose: filled} : {}),
      date1904: book.date1904,
    },
    header: header.cells.map(headerName),
  }
  return {...table, records: () => records(path, chosen.part, texts, table, signal)}
}

/** Visible sheets with anything in them: spreadsheets add empty ones of their own. */
async function filledSheets(
  zip: ZipArchive,
  {sheets}: Workbook,
  texts: PackedTexts | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const visible = sheets.filter(({hidden}) => !hidden)
  if (visible.length < 2) return []
  const filled: string[] = []
  for (const {name, part} of visible) {
    const rows = await firstRows(zip, part, texts, signal)
    if (rows.some(({cells}) => cells.some((cell) => cell.trim() !== ''))) filled.push(name)
  }
  return filled
}

async function firstRows(
  zip: ZipArchive,
  part: string,
  texts: PackedTexts | undefined,
  signal: AbortSignal,
): Promise<TableRecord[]> {
  const rows: TableRecord[] = []
  for await (const block of sheetRows(zip.source(part), texts, signal)) {
    rows.push(...block)
    if (rows.length >= SAMPLE_ROWS) break
  }
  return rows.slice(0, SAMPLE_ROWS)
}

/** The archive is opened anew: a table may be read long after, or never. */
async function* records(
  path: string,
  part: string,
  texts: PackedTexts | undefined,
  {facts, header}: Pick<Table, 'facts' | 'header'>,
  signal: AbortSignal,
): AsyncGenerator<TableRecord[]> {
  const zip = await openZip(path)
  try {
    for await (const block of sheetRows(zip.source(part), texts, signal))
      yield block.filter(({line}) => line > facts.headerLine).map((row) => widened(row, header.length))
  } catch (error) {
    throw ofBook(path, error)
  } finally {
    zip.close()
  }
}

/** A sheet leaves out cells without a value at the end of a row. */
function widened(row: TableRecord, width: number): TableRecord {
  if (row.cells.length >= width) return row
  return {...row, cells: [...row.cells, ...Array.from({length: width - row.cells.length}, () => '')]}
}
