import {CSV_START, type CsvDialect, csvLine, FRENCH_CSV} from '../../csv/csv-line.ts'
import {civilText, type TraceCell, type TraceColumn, traceColumns} from './trace-columns.ts'
import type {TraceFormat, TraceWriter} from './trace-format.ts'

const MACHINE_CSV: CsvDialect = {separator: ',', end: '\n'}

/** A civil time written out; texts and numbers as they are. */
function written(cell: TraceCell): string | number | undefined {
  return typeof cell === 'object' ? civilText(cell) : cell
}

function writer(
  columns: readonly TraceColumn[],
  dialect: CsvDialect,
  head: (t: (key: string) => string) => string,
): TraceWriter {
  return async (records, sink, {t, raw}) => {
    const lines: CsvDialect = {...dialect, raw}
    await sink.write(head(t))
    for await (const record of records)
      await sink.write(
        csvLine(
          columns.map(({value}) => written(value(record))),
          lines,
        ),
      )
    return undefined
  }
}

/** For a French spreadsheet: semicolons, byte-order mark, columns named in words, times of France. */
export const csvFormat: TraceFormat = {
  extension: 'csv',
  write: writer(
    traceColumns,
    FRENCH_CSV,
    (t) => `${CSV_START}${csvLine(traceColumns.map(({name}) => t(`trace.column.${name}`)))}`,
  ),
}

const machineColumns = traceColumns.filter(({civil}) => !civil)

/** For programs: commas, line feeds, technical names, times in UTC. */
export const machineCsvFormat: TraceFormat = {
  extension: 'csv',
  write: writer(machineColumns, MACHINE_CSV, () =>
    csvLine(
      machineColumns.map(({name}) => name),
      MACHINE_CSV,
    ),
  ),
}
