import {DmpError} from '../../../errors/dmp-error.ts'
import type {OpenCheckpointKeys} from '../../../ports/checkpoint-keys.ts'
import type {Outputs, TextOutput} from '../../../ports/outputs.ts'
import type {SheetOutput} from '../../../ports/sheet-output.ts'
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
import {requireChoicesFit} from './audit-choices.ts'
import {type AuthorityCover, coverOf, requireAuthorityWish} from './authority.ts'
import type {Operator, TraceExport} from './export-report.ts'
import {formatOfName, traceFormat} from './formats.ts'
import {beginSeries, type Series} from './series-run.ts'

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
  /** The answer itself goes to the standard output. */
  readonly json: boolean
  readonly choices?: ExportAbout['choices']
}

/** What the interface adds: words and pages. */
export interface ExportTexts {
  readonly t: ExportAbout['t']
  /** The covering page as text and as a page, with the ends of their names. */
  cover(cover: AuthorityCover): readonly (readonly [end: string, content: string])[]
}

/**
 * `trace export`: the traces that are asked for, in a file that nobody sees before it is whole. That they were exported is
 * itself traced, before the file takes its name.
 * @throws DmpError DMP_TRACE_STORE, DMP_TRACE_SERIES, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_MISSING_VALUE, DMP_USAGE
 */
export async function exportTraces(
  bench: ExportBench,
  wish: ExportWish,
  texts: ExportTexts,
): Promise<TraceExport> {
  requireOneAnswer(wish)
  const filter = await traceFilter(bench, wish.words)
  if (wish.authority) requireAuthorityWish(filter.wish)
  const format = wish.format ?? formatOfName(wish.output)
  const {extension} = await traceFormat(format)
  requireChoicesFit(format, wish.choices)
  const file = fileOf(bench, wish, extension)
  if (file !== '-' && !wish.force && (await bench.files.exists(file)))
    throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  const feeds = await openFeeds(bench, wish.words.journals)
  try {
    const series =
      wish.series === undefined ? undefined : await beginSeries(bench, wish.series, filter, feeds)
    return await exportFeeds(bench, {...wish, format, file}, {filter, feeds, series, texts})
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
function fileOf(bench: ExportBench, {output}: ExportWish, extension: string): string {
  if (output === '-') return output
  const stamp = momentText(bench.clock.now()).replaceAll(/\D/g, '')
  return bench.files.resolve(output ?? `dmp-traces-${stamp.slice(0, 8)}-${stamp.slice(8, 14)}.${extension}`)
}

type Settled = ExportWish & {readonly format: string; readonly file: string}

interface Parts {
  readonly filter: TraceFilter
  readonly feeds: OpenFeeds
  readonly series: Series | undefined
  readonly texts: ExportTexts
}

async function exportFeeds(bench: ExportBench, wish: Settled, parts: Parts): Promise<TraceExport> {
  const {file, force, format} = wish
  const tally = new ExportTally(parts.feeds.sources)
  const output = file === '-' ? bench.standardOutput() : await bench.outputs.stream(file, {force})
  try {
    const sink = new HashedSink(output)
    const exported = await write(bench, wish, parts, {tally, sink})
    const {bytes, sha256} = await sink.finish()
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
      checkpoint: null,
      cover: [],
      series: wish.series ?? null,
    }
    await publish(bench, made, output, parts)
    const checkpoint = await sealed(bench, made, exported, force)
    const cover = wish.authority ? await covered(bench, {...made, checkpoint}, parts, force) : []
    return {...made, checkpoint, cover}
  } catch (error) {
    await output.discard()
    throw error
  }
}

async function write(
  bench: ExportBench,
  {format, unmask, raw, choices = {}}: Settled,
  {filter, feeds, series, texts}: Parts,
  {tally, sink}: {readonly tally: ExportTally; readonly sink: HashedSink},
): Promise<Exported | undefined> {
  const {name, version} = bench.product
  const options = {unmask, ...(series ? {beyond: series.beyond} : {})}
  const records = traceFeed(feeds.sources, filter, options, bench.signal)
  const {write: writeAs} = await traceFormat(format)
  return writeAs(tally.count(records), sink, {
    t: texts.t,
    raw,
    sheets: bench.sheetOutput,
    facts: [{name: 'software', value: `${name} ${version}`}, ...filterFacts(filter.wish)],
    ending: () => tally.facts(),
    choices,
  })
}

/** Who took what is on record first; then the file takes its name, and a series goes on from it. */
async function publish(
  bench: ExportBench,
  made: TraceExport,
  output: TextOutput,
  {filter, series}: Parts,
): Promise<void> {
  const {file, format, records, sha256, unmasked} = made
  const reading = {
    operation: 'trace-export' as const,
    journals: made.journals.map(({id}) => id),
    records,
    filter: filter.wish,
    unmasked,
    how: {format, file, sha256, ...bench.operator()},
  }
  if (series) return series.publish(reading, output)
  await recordReading(bench, reading)
  await output.finish()
}

async function sealed(
  bench: ExportBench,
  {file, journals}: TraceExport,
  exported: Exported | undefined,
  force: boolean,
): Promise<string | null> {
  const [journal] = journals
  const {checkpointKeys} = bench
  if (file === '-' || !exported?.chain || !journal || !checkpointKeys) return null
  const note = await exportNote({clock: bench.clock, checkpointKeys}, exported.chain, journal.id)
  return written(bench, checkpointFileOf(file), note, force)
}

async function covered(
  bench: ExportBench,
  made: TraceExport,
  {filter, texts}: Parts,
  force: boolean,
): Promise<readonly string[]> {
  const cover = coverOf(made, filter.wish, {
    at: bench.clock.now(),
    by: bench.operator(),
    profile: await bench.profile(),
    software: `${bench.product.name} ${bench.product.version}`,
  })
  const files: string[] = []
  for (const [end, content] of texts.cover(cover))
    files.push(await written(bench, `${made.file}${end}`, content, force))
  return files
}

async function written(bench: ExportBench, file: string, content: string, force: boolean): Promise<string> {
  const output = await bench.outputs.stream(file, {force})
  await output.write(content)
  await output.finish()
  return file
}
