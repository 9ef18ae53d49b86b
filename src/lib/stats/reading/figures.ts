/*
 * What the files of one side of a comparison say, once read: sums by key, and how they were read.
 *
 * Both sides come as they come: exports of Kibana in every dialect, saved answers of Elasticsearch, a table typed in a
 * spreadsheet. What was decided (encoding, delimiter, header, number locale…), each line that does not count with its
 * reason, and each sign that an export is not complete are told with the figures and before any verdict: no line is lost
 * in silence, and no figure is made of a doubt. A million lines are summed while they are read.
 *
 * `read = used + skipped`, in rows of the file: preamble and header are rows that are skipped, with their reason.
 *
 * Not here: which documents an indicator counts, gaps and their causes (`stats`).
 */
import type {CellPlace, CountValue, FinessLevel, Month} from '../count-line.ts'

export type Side = 'elastic' | 'declared'

/** What a figure is about; a dimension is absent where the file does not have it, or where its cell says "no value". */
export interface FigureKey {
  readonly finess?: string
  readonly level?: FinessLevel
  readonly month?: Month
  readonly typeCode?: string
  readonly indicator?: string
  readonly software?: string
  readonly environment?: string
}

/** The sum of all cells with one key. */
export interface Figure extends FigureKey {
  /** `unreadable` as soon as one cell is; `not-filled` when no cell gives a count. */
  readonly value: CountValue
  /** Cells summed: with a count, with a mark that means nothing was given, unreadable. */
  readonly cells: {readonly counted: number; readonly notFilled: number; readonly unreadable: number}
  /** The first cell, or the one that makes it unreadable. */
  readonly place: CellPlace
}

/** Figures by finess | month | typeCode | indicator | software | environment; in order of their first cell. */
export interface FigureTable {
  readonly size: number
  values(): IterableIterator<Figure>
}

export interface Figures {
  readonly side: Side
  readonly table: FigureTable
  /** One for each file, or for the answers of an endpoint, in the order in which they were given. */
  readonly files: readonly FileReading[]
  /** Of all files together, as are the lists below. */
  readonly balance: Balance
  readonly skipped: readonly SkippedLine[]
  readonly signs: readonly IncompleteSign[]
  readonly notices: readonly ReadingNotice[]
}

export interface FileReading {
  readonly file: string
  readonly decoding: Decoding
  readonly balance: Balance
  /** Texts above the header: they may state the period or the establishment. */
  readonly preamble: readonly string[]
  readonly columns: readonly ReadColumn[]
}

/** Rows of a file: `read = used + skipped`, and the reasons sum up to `skipped`. `cells` were read in the used rows. */
export interface Balance {
  readonly read: number
  readonly used: number
  readonly skipped: number
  readonly cells: number
  readonly reasons: Readonly<Partial<Record<SkipReason, number>>>
  /** Skipped rows that `Figures.skipped` does not name one by one, because there were too many. */
  readonly unlisted: number
}

/** Message `stats.skip.<reason>`. */
export type SkipReason =
  | 'preamble'
  | 'header'
  | 'repeated-header'
  | 'total'
  | 'other-bucket'
  | 'filter'
  | 'empty'
  | 'columns'
  | 'quote'
  | 'quote-open'
  | 'line-too-long'
  | 'finess'
  | 'month'
  | 'indicator'
  | 'unlabelled'
  | 'note'
  | 'json'

/** Rows left out because they could not be read: documents may stand in them. */
export const unreadRows: readonly SkipReason[] = [
  'columns',
  'quote',
  'quote-open',
  'line-too-long',
  'finess',
  'month',
  'indicator',
  'unlabelled',
  'json',
]

/** How many rows of a balance could not be read. */
export const unreadOf = ({reasons}: Balance): number =>
  unreadRows.reduce((sum, reason) => sum + (reasons[reason] ?? 0), 0)

/** Rows that follow one another and are left out for one reason. */
export interface SkippedLine {
  readonly file: string
  readonly sheet?: string
  readonly line: number
  readonly lastLine: number
  /** From 1, where one cell is the reason. */
  readonly column?: number
  readonly reason: SkipReason
  /** What stands there, shortened. */
  readonly text?: string
}

/** What was decided about a file before its rows; shown by `--verbose` and told in the result. */
export interface Decoding {
  readonly kind: 'csv' | 'xlsx' | 'ndjson' | 'elasticsearch' | 'esql'
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  readonly bom?: boolean
  readonly delimiter?: string
  readonly eol?: 'lf' | 'crlf' | 'cr'
  readonly headerRow?: number
  readonly sheet?: string
  readonly date1904?: boolean
  readonly layout: 'long' | 'wide-months' | 'wide-types'
  /** `none`: no number of the file depends on it. */
  readonly numberLocale: 'fr' | 'en' | 'none'
  /** Who decided it. */
  readonly numberLocaleBy: 'values' | 'delimiter' | 'flag' | 'mapping' | 'none'
  readonly preset?: string
  /** How well the presets fit, the best first. */
  readonly scores?: readonly {readonly preset: string; readonly score: number}[]
  readonly timeZone: string
}

/** Fields that a column may give. */
export type FieldName = 'period' | 'finess' | 'type' | 'indicator' | 'software' | 'environment' | 'count'

export interface ReadColumn {
  readonly field: FieldName
  readonly header: string
  /** From 1. */
  readonly column: number
  readonly level?: FinessLevel
}

/** Message `stats.sign.<code>`; signs that an export does not hold everything: its figures may be too low. */
export type SignCode =
  | 'other-bucket'
  | 'missing-value'
  | 'top-n'
  | 'size-cap'
  | 'row-cap'
  | 'cut-line'
  | 'shards-failed'
  | 'timed-out'
  | 'terminated-early'
  | 'partial'
  | 'clusters-missing'
  | 'buckets-short'
  | 'sum-other'
  | 'error-bound'
  | 'hits-lower-bound'
  | 'pages-missing'
  | 'approximate'

/** Signs that documents are not in the answer or the file at all: what was read is less than what there is. */
export const cutSigns: ReadonlySet<SignCode> = new Set<SignCode>([
  'other-bucket',
  'cut-line',
  'shards-failed',
  'timed-out',
  'terminated-early',
  'partial',
  'clusters-missing',
  'buckets-short',
  'sum-other',
  'error-bound',
  'pages-missing',
])

export interface IncompleteSign {
  readonly code: SignCode
  readonly file: string
  readonly line?: number
  /** Documents that are known to be missing or not attributable, where the file tells. */
  readonly amount?: number
  readonly params: Readonly<Record<string, string | number>>
}

/** Message `stats.notice.<code>`; repairs and doubts that change no verdict by themselves. */
export type NoticeCode =
  | 'finess-padded'
  | 'finess-cleaned'
  | 'finess-merged'
  | 'finess-key'
  | 'total-differs'
  | 'duplicate-key'
  | 'repeated-key'
  | 'mixed-levels'
  | 'utc-months'
  | 'bucket-hours'
  | 'month-first'
  | 'encoding-line'
  | 'hidden-rows'
  | 'formula-empty'
  | 'cell-error'
  | 'unreadable-count'
  | 'macros'
  | 'sheets'
  | 'partly-filled'
  | 'unmapped-column'

export interface ReadingNotice {
  readonly code: NoticeCode
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** How often; the place is that of the first. */
  readonly times: number
  readonly params: Readonly<Record<string, string | number>>
}
