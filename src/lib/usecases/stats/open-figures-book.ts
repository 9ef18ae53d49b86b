import {DmpError} from '../../errors/dmp-error.ts'
import type {WholeSheet, Workbooks} from '../../ports/workbooks.ts'
import type {FiguresSource} from './figures-source.ts'
import {unreadable} from './unreadable.ts'

/**
 * Opens a workbook: each sheet is a way to see it, the visible ones first.
 * @throws DmpError DMP_STATS_UNREADABLE, DMP_XML_REFUSED, DMP_FILE_UNREADABLE
 */
export async function openFiguresBook(
  workbooks: Workbooks,
  {file, size, sheet}: {readonly file: string; readonly size: number; readonly sheet?: string | undefined},
  signal: AbortSignal,
): Promise<FiguresSource<WholeSheet>> {
  const book = await workbooks.open(file, signal).catch((error: unknown) => {
    throw asFigures(file, error)
  })
  const {date1904, macros} = book
  const ordered = book.sheets.toSorted((one, other) => Number(one.hidden) - Number(other.hidden))
  const sheets = sheet === undefined ? ordered : ordered.filter(({name}) => name === sheet)
  if (sheets.length === 0)
    throw unreadable(file, 'sheet-absent', {sheets: ordered.map(({name}) => name).join(', ')})
  return {
    kind: 'xlsx',
    candidates: sheets.map((way) => ({way, sample: way.sample, date1904})),
    ragged: false,
    size,
    macros,
    facts: ({name}) => ({sheet: name, date1904}),
    merges: (way) => way.merges(),
    rows: (way) => way.rows(),
  }
}

/** The reader of workbooks speaks of manifests. */
function asFigures(file: string, error: unknown): unknown {
  if (!(error instanceof DmpError) || error.code !== 'DMP_MANIFEST_UNREADABLE') return error
  return unreadable(file, String(error.params['reason'] ?? 'no-workbook'), {}, error)
}
