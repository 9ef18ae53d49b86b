/** Where the bytes of a workbook go as they come: the caller ends or discards what is behind. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void> | undefined
}

/** Wall-clock time of a cell: milliseconds since 1970 as if the wall clock showed UTC. */
export interface CivilCell {
  readonly civil: number
}

/**
 * A text stays a text, whatever is in it (FINESS with its zeros, OID, a leading `=`); a number is a number; a civil time a
 * real date. Nothing for an empty cell.
 */
export type SheetCell = string | number | CivilCell | null | undefined

export interface SheetColumn {
  readonly header: string
  /** How its cells are shown; `datetime` to the second. */
  readonly kind: 'text' | 'number' | 'date' | 'datetime'
  /** In characters. */
  readonly width?: number
}

export interface SheetWish {
  /** At most 31 characters, none of `[]:*?/\`, told apart from the others whatever the case. */
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** The header stays in sight and carries a filter; yes when absent. */
  readonly filter?: boolean
}

/** Rows that a sheet takes below its header (Excel: 1 048 576 rows in all). */
export const MOST_SHEET_ROWS = 1_048_575

export interface SheetWriter {
  /** @throws RangeError beyond MOST_SHEET_ROWS */
  row(cells: readonly SheetCell[]): Promise<void>
}

/** A workbook (`.xlsx`) written in little memory, one sheet after the other. */
export interface WorkbookOutput {
  /** Ends the sheet before it. */
  sheet(wish: SheetWish): Promise<SheetWriter>
  /** Every byte went to the sink. */
  finish(): Promise<void>
  /** Nothing more goes to the sink. */
  discard(): Promise<void>
}

export interface SheetOutput {
  /** The same sheets give the same bytes: no time and no name of a machine is in them. */
  open(sink: ByteSink): Promise<WorkbookOutput>
}
