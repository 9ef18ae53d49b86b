import {DmpError} from '../../../errors/dmp-error.ts'
import type {OpenCheckpointKeys} from '../../../ports/checkpoint-keys.ts'
import type {Outputs, TextOutput} from '../../../ports/outputs.ts'
import type {SheetOutput} from '../../../ports/sheet-output.ts'
import type {ExportHead} from '../../../traces/export/export-chain.ts'
import {ExportTally} from '../../../traces/export/export-tally.ts'
import {filterFacts, momentText} from '../../../traces/export/filter-facts.ts'
import {HashedSink} from '../../../traces/export/hashed-sink.ts'
import type {ExportAbout, Exported} from '../../../traces/export/trace-format.ts'
import type {TraceFilter} from '../../../traces/trace-filter.ts'
import type {Workbench} from '../../ports.ts'
import {type FeedBench, type OpenFeeds, openFeeds, recordReading} from '../open-feeds.ts'
import {checkpointFileOf, exportNote} from '../seal-export.ts'
import {traceFeed} from '../trace-feed.ts'
import {type TraceWords, traceFilter} from '../trace-words.ts'
import {tellUnknownUsers} from '../unknown-users.ts'
import {requireChoicesFit} from './audit-choices.ts'
import {type AuthorityCover, coverOf, requireAuthorityWish} from './authority.ts'
import {requireFreeNames, together} from './export-names.ts'
import type {Operator, TraceExport} from './export-report.ts'
import {formatOfName, traceFormat} from './formats.ts'
import {type PatientShown, patientShown} from './patient-shown.ts'
import {beginSeries, type Series} from './series-run.ts'
import {type BrokenJournal, brokenJournal, brokenPlace, refuseBroken} from './sound-sources.ts'

export type ExportBench = FeedBench &
  Pick<Workbench, 'product'> & {
    readonly outputs: Pick<Outputs, 'stream'>
    readonly standardOutput: () => TextOutput
    readonly sheetOutput: SheetOutput
    readonly operator: () => Operator
    readonly checkpointKeys?: OpenCheckpointKeys
  }

export type {Operator, TraceExport} from './export-report.ts'

export interface ExportWish {
  readonly words: TraceWords
  /** `-` for the standard output; a dated name in the current folder when absent. */
  readonly output?: string | undefined
  /** By the end of the file's name when absent. */
  readonly format?: string | undefined
  readonly unmask: boolean
  readonly raw: boolean
  readonly force: boolean
  /** Name of a series: only what was written since its last export. */
  readonly series?: string | undefined
  readonly authority: boolean
  /** Also from a journal that was altered: then nothing is signed. */
  readonly allowBroken?: boolean
  /** The answer itself goes to the standard output. */
  readonly json: boolean
  readonly choices?: ExportAbout['choices']
}

/** What the interface adds: words and pages. */
export interface ExportTexts {
  readonly t: ExportAbout['t']
  /** The covering page as text and as a page, with the ends of their names. */
  cover(cover: AuthorityCover): readonly (readonly [end: string, content: string])[]
  /** Ends of the names of those pages. */
  readonly coverEnds: readonly string[]
}

/**
 * `trace export`: the traces that are asked for, in a file that nobody sees before it is whole, nor before the checkpoint and
 * the covering pages that go with it. That they were exported is itself traced, before the files take their names. A journal
 * that was altered is exported on request only, and unsigned.
 * @throws DmpError DMP_TRACE_STORE, DMP_TRACE_SERIES, DMP_TRACE_BROKEN, DMP_JOURNAL_KEY_LOST, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_MISSING_VALUE, DMP_USAGE
 */
export async function exportTraces(
  bench: ExportBench,
  wish: ExportWish,
  texts: ExportTexts,
): Promise<TraceExport> {
  requireOneAnswer(wish)
  const filter = await traceFilter(bench, wish.words)
  if (wish.authority) requireAuthorityWish(filter.wish)
  const shown = patientShown(await bench.profile(), wish.unmask)
  const format = wish.format ?? formatOfName(wish.output)
  const {extension, chained = false} = await traceFormat(format)
  requireChoicesFit(format, wish.choices)
  const file = await fileOf(bench, wish, extension)
  const coverEnds = wish.authority ? texts.coverEnds : []
  const names = {file, chained, signed: true, coverEnds, force: wish.force}
  await requireFreeNames(bench, names)
  const feeds = await openFeeds(bench, wish.words.journals)
  try {
    const series =
      wish.series === undefined ? undefined : await beginSeries(bench, wish.series, filter, feeds)
    const broken = await brokenJournal(bench, feeds.sources, series?.beyond)
    if (broken) {
      if (wish.allowBroken !== true) refuseBroken(broken)
      await requireFreeNames(bench, {...names, signed: false})
      bench.warn({code: 'trace-journal-broken', params: brokenPlace(broken)})
    }
    return await exportFeeds(bench, {...wish, ...shown, format, file}, {filter, feeds, series, texts, broken})
  } catch (error) {
    if (bench.signal.aborted && !(error instanceof DmpError))
      throw new DmpError('DMP_INTERRUPTED', {cause: error})
    throw error
  } finally {
    await feeds.close()
  }
}

function requireOneAnswer({output, json, authority}: ExportWish): void {
  if (output !== '-') return
  if (json) throw new DmpError('DMP_USAGE', {params: {problem: '--output - --json'}})
  if (authority) throw new DmpError('DMP_USAGE', {params: {problem: '--output - --for-authority'}})
}

/** A name of its own for each run: a scheduled one never finds the file of yesterday in its place. */
async function fileOf(bench: ExportBench, {output}: ExportWish, extension: string): Promise<string> {
  if (output === '-') return output
  if (output !== undefined) return bench.files.resolve(output)
  const stamp = momentText(bench.clock.now()).replaceAll(/\D/g, '')
  const name = `dmp-traces-${stamp.slice(0, 8)}-${stamp.slice(8, 14)}`
  for (let number = 1; ; number += 1) {
    const file = bench.files.resolve(`${name}${number === 1 ? '' : `-${number}`}.${extension}`)
    if (!(await bench.files.exists(file))) return file
  }
}

type Settled = ExportWish & PatientShown & {readonly format: string; readonly file: string}

interface Parts {
  readonly filter: TraceFilter
  readonly feeds: OpenFeeds
  readonly series: Series | undefined
  readonly texts: ExportTexts
  readonly broken: BrokenJournal | null
}

async function exportFeeds(bench: ExportBench, wish: Settled, parts: Parts): Promise<TraceExport> {
  const {file, force, format} = wish
  const tally = new ExportTally(parts.feeds.sources)
  const output = file === '-' ? bench.standardOutput() : await bench.outputs.stream(file, {force})
  const beside: TextOutput[] = []
  const put = async (name: string, content: string): Promise<string> => {
    const page = await bench.outputs.stream(name, {force})
    beside.push(page)
    await page.write(content)
    return name
  }
  const all = () => together([...beside, output])
  try {
    const sink = new HashedSink(output)
    const exported = await write(bench, wish, parts, {tally, sink})
    const {bytes, sha256} = await sink.finish()
    const seal = await sealOf(bench, wish, parts, exported)
    const made: TraceExport = {
      file,
      format,
      records: tally.records,
      ...(exported?.messages === undefined ? {} : {messages: exported.messages}),
      bytes,
      sha256,
      ...tally.span,
      journals: tally.journals,
      unmasked: wish.unmask,
      checkpoint: seal && (await put(checkpointFileOf(file), seal.note)),
      signer: seal?.journalId ?? null,
      broken: parts.broken,
      cover: [],
      series: wish.series ?? null,
      unknownUsers: tellUnknownUsers(bench, parts),
    }
    const cover: string[] = []
    for (const [end, content] of wish.authority ? await coverPages(bench, made, parts) : [])
      cover.push(await put(`${file}${end}`, content))
    await publish(bench, made, {files: all(), chain: exported?.chain?.head}, parts)
    return {...made, cover}
  } catch (error) {
    await all().discard()
    throw error
  }
}

async function write(
  bench: ExportBench,
  {format, unmask, withoutPatient, raw, choices = {}}: Settled,
  {filter, feeds, series, texts}: Parts,
  {tally, sink}: {readonly tally: ExportTally; readonly sink: HashedSink},
): Promise<Exported | undefined> {
  const {name, version} = bench.product
  const options = {unmask, withoutPatient, ...(series ? {beyond: series.beyond} : {})}
  const records = traceFeed(series?.sources ?? feeds.sources, filter, options, bench.signal)
  const {write: writeAs} = await traceFormat(format)
  return writeAs(tally.count(records), sink, {
    t: texts.t,
    raw,
    after: series?.chain,
    sheets: bench.sheetOutput,
    facts: [{name: 'software', value: `${name} ${version}`}, ...filterFacts(filter.wish)],
    ending: () => tally.facts(),
    choices,
  })
}

/** Who took what is on record first; then the files take their names, and a series goes on from there. */
async function publish(
  bench: ExportBench,
  made: TraceExport,
  {files, chain}: {readonly files: Pick<TextOutput, 'finish'>; readonly chain: ExportHead | undefined},
  {filter, series}: Parts,
): Promise<void> {
  const {file, format, records, sha256, unmasked, broken} = made
  const reading = {
    operation: 'trace-export' as const,
    journals: made.journals.map(({id}) => id),
    records,
    filter: filter.wish,
    unmasked,
    how: {format, file, sha256, ...bench.operator(), ...(broken ? {unsigned: 'broken'} : {})},
  }
  if (series) return series.publish(reading, files, chain)
  try {
    await recordReading(bench, reading)
  } catch (error) {
    // The journal that is exported as broken may take nothing any more.
    if (!broken || !(error instanceof DmpError) || error.code !== 'DMP_JOURNAL_DAMAGED') throw error
    const {path = '-', reason = '-'} = error.params
    bench.warn({code: 'trace-reading-not-recorded', params: {path: String(path), reason: String(reason)}})
  }
  await files.finish()
}

interface Seal {
  readonly note: string
  readonly journalId: string
}

/** Signed with the key of the first journal named, or of the profile's: the one that whoever asked knows. */
async function sealOf(
  bench: ExportBench,
  {file}: Settled,
  {feeds, broken}: Parts,
  exported: Exported | undefined,
): Promise<Seal | null> {
  const [source] = feeds.sources
  const {clock, checkpointKeys} = bench
  if (file === '-' || broken || !exported?.chain || !source || !checkpointKeys) return null
  const {journalId} = source
  return {journalId, note: await exportNote({clock, checkpointKeys}, exported.chain, journalId)}
}

async function coverPages(
  bench: ExportBench,
  made: TraceExport,
  {filter, texts}: Parts,
): Promise<ReturnType<ExportTexts['cover']>> {
  const cover = coverOf(made, filter.wish, {
    at: bench.clock.now(),
    by: bench.operator(),
    profile: await bench.profile(),
    software: `${bench.product.name} ${bench.product.version}`,
  })
  return texts.cover(cover)
}
