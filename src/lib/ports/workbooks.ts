import type {TableRecord} from '../tabular/tabular.ts'

/** Cells that are one; lines from 1, columns from 0, all included. */
export interface MergedCells {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** A sheet from its first row on; hidden rows and columns are data like others. */
export interface WholeSheet {
  readonly name: string
  readonly hidden: boolean
  /** Its first rows. Numbers shown as dates are marked `date`, formulas without a result `no-value`. */
  readonly sample: readonly TableRecord[]
  rows(): AsyncIterable<readonly TableRecord[]>
  merges(): Promise<readonly MergedCells[]>
}

export interface WholeWorkbook {
  readonly date1904: boolean
  /** It carries a program of its own, which is not looked at. */
  readonly macros: boolean
  readonly sheets: readonly WholeSheet[]
}

/** Workbooks (`.xlsx`) whose sheets are chosen by what stands in them. */
export interface Workbooks {
  /** @throws DmpError DMP_MANIFEST_UNREADABLE {file, reason}, DMP_XML_REFUSED, DMP_FILE_UNREADABLE */
  open(path: string, signal: AbortSignal): Promise<WholeWorkbook>
}
