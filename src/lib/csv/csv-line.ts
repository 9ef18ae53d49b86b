/**
 * CSV as French spreadsheets open it by a double click: semicolons, CRLF, UTF-8 with a byte-order mark (RFC 4180 with
 * another separator). A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, a tab or a carriage return
 * first, or the full-width form of a sign) is neutralised by an apostrophe, numbers excepted. It writes; it does not read.
 */

/** First characters of a file of lines made here. */
export const CSV_START = '\uFEFF'

export type CsvCell = string | number | null | undefined

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/
const QUOTED = {';': /[";\r\n]/, ',': /[",\r\n]/}

/** How lines are written: for French spreadsheets, or for programs (RFC 4180 with line feeds). */
export interface CsvDialect {
  readonly separator: ';' | ','
  readonly end: '\r\n' | '\n'
  /** Cells as they are, for a reader that runs nothing. */
  readonly raw?: boolean
}

export const FRENCH_CSV: CsvDialect = {separator: ';', end: '\r\n'}

function cellText(cell: CsvCell, {separator, raw = false}: CsvDialect): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = !raw && FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
  return QUOTED[separator].test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One record with its end of line. */
export function csvLine(cells: readonly CsvCell[], dialect: CsvDialect = FRENCH_CSV): string {
  return `${cells.map((cell) => cellText(cell, dialect)).join(dialect.separator)}${dialect.end}`
}
