import {CSV_START, csvLine} from '../../../csv/csv-line.ts'
import type {ReportLine} from './report-line.ts'

/** Columns of the report, named as in the manifest where it has them. */
const COLUMNS: readonly (readonly [name: string, value: (line: ReportLine) => string | number | null])[] = [
  ['record', ({n}) => n],
  ['plan', (line) => line.class],
  ['action', ({action}) => action],
  ['state', ({state}) => state],
  ['code', ({code}) => code],
  ['dmp_code', ({answer}) => answer?.code ?? null],
  ['dmp_text', ({answer}) => answer?.text ?? null],
  ['ipp', ({ipp}) => ipp],
  ['venue', ({venue}) => venue],
  ['source_id', ({sourceId}) => sourceId],
  ['unit', ({unit}) => unit],
  ['type_code', ({typeCode}) => typeCode],
  ['document_date', ({documentDate}) => documentDate],
  ['unique_id', ({uniqueId}) => uniqueId],
  ['entry_uuid', ({entryUuid}) => entryUuid],
  ['in_dmp', ({registryStatus}) => registryStatus],
  ['may_be_in_dmp', ({mayBeInDmp}) => mayBeInDmp],
  ['attempts', ({attempts}) => attempts],
  ['planned_at', ({plannedAt}) => plannedAt],
  ['sent_at', ({sentAt}) => sentAt],
  ['settled_at', ({settledAt}) => settledAt],
  ['retry_at', ({retryAt}) => retryAt],
  ['took_ms', ({tookMs}) => tookMs],
  ['file', ({file}) => file],
  ['line', ({line}) => line],
  ['part', ({part}) => part],
]

export const reportCsvHead = `${CSV_START}${csvLine([...COLUMNS.map(([name]) => name), 'why'])}`

/** @param why the reason in words, in the language of the run */
export function reportCsvLine(line: ReportLine, why: string): string {
  return csvLine([...COLUMNS.map(([, value]) => value(line)), why])
}
