import type {Sheets} from '../lib/ports/sheets.ts'

/** Loaded by the first workbook: most commands meet none. */
export const localSheets: Sheets = {
  async open(path, wish, signal) {
    const {openWorkbook} = await import('../lib/spreadsheet/open-workbook.ts')
    return openWorkbook(path, wish, signal)
  },
}
