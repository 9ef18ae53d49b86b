import {openZip, type ZipArchive} from '../archive/zip-archive.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {WholeSheet, Workbooks} from '../ports/workbooks.ts'
import type {PackedTexts} from '../tabular/packed-texts.ts'
import type {TableRecord} from '../tabular/tabular.ts'
import {readDateStyles} from './date-styles.ts'
import {readMergedCells} from './merged-cells.ts'
import {readSharedTexts} from './shared-texts.ts'
import {type CellDetail, sheetRows} from './sheet-rows.ts'
import {readWorkbook, refusedBook} from './workbook-parts.ts'

/** Rows looked at to tell what a sheet holds. */
const SAMPLE_ROWS = 60
/** Sheets looked at; a book with more is no table of figures. */
const MOST_SHEETS = 60
const STYLES = 'xl/styles.xml'

/** Opens a workbook with all its sheets, each from its first row on. */
export const openWholeWorkbook: Workbooks['open'] = async (path, signal) => {
  const zip = await openZip(path)
  try {
    const book = await readWorkbook(zip, path)
    const names = new Set(zip.members.map(({name}) => name))
    if (book.sheets.length === 0) throw refusedBook(path, 'no-sheet')
    const texts = book.texts === undefined ? undefined : await readSharedTexts(zip.source(book.texts), signal)
    const dateStyles = names.has(STYLES)
      ? await readDateStyles(zip.source(STYLES), signal)
      : new Set<number>()
    const parts: Parts = {path, texts, detail: {dateStyles}, signal}
    const sheets: WholeSheet[] = []
    for (const sheet of book.sheets.slice(0, MOST_SHEETS)) sheets.push(await wholeSheet(zip, sheet, parts))
    return {date1904: book.date1904, macros: names.has('xl/vbaProject.bin'), sheets}
  } catch (error) {
    throw ofBook(path, error)
  } finally {
    zip.close()
  }
}

interface Parts {
  readonly path: string
  readonly texts: PackedTexts | undefined
  readonly detail: CellDetail
  readonly signal: AbortSignal
}

/** A part that is no good XML is told of the workbook: nobody sees its parts. */
function ofBook(file: string, error: unknown): unknown {
  if (!(error instanceof DmpError) || error.code !== 'DMP_XML_REFUSED') return error
  const {params, details} = error
  return new DmpError('DMP_XML_REFUSED', {params: {...params, file, case: 'workbook'}, details, cause: error})
}

async function wholeSheet(
  zip: ZipArchive,
  {name, hidden, part}: {readonly name: string; readonly hidden: boolean; readonly part: string},
  parts: Parts,
): Promise<WholeSheet> {
  const sample: TableRecord[] = []
  for await (const block of sheetRows(zip.source(part), parts.texts, parts.signal, parts.detail)) {
    sample.push(...block)
    if (sample.length >= SAMPLE_ROWS) break
  }
  return {
    name,
    hidden,
    sample: sample.slice(0, SAMPLE_ROWS),
    rows: () => allRows(part, parts),
    merges: () => merges(part, parts),
  }
}

/** The archive is opened anew: a sheet may be read long after, or never. */
async function* allRows(part: string, {path, texts, detail, signal}: Parts): AsyncGenerator<TableRecord[]> {
  const zip = await openZip(path)
  try {
    yield* sheetRows(zip.source(part), texts, signal, detail)
  } catch (error) {
    throw ofBook(path, error)
  } finally {
    zip.close()
  }
}

async function merges(part: string, {path, signal}: Parts) {
  const zip = await openZip(path)
  try {
    return await readMergedCells(zip.source(part), signal)
  } finally {
    zip.close()
  }
}
