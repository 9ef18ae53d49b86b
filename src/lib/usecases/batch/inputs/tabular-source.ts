import {DmpError} from '../../../errors/dmp-error.ts'
import type {MappedRow} from '../../../mapping/map-row.ts'
import type {TableFacts} from '../../../tabular/tabular.ts'
import type {Workbench} from '../../ports.ts'

export type RowsBench = Pick<Workbench, 'files' | 'signal' | 'sheets'>

/** One record of a source: under canonical names, or why it is none. */
export interface SourceRow {
  readonly line: number
  readonly mapped?: MappedRow
  /** Reason of DMP_MANIFEST_LINE, with the column where it is known. */
  readonly fault?: {readonly field: string; readonly reason: string}
  /** No record of a document, and said so: message `batch.reason.<reason>`. */
  readonly passedOver?: 'repeated-header' | 'total-line'
  readonly hidden?: boolean
}

export interface OpenedRows {
  readonly facts: TableFacts
  readonly header: readonly string[]
  rows(): AsyncIterable<readonly SourceRow[]>
}

export function unreadable(
  file: string,
  reason: string,
  more: Readonly<Record<string, string>> = {},
): DmpError {
  const params = {file, reason, columns: '-', ...more}
  return new DmpError('DMP_MANIFEST_UNREADABLE', {params, details: params})
}
