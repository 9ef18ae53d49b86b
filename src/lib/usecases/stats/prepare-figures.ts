import {parisDate} from '../../civil-time/paris.ts'
import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Outputs, TextOutput} from '../../ports/outputs.ts'
import type {FinessLevel} from '../../stats/count-line.ts'
import {Directory} from '../../stats/directory.ts'
import type {LeftFigures} from '../../stats/gap-report.ts'
import type {Indicator, IndicatorCatalogue} from '../../stats/indicator.ts'
import {type MonthRange, parseMonthRange} from '../../stats/months.ts'
import {Preparation} from '../../stats/prepare/preparation.ts'
import type {PreparedDocument, PreparedRow, PreparedRule} from '../../stats/prepare/prepared.ts'
import type {Figures} from '../../stats/reading/figures.ts'
import type {ReportTable} from '../../stats/report-table.ts'
import {type FeedBench, openFeeds, recordReading} from '../trace/open-feeds.ts'
import {civilDay} from './civil-days.ts'
import {factsWish} from './compare-figures.ts'
import {documentFacts} from './document-facts.ts'
import {type CatalogueBench, loadCatalogue} from './load-catalogue.ts'
import {readDirectory} from './read-directory.ts'
import {readFigures} from './read-figures.ts'
import type {ReadingBench, ReadingWish} from './reading-bench.ts'

export type PrepareBench = FeedBench &
  ReadingBench &
  CatalogueBench & {readonly outputs: Pick<Outputs, 'stream'>}

export interface PrepareWish {
  /** Months; or the name of a window of the catalogue instead. */
  readonly period?: string | undefined
  readonly window?: string | undefined
  /** Civil date of the state; today when absent. */
  readonly asOf?: string | undefined
  readonly elastic: readonly string[]
  readonly elasticReading: ReadingWish
  readonly denominators: readonly string[]
  readonly denominatorReading: ReadingWish
  readonly level?: FinessLevel | undefined
  readonly indicators?: string | undefined
  readonly directory?: string | undefined
  readonly journals?: readonly string[] | undefined
  readonly output?: string | undefined
  readonly details?: string | undefined
  readonly force: boolean
}

export interface Prepared {
  readonly at: string
  readonly profile: string
  readonly period: MonthRange
  readonly window: string | null
  readonly asOf: string
  readonly level: FinessLevel
  readonly environment: string
  readonly catalogue: {readonly dated: string; readonly source: string; readonly from: string}
  /** What each indicator counts. */
  readonly rules: readonly PreparedRule[]
  readonly rows: readonly PreparedRow[]
  /** Documents of our traces that were read. */
  readonly documents: number
  /** Message `stats.prepare.remark.<code>`. */
  readonly remarks: readonly string[]
  readonly signs: Figures['signs']
  readonly left: {
    readonly elastic: readonly LeftFigures[]
    readonly denominators: readonly LeftFigures[]
  }
  readonly files: readonly string[]
}

/** What the interface adds to files: words. */
export interface PrepareTexts {
  table(prepared: Prepared): ReportTable
  /** Headers of the list of documents, and one of its lines. */
  readonly documentHeaders: readonly string[]
  documentRow(document: PreparedDocument): readonly (string | undefined)[]
}

const usage = (problem: string) => new DmpError('DMP_USAGE', {params: {problem}})

/** The months prepared, and the indicators that are declared over them. @throws DmpError DMP_USAGE */
function scopeOf({period, window}: PrepareWish, {windows, indicators}: IndicatorCatalogue) {
  if ((period === undefined) === (window === undefined)) throw usage('--period | --window')
  if (period !== undefined) {
    const range = parseMonthRange(period)
    if (!range) throw usage(`--period ${period}`)
    return {range, window: null, indicators}
  }
  const named = windows.find(({id}) => id.toLowerCase() === window?.trim().toLowerCase())
  if (!named) throw usage(`--window ${window}: ${windows.map(({id}) => id).join(', ')}`)
  const ofWindow = indicators.filter(
    ({programme, window: own}) => programme === named.programme && (own === undefined || own.id === named.id),
  )
  const range = {from: named.from.slice(0, 7), to: named.to.slice(0, 7)}
  return {range, window: named.id, indicators: ofWindow}
}

/**
 * `stats prepare`: the figures to declare for a period, from our traces as they stood on a day, beside what the measured
 * side says and against stays; with the list of documents behind them.
 * @throws DmpError DMP_STATS_*, DMP_USAGE, DMP_FILE_EXISTS, DMP_TRACE_STORE, DMP_JOURNAL_*, DMP_FILE_UNREADABLE
 */
export async function prepareFigures(
  bench: PrepareBench,
  wish: PrepareWish,
  texts: PrepareTexts,
): Promise<Prepared> {
  const asOf = civilDay('--as-of', wish.asOf ?? parisDate(bench.clock.now()))
  const {catalogue, from} = await loadCatalogue(bench, wish.indicators)
  const scope = scopeOf(wish, catalogue)
  await requireFree(bench, wish)
  const {name: profile, environment, structure} = await bench.profile()
  const {finessEj, finessEg} = structure
  const directory = new Directory(await readDirectory(bench, wish.directory))
  if (finessEj && finessEg) directory.add({eg: finessEg, ej: finessEj})
  const {elastic: measuredFiles, denominators: stays} = wish
  const elastic =
    measuredFiles.length > 0
      ? await readFigures(bench, 'elastic', measuredFiles, wish.elasticReading)
      : undefined
  const denominators =
    stays.length > 0
      ? await readFigures(bench, 'declared', stays, {
          ...wish.denominatorReading,
          stays: {flag: '--denominator-column'},
        })
      : undefined
  const preparation = new Preparation({
    ...{indicators: scope.indicators, measured: catalogue.measured, period: scope.range, asOf, environment},
    ...{directory, own: {finessEj, finessEg}, level: wish.level, elastic, denominators},
  })
  const files: string[] = []
  const {documents, traced} = await count(bench, wish, preparation, texts, files)
  const today = parisDate(bench.clock.now())
  const remarks = [
    ...(from === 'shipped' ? ['catalogue-example'] : []),
    ...(traced ? [] : ['no-traces']),
    ...(asOf.slice(0, 7) <= scope.range.to ? ['period-open'] : []),
    ...(asOf > today ? ['as-of-later'] : []),
    ...(elastic && !preparation.elasticHasTypes ? ['elastic-no-types'] : []),
  ]
  const prepared: Prepared = {
    at: new Date(bench.clock.now()).toISOString(),
    ...{profile, period: scope.range, window: scope.window, asOf, level: preparation.level, environment},
    catalogue: {dated: catalogue.dated, source: catalogue.source, from},
    rules: scope.indicators.map(ruleOf),
    rows: preparation.rows(),
    documents,
    remarks,
    signs: elastic?.signs ?? [],
    left: preparation.left,
    files,
  }
  if (wish.output !== undefined) {
    const {columns, rows} = texts.table(prepared)
    await written(bench, wish.output, wish, async (target) => {
      await target.write(CSV_START + csvLine(columns.map(({header}) => header)))
      for (const row of rows()) await target.write(csvLine(row))
    })
    files.push(bench.files.resolve(wish.output))
  }
  return prepared
}

/** What is in the way is told before anything is read. */
async function requireFree({files}: PrepareBench, {output, details, force}: PrepareWish): Promise<void> {
  const wanted = [output, details].flatMap((path) => (path === undefined ? [] : [files.resolve(path)]))
  if (new Set(wanted).size < wanted.length) throw usage('--output = --details')
  for (const file of wanted)
    if (!force && (await files.exists(file))) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
}

async function written<T>(
  {files, outputs}: Pick<PrepareBench, 'files' | 'outputs'>,
  path: string,
  {force}: Pick<PrepareWish, 'force'>,
  fill: (target: TextOutput) => Promise<T>,
): Promise<T> {
  const target = await outputs.stream(files.resolve(path), {force})
  try {
    const result = await fill(target)
    await target.finish()
    return result
  } catch (error) {
    await target.discard()
    throw error
  }
}

/** Reads our documents once; the list of them goes to its file as they come. */
async function count(
  bench: PrepareBench,
  wish: PrepareWish,
  preparation: Preparation,
  texts: PrepareTexts,
  files: string[],
): Promise<{documents: number; traced: boolean}> {
  const {sources, close} = await openFeeds(bench, wish.journals)
  try {
    let documents = 0
    const read = async (target?: TextOutput) => {
      await target?.write(CSV_START + csvLine(texts.documentHeaders))
      if (sources.length === 0) return
      preparation.traced()
      for await (const fact of documentFacts(sources, factsWish(await bench.profile()), bench.signal)) {
        documents += 1
        for (const document of preparation.add(fact))
          await target?.write(csvLine(texts.documentRow(document)))
      }
    }
    if (wish.details === undefined) await read()
    else {
      await written(bench, wish.details, wish, read)
      files.push(bench.files.resolve(wish.details))
    }
    await recordReading(bench, {
      operation: 'trace-read',
      journals: sources.map(({journalId}) => journalId),
      records: documents,
      filter: {},
      unmasked: false,
      how: {command: 'stats prepare'},
    })
    return {documents, traced: sources.length > 0}
  } finally {
    await close()
  }
}

function ruleOf(indicator: Indicator): PreparedRule {
  const {id, label, programme, typeCodes, alsoAccept, counts, dateBasis, source} = indicator
  const {denominator = null, target = null} = indicator
  return {id, label, programme, typeCodes, alsoAccept, counts, dateBasis, source, denominator, target}
}
