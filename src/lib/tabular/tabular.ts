/*
 * A table as a hospital's software exports it: records of texts, each with the physical lines it stands on.
 *
 * CSV by RFC 4180 as far as exports follow it: any delimiter, quotes with line ends inside, `="…"` wrappers of
 * spreadsheets, unequal rows, a title above the header. UTF-8, UTF-16 and windows-1252, decided once for the file and
 * checked for each line, so that the line where two exports were glued together is named. A quote that never closes is
 * the fault of its record alone. Everything is read once, in order, and nothing is kept: a table of any length costs
 * the memory of a few chunks.
 *
 * A sheet of a workbook gives the same records (its reader lives outside the domain: it opens an archive).
 *
 * Not here: what the columns mean (`mapping`), what a row asks for (`manifest`).
 */
export type TableEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type LineFault = 'line-too-long' | 'encoding' | 'encoding-mixed'

/** A physical line, numbered from 1 as a text editor does, without its end. Of a faulty one the text is a guess. */
export interface TextLine {
  readonly line: number
  readonly text: string
  readonly fault?: LineFault
}

/** How a cell was written, where that is more than its text. */
export type CellMark = 'excel-text' | 'number' | 'boolean' | 'error' | 'date' | 'no-value'

/** Why a record cannot be read; message `error.DMP_MANIFEST_LINE.reason.<reason>`. */
export type RecordFault = LineFault | 'quote' | 'quote-open' | 'columns'

export interface TableRecord {
  /** First and last physical line. */
  readonly line: number
  readonly lastLine: number
  readonly cells: readonly string[]
  /** By column, from 0. */
  readonly marks?: ReadonlyMap<number, CellMark>
  readonly fault?: RecordFault
  /** The row is hidden in its sheet. */
  readonly hidden?: boolean
}

/** What was found out about a table before its rows. */
export interface TableFacts {
  readonly kind: 'csv' | 'xlsx' | 'ndjson'
  readonly encoding?: TableEncoding
  readonly bom?: boolean
  readonly delimiter?: string
  readonly headerLine: number
  /** Lines before the header, and lines in an encoding that is not the file's. */
  readonly skippedLines: number
  readonly foreignLines?: number
  readonly sheet?: string
  readonly sheets?: readonly string[]
  /** Visible sheets with rows, the one that was opened among them, where none was named and there are several. */
  readonly sheetsToChoose?: readonly string[]
  /** Days of the workbook are counted from 1904. */
  readonly date1904?: boolean
}

export interface Table {
  readonly facts: TableFacts
  /** Names of the columns as written, trimmed. */
  readonly header: readonly string[]
  /** The records below the header, in blocks; once. */
  records(): AsyncIterable<readonly TableRecord[]>
}

/** What a mapping may state of a source; the rest is found out. */
export interface TableWish {
  readonly encoding?: TableEncoding
  readonly delimiter?: string
  /** Empty: the file has no quotes. */
  readonly quote?: string
  /** Physical line of the header, from 1. */
  readonly headerLine?: number
  readonly sheet?: string
}
