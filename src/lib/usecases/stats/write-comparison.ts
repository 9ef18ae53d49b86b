import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {Outputs, TextOutput} from '../../ports/outputs.ts'
import type {SheetOutput} from '../../ports/sheet-output.ts'
import type {GapReport, LeftReason} from '../../stats/gap-report.ts'
import {cutSigns} from '../../stats/reading/figures.ts'
import type {ReportTable} from '../../stats/report-table.ts'
import type {Workbench} from '../ports.ts'
import {type HistoryBench, keepComparison} from './kept-comparisons.ts'

export const comparisonFormats = ['csv', 'xlsx', 'html', 'json'] as const
export type ComparisonFormat = (typeof comparisonFormats)[number]

export type WriteBench = Pick<Workbench, 'files'> &
  HistoryBench & {
    readonly outputs: Pick<Outputs, 'stream'>
    readonly sheetOutput: SheetOutput
    readonly standardOutput: () => TextOutput
  }

export interface WriteWish {
  /** A path, or `-` for the standard output. */
  readonly output?: string | undefined
  /** By the end of the file's name when absent. */
  readonly format?: ComparisonFormat | undefined
  /** CSV of the documents behind the causes. */
  readonly details?: string | undefined
  readonly keep: boolean
  readonly force: boolean
  /** The answer itself goes to the standard output. */
  readonly json: boolean
}

/** What the interface adds: words, tables and the page. */
export interface ComparisonTexts {
  /** Gaps first, then what the workbook holds besides; `documents` alone for the list. */
  tables(report: GapReport): readonly ReportTable[]
  documents(report: GapReport): ReportTable
  page?(report: GapReport): string
}

export interface WrittenComparison extends GapReport {
  /** Files written, in order. */
  readonly files: readonly string[]
}

/**
 * Writes a result where it is wanted; no file is seen before it is whole, none is replaced without `force`.
 * @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_USAGE
 */
export async function writeComparison(
  bench: WriteBench,
  wish: WriteWish,
  report: GapReport,
  texts: ComparisonTexts,
): Promise<WrittenComparison> {
  const {output, details, force, keep} = wish
  const files: string[] = []
  const write = async (path: string, fill: (target: TextOutput) => Promise<void>) => {
    const file = path === '-' ? path : bench.files.resolve(path)
    const target = path === '-' ? bench.standardOutput() : await bench.outputs.stream(file, {force})
    try {
      await fill(target)
      await target.finish()
    } catch (error) {
      await target.discard()
      throw error
    }
    files.push(file)
  }
  if (output !== undefined) {
    const format = wish.format ?? formatOfName(output)
    await write(output, (target) => content(bench, format, {target, report, texts}))
  }
  if (details !== undefined) await write(details, (target) => csv(target, texts.documents(report)))
  if (keep) files.push(await keepComparison(bench, report))
  return {...report, files}
}

/** Before anything is read: what cannot be written is told at once. @throws DmpError DMP_FILE_EXISTS, DMP_USAGE */
export async function requireTargets(
  {files}: Pick<WriteBench, 'files'>,
  {output, format, details, force, json}: WriteWish,
): Promise<void> {
  if (output === '-' && json) throw new DmpError('DMP_USAGE', {params: {problem: '--output - --json'}})
  if (output === undefined && format !== undefined)
    throw new DmpError('DMP_USAGE', {params: {problem: `--format ${format}: --output`}})
  if (output !== undefined && format === undefined) formatOfName(output)
  for (const path of [output, details]) {
    if (path === undefined || path === '-' || force) continue
    const file = files.resolve(path)
    if (await files.exists(file)) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  }
}

/** @throws DmpError DMP_USAGE */
export function formatOfName(output: string): ComparisonFormat {
  if (output === '-') return 'csv'
  const end = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase()
  const known = comparisonFormats.find((format) => format === end || (end === 'htm' && format === 'html'))
  if (known) return known
  throw new DmpError('DMP_USAGE', {params: {problem: `--format: ${comparisonFormats.join(', ')}`}})
}

interface Content {
  readonly target: TextOutput
  readonly report: GapReport
  readonly texts: ComparisonTexts
}

async function content(
  bench: WriteBench,
  format: ComparisonFormat,
  {target, report, texts}: Content,
): Promise<void> {
  const [gaps, ...others] = texts.tables(report)
  if (!gaps) return
  switch (format) {
    case 'csv':
      return csv(target, gaps)
    case 'xlsx':
      return workbook(bench.sheetOutput, target, [gaps, ...others])
    case 'json':
      return target.write(`${JSON.stringify(report, null, 2)}\n`)
    case 'html':
      if (!texts.page) throw new DmpError('DMP_USAGE', {params: {problem: '--format html'}})
      return target.write(texts.page(report))
  }
}

async function csv(target: TextOutput, {columns, rows}: ReportTable): Promise<void> {
  await target.write(CSV_START + csvLine(columns.map(({header}) => header)))
  for (const row of rows()) await target.write(csvLine(row))
}

/** One sheet for each table, even an empty one: a reader finds what is not there. */
async function workbook(
  sheets: SheetOutput,
  target: TextOutput,
  tables: readonly ReportTable[],
): Promise<void> {
  const book = await sheets.open(target)
  try {
    for (const {name, columns, rows} of tables) {
      const sheet = await book.sheet({name, columns})
      for (const row of rows()) await sheet.row(row)
    }
    await book.finish()
  } catch (error) {
    await book.discard()
    throw error
  }
}

/** Figures that were read and could not be set against anything. */
const UNCOMPARED: ReadonlySet<LeftReason> = new Set<LeftReason>(['level', 'no-month', 'entity-doubtful'])

/**
 * 5 before 10: rows and values that could not be read are told first. 10 where a gap, of the period or of a month, is
 * over, where a figure is missing or was not compared, where nothing was, and where an export is known to be cut
 * or its months may be its days.
 */
export function comparisonExit({verdict, sides}: Pick<GapReport, 'verdict' | 'sides'>): ExitCode {
  const {keys, over, reported, unreadable, monthsOver, monthsReported, monthsUnreadable, unread} = verdict
  if (unreadable + monthsUnreadable + unread > 0) return exitCodes.invalidInput
  const all = [sides.elastic, sides.declared]
  const isCut = sides.elastic.signs.some(({code}) => cutSigns.has(code))
  const isDoubtful = all.some(({notices}) => notices.some(({code}) => code === 'month-first'))
  const isPartial = all.some(({left}) => left.some(({reason}) => UNCOMPARED.has(reason)))
  const isOver = keys === 0 || over + reported + monthsOver + monthsReported > 0
  return isOver || isCut || isPartial || isDoubtful ? exitCodes.findings : exitCodes.done
}
