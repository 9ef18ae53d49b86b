import {DmpError} from '../../errors/dmp-error.ts'
import type {RecordAct} from '../../ports/local-acts.ts'
import type {MeasuredFigures} from '../../ports/measured-figures.ts'
import type {Profile} from '../../profile/profile.ts'
import {Comparison} from '../../stats/compare.ts'
import type {CompareInput} from '../../stats/compare-plan.ts'
import type {FinessLevel} from '../../stats/count-line.ts'
import {Directory} from '../../stats/directory.ts'
import type {GapBase} from '../../stats/gap.ts'
import type {GapRemark, GapReport, LeftFigures, SideReading, TracesRead} from '../../stats/gap-report.ts'
import type {IndicatorCatalogue} from '../../stats/indicator.ts'
import {type MonthRange, parseMonthRange} from '../../stats/months.ts'
import type {Figures, Side} from '../../stats/reading/figures.ts'
import {presetsOf} from '../../stats/reading/presets.ts'
import {type FeedBench, openFeeds, recordReading} from '../trace/open-feeds.ts'
import {civilDay} from './civil-days.ts'
import {documentFacts} from './document-facts.ts'
import {type CatalogueBench, type LoadedCatalogue, loadCatalogue} from './load-catalogue.ts'
import {readDirectory} from './read-directory.ts'
import {type EndpointWish, readEndpoint} from './read-endpoint.ts'
import {readFigures} from './read-figures.ts'
import type {ReadingBench, ReadingWish} from './reading-bench.ts'

export type CompareBench = FeedBench &
  ReadingBench &
  CatalogueBench & {
    readonly measured: MeasuredFigures
    /** Keeps a trace of what was asked of another machine. */
    readonly recordAct?: RecordAct
  }

export interface SideWish {
  readonly files: readonly string[]
  readonly reading: ReadingWish
}

export interface CompareWish {
  readonly elastic: SideWish
  /** An Elasticsearch that the establishment may query, instead of files. */
  readonly endpoint?: EndpointWish | undefined
  readonly declared: SideWish
  /** Files of stays, for a verdict in points. */
  readonly stays: readonly string[]
  readonly staysColumns?: readonly string[] | undefined
  readonly base: GapBase
  /** Percent, `5` or `2,5`. */
  readonly threshold: string
  readonly minDiff: number
  /** `AAAA-MM..AAAA-MM`, a month, or the name of a window of the catalogue. */
  readonly period?: string | undefined
  readonly level?: FinessLevel | undefined
  readonly elasticAsOf?: string | undefined
  readonly declaredAsOf?: string | undefined
  readonly indicators?: string | undefined
  readonly directory?: string | undefined
  readonly software: readonly string[]
  readonly journals?: readonly string[] | undefined
  readonly explain: boolean
}

/** Hundredths of a percent. @throws DmpError DMP_USAGE */
export function thresholdOf(text: string): number {
  const match = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) throw usage(`--threshold ${text}`)
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

const usage = (problem: string) => new DmpError('DMP_USAGE', {params: {problem}})

/** @throws DmpError DMP_USAGE when it is neither months nor a window of the catalogue */
function periodOf(text: string | undefined, {windows}: IndicatorCatalogue): MonthRange | undefined {
  if (text === undefined) return undefined
  const window = windows.find(({id}) => id.toLowerCase() === text.trim().toLowerCase())
  if (window) return {from: window.from.slice(0, 7), to: window.to.slice(0, 7)}
  const range = parseMonthRange(text)
  if (!range) throw usage(`--period ${text}`)
  return range
}

const dayOf = (flag: string, text: string | undefined) =>
  text === undefined ? undefined : civilDay(flag, text.trim())

/** A server was asked in the name of the establishment, with its key: that is told, whatever it answered. */
async function askedEndpoint(bench: CompareBench, endpoint: EndpointWish, period: MonthRange | undefined) {
  const {url = ''} = endpoint
  const {host, pathname} = URL.canParse(url) ? new URL(url) : {host: '', pathname: ''}
  const data = {stats: {host, index: pathname, ...(period ?? {})}}
  try {
    const figures = await readEndpoint(bench, endpoint, period)
    await bench.recordAct?.({operation: 'stats-query', outcome: 'success', data})
    return figures
  } catch (error) {
    // Refused here, before anything left, it is no act.
    const {code} = error as {code?: unknown}
    if (code === 'DMP_STATS_ENDPOINT')
      await bench.recordAct?.({operation: 'stats-query', outcome: 'failure', data: {...data, cause: code}})
    throw error
  }
}

async function inputOf(
  bench: CompareBench,
  wish: CompareWish,
  {catalogue}: LoadedCatalogue,
): Promise<CompareInput> {
  const threshold = thresholdOf(wish.threshold)
  const period = periodOf(wish.period, catalogue)
  const elasticAsOf = dayOf('--elastic-as-of', wish.elasticAsOf)
  const declaredAsOf = dayOf('--declared-as-of', wish.declaredAsOf)
  const {environment, structure, lps} = await bench.profile()
  const {finessEj, finessEg} = structure
  const directory = new Directory(await readDirectory(bench, wish.directory))
  if (finessEj && finessEg) directory.add({eg: finessEg, ej: finessEj})
  const {endpoint} = wish
  const elastic =
    endpoint?.url === undefined
      ? await sideOfFiles(bench, wish, 'elastic')
      : await askedEndpoint(bench, endpoint, period)
  const declared = await sideOfFiles(bench, wish, 'declared')
  const stays =
    wish.stays.length === 0
      ? undefined
      : await readFigures(bench, 'declared', wish.stays, {
          columns: wish.staysColumns,
          stays: {flag: '--stays-column'},
        })
  const {base, minDiff, level} = wish
  return {
    elastic,
    declared,
    stays,
    directory,
    catalogue,
    own: {finessEj, finessEg},
    environment,
    software: wish.software.length > 0 ? wish.software : [lps.name],
    base,
    threshold,
    minDiff,
    period,
    level,
    elasticAsOf,
    declaredAsOf,
  }
}

/** @throws DmpError DMP_MISSING_VALUE without a file, and those of the reading */
async function sideOfFiles(bench: CompareBench, wish: CompareWish, side: Side): Promise<Figures> {
  const {files, reading} = wish[side]
  if (files.length === 0)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: `--${side}`}, details: {missing: [side]}})
  const {preset} = reading
  const isOther = preset !== undefined && isPresetOf(otherSide[side], preset) && !isPresetOf(side, preset)
  return readFigures(bench, side, files, isOther ? {...reading, preset: undefined} : reading)
}

const otherSide = {elastic: 'declared', declared: 'elastic'} as const

/** One flag names the layout of either side. */
const isPresetOf = (side: Side, name: string) => presetsOf[side].some((map) => map.name === name)

/**
 * `stats compare`: reads both sides, compares them per month and cumulated, and explains each gap from our own traces.
 * @throws DmpError DMP_STATS_*, DMP_USAGE, DMP_TRACE_STORE, DMP_JOURNAL_*, DMP_FILE_UNREADABLE
 */
export async function compareFigures(bench: CompareBench, wish: CompareWish): Promise<GapReport> {
  const loaded = await loadCatalogue(bench, wish.indicators)
  const input = await inputOf(bench, wish, loaded)
  const comparison = new Comparison(input)
  const traces = wish.explain ? await explain(bench, wish, comparison) : undefined
  const {gaps, monthly, causes, documents, left, leftOfStays, outside, remarks, verdict} = comparison.result()
  const {name} = await bench.profile()
  return {
    at: new Date(bench.clock.now()).toISOString(),
    profile: name,
    settings: settingsOf(input, comparison),
    catalogue: {
      dated: loaded.catalogue.dated,
      source: loaded.catalogue.source,
      from: loaded.from,
      indicators: comparison.plan.indicators,
    },
    sides: {
      elastic: sideOf(input.elastic, left.elastic),
      declared: sideOf(input.declared, left.declared),
      ...(input.stays ? {stays: sideOf(input.stays, leftOfStays)} : {}),
    },
    ...(traces ? {traces: {...traces, outside}} : {}),
    gaps,
    monthly,
    causes,
    documents,
    verdict,
    remarks: [...remarks, ...ofCatalogue(loaded), ...ofTraces(wish, traces)],
  }
}

function settingsOf(input: CompareInput, {plan}: Comparison): GapReport['settings'] {
  const {base, threshold, minDiff, elasticAsOf, declaredAsOf, environment, software, catalogue} = input
  return {
    base,
    threshold,
    minDiff,
    level: plan.level,
    ...(plan.period ? {period: {from: plan.period.from, to: plan.period.to}} : {}),
    ...(elasticAsOf === undefined ? {} : {elasticAsOf}),
    ...(declaredAsOf === undefined ? {} : {declaredAsOf}),
    measured: catalogue.measured,
    environment,
    software,
  }
}

function sideOf(figures: Figures, left: readonly LeftFigures[]): SideReading {
  const {side, files, balance, skipped, signs, notices} = figures
  return {side, files, balance, skipped, signs, notices, left}
}

/** The indicators that come with the program are examples, and say so. */
const ofCatalogue = ({from, catalogue: {dated}}: LoadedCatalogue): readonly GapRemark[] =>
  from === 'shipped' ? [{code: 'catalogue-example', params: {dated}}] : []

const ofTraces = ({explain: wanted}: CompareWish, traces: object | undefined): readonly GapRemark[] =>
  wanted && !traces ? [{code: 'no-traces', params: {}}] : []

/** Our own documents, one at a time; undefined where there is no journal to read. */
async function explain(
  bench: CompareBench,
  {journals}: CompareWish,
  comparison: Comparison,
): Promise<Omit<TracesRead, 'outside'> | undefined> {
  const {sources, close} = await openFeeds(bench, journals)
  try {
    if (sources.length === 0) return undefined
    const profile = await bench.profile()
    const counted = new Map<string, number>()
    let [documents, keptBack] = [0, 0]
    comparison.explained()
    for await (const fact of documentFacts(sources, factsWish(profile), bench.signal)) {
      documents += 1
      if (fact.itemId.startsWith('plan:')) keptBack += 1
      const journal = fact.journal ?? sources[0]?.journalId ?? '-'
      counted.set(journal, (counted.get(journal) ?? 0) + 1)
      comparison.add(fact)
    }
    await recordReading(bench, {
      operation: 'trace-read',
      journals: sources.map(({journalId}) => journalId),
      records: documents,
      filter: {},
      unmasked: false,
      how: {command: 'stats compare'},
    })
    const read = sources.map(({journalId: id}) => ({id, documents: counted.get(id) ?? 0}))
    return {journals: read, documents, keptBack}
  } finally {
    await close()
  }
}

export function factsWish({environment, structure, lps}: Profile) {
  const {finessEj, finessEg} = structure
  return {environment, sender: {finessEj, finessEg, software: lps.name}}
}
