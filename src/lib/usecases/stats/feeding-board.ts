import {CSV_START, csvLine} from '../../csv/csv-line.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Outputs} from '../../ports/outputs.ts'
import {Board, type BoardSpan} from '../../stats/board/board.ts'
import type {BoardStep} from '../../stats/board/spans.ts'
import type {DocumentFact} from '../../stats/document-fact.ts'
import {type FeedBench, openFeeds, recordReading} from '../trace/open-feeds.ts'
import {civilDays} from './civil-days.ts'
import {factsWish} from './compare-figures.ts'
import {documentFacts} from './document-facts.ts'

export type BoardBench = FeedBench & {readonly outputs: Pick<Outputs, 'stream'>}

export interface BoardWish {
  readonly step: BoardStep
  /** Civil dates, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly journals?: readonly string[] | undefined
  readonly output?: string | undefined
  readonly force: boolean
}

export interface FeedingBoard {
  readonly by: BoardStep
  readonly from: string | null
  readonly to: string | null
  readonly environment: string
  readonly spans: readonly BoardSpan[]
  readonly total: BoardSpan
  readonly files: readonly string[]
}

/** Headers of the tidy table, for programs: they are not translated. */
const HEADERS = ['span', 'measure', 'key', 'value']

/** Reads the documents of the journals once, and records the reading as a trace; the count of them. */
export async function readFacts(
  bench: FeedBench,
  journals: readonly string[] | undefined,
  command: string,
  use: (fact: DocumentFact) => void,
  patients = false,
): Promise<number> {
  const {sources, close} = await openFeeds(bench, journals)
  try {
    let records = 0
    const wish = {...factsWish(await bench.profile()), patients}
    for await (const fact of documentFacts(sources, wish, bench.signal)) {
      records += 1
      use(fact)
    }
    await recordReading(bench, {
      operation: 'trace-read',
      journals: sources.map(({journalId}) => journalId),
      records,
      filter: {},
      unmasked: false,
      how: {command},
    })
    return records
  } finally {
    await close()
  }
}

/** Writes a table as CSV; nothing is seen before it is whole. @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
export async function writeRows(
  {files, outputs}: Pick<BoardBench, 'files' | 'outputs'>,
  {output, force}: {readonly output: string; readonly force: boolean},
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<string> {
  const file = files.resolve(output)
  const target = await outputs.stream(file, {force})
  try {
    await target.write(CSV_START)
    for (const row of rows) await target.write(csvLine(row))
    await target.finish()
    return file
  } catch (error) {
    await target.discard()
    throw error
  }
}

/** What is in the way is told before anything is read. @throws DmpError DMP_FILE_EXISTS */
export async function requireFree(
  {files}: Pick<BoardBench, 'files'>,
  {output, force}: {readonly output?: string | undefined; readonly force: boolean},
): Promise<void> {
  if (output === undefined || force) return
  const file = files.resolve(output)
  if (await files.exists(file)) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
}

/**
 * `stats board`: how the feeding goes by week or month of Paris.
 * @throws DmpError DMP_USAGE, DMP_FILE_EXISTS, DMP_TRACE_STORE, DMP_JOURNAL_*
 */
export async function feedingBoard(bench: BoardBench, wish: BoardWish): Promise<FeedingBoard> {
  const {from, to} = civilDays(wish)
  await requireFree(bench, wish)
  const {environment} = await bench.profile()
  const board = new Board({step: wish.step, environment, from, to})
  await readFacts(bench, wish.journals, 'stats board', (fact) => board.add(fact), true)
  const [spans, total] = [board.spans(), board.total()]
  const {output, force} = wish
  const file = output === undefined ? [] : [await writeRows(bench, {output, force}, tidy([...spans, total]))]
  return {by: wish.step, from: from ?? null, to: to ?? null, environment, spans, total, files: file}
}

/** One row for each measure; the span `total` is that of all of them. Delays are in minutes. */
function* tidy(spans: readonly BoardSpan[]): Generator<readonly (string | number | null)[]> {
  yield HEADERS
  for (const {span: name, shares, delay, refusals, ...counts} of spans) {
    const span = name || 'total'
    for (const [measure, value] of Object.entries(counts)) yield [span, measure, '', value]
    for (const [share, list] of Object.entries(shares))
      for (const {key, count} of list) yield [span, `accepted-by-${share}`, key, count]
    for (const [measure, value] of Object.entries(delay)) yield [span, `delay-${measure}`, '', value]
    for (const {key, count} of refusals) yield [span, 'refused-by-cause', key, count]
  }
}
