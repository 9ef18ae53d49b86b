import type {SheetOutput} from '../lib/ports/sheet-output.ts'
import type {Sheets} from '../lib/ports/sheets.ts'
import type {Workbooks} from '../lib/ports/workbooks.ts'

/** Loaded by the first workbook: most commands meet none. */
export const localSheets: Sheets = {
  async open(path, wish, signal) {
    const {openWorkbook} = await import('../lib/spreadsheet/open-workbook.ts')
    return openWorkbook(path, wish, signal)
  },
}

/** The same of workbooks that are written. */
export const localSheetOutput: SheetOutput = {
  async open(sink) {
    const {sheetOutput} = await import('../lib/spreadsheet-out/workbook-output.ts')
    return sheetOutput.open(sink)
  },
}

/** Workbooks whose sheets are chosen by what stands in them; loaded as late. */
export const localWorkbooks: Workbooks = {
  async open(path, signal) {
    const {openWholeWorkbook} = await import('../lib/spreadsheet/whole-workbook.ts')
    return openWholeWorkbook(path, signal)
  },
}
