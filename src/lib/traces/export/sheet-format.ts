import {MOST_SHEET_ROWS, type SheetWriter} from '../../ports/sheet-output.ts'
import {traceColumns} from './trace-columns.ts'
import type {ExportAbout, TraceFormat, TraceWriter} from './trace-format.ts'

/** A workbook whose sheets take so many rows each; beyond, the rows go on in another sheet. */
export function sheetWriter(most = MOST_SHEET_ROWS): TraceWriter {
  return async (records, sink, about) => {
    const {t, sheets} = about
    const book = await sheets.open(sink)
    try {
      const columns = traceColumns.map(({name, kind}) => ({header: t(`trace.column.${name}`), kind}))
      const name = t('trace-export.sheet.traces')
      let sheet: SheetWriter | undefined
      let count = 0
      let rows = 0
      for await (const record of records) {
        if (!sheet || rows === most) {
          count += 1
          rows = 0
          sheet = await book.sheet({name: count === 1 ? name : `${name} ${count}`, columns})
        }
        await sheet.row(traceColumns.map(({value}) => value(record)))
        rows += 1
      }
      if (!sheet) await book.sheet({name, columns})
      const settings = await book.sheet({
        name: t('trace-export.sheet.settings'),
        filter: false,
        columns: [
          {header: t('trace-export.sheet.name'), kind: 'text', width: 34},
          {header: t('trace-export.sheet.value'), kind: 'text', width: 80},
        ],
      })
      for (const row of settingRows(about)) await settings.row(row)
      await book.finish()
    } catch (error) {
      await book.discard()
      throw error
    }
    return undefined
  }
}

function settingRows({t, facts, ending}: ExportAbout): readonly (readonly [string, string | number])[] {
  return [...facts, ...ending()].map(({name, value}) => [t(`trace-export.fact.${name}`), value])
}

/** Texts typed as texts, dates as dates, a header that stays; what was asked for on a sheet of its own. */
export const sheetFormat: TraceFormat = {extension: 'xlsx', write: sheetWriter()}
