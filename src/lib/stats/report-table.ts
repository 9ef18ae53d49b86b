import type {CsvCell} from '../csv/csv-line.ts'

/** A table of a result, as files hold it: figures as numbers, FINESS and identifiers as texts. */
export interface ReportTable {
  readonly name: string
  readonly columns: readonly {readonly header: string; readonly kind: 'text' | 'number'}[]
  rows(): Iterable<readonly CsvCell[]>
}
