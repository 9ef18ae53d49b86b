import {hashSource} from '../../../digest/hash-source.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ChainEnds, JournalEvent} from '../../../ports/journal.ts'
import type {TextOutput} from '../../../ports/outputs.ts'
import type {ExportHead} from '../../../traces/export/export-chain.ts'
import type {TraceFilter} from '../../../traces/trace-filter.ts'
import {type FeedBench, filterNames, type OpenFeeds, type Reading} from '../open-feeds.ts'
import {conditionsOf, lookedAt, nextMark, requireGrown, type SeriesStep, seriesState} from './series.ts'

type Exporting = Reading & {readonly how: {readonly file: string; readonly sha256: string}}

/** What came of traces that were sent: the mark moves with `success` alone. */
export type TellSent = (
  outcome: 'success' | 'failure',
  reading: Readonly<Record<string, unknown>>,
) => Promise<void>

export interface Series {
  /** The journals, as far as this export looks. */
  readonly sources: OpenFeeds['sources']
  /** Where each journal was left. */
  readonly beyond: ReadonlyMap<string, ChainEnds>
  /** Where the lines of this part go on; undefined for those of the first part. */
  readonly chain: ExportHead | undefined
  /** Sent, not filed: on record before the first byte leaves. @throws DmpError DMP_TRACE_SERIES `raced` */
  announce(sending: Omit<Reading, 'records'> & {readonly how: {readonly file: string}}): Promise<TellSent>
  /**
   * Gives the file its name, once. `chain`: the end of its lines, where they are chained.
   * @throws DmpError DMP_TRACE_SERIES `raced`, and those of the file
   */
  publish(reading: Exporting, output: Pick<TextOutput, 'finish'>, chain?: ExportHead): Promise<void>
}

/** @throws DmpError DMP_TRACE_SERIES */
export async function beginSeries(
  bench: FeedBench,
  name: string,
  filter: TraceFilter,
  feeds: OpenFeeds,
): Promise<Series> {
  const journal = await bench.journal()
  const conditions = conditionsOf(filter.wish)
  const look = () => seriesState(journal, name, conditions, (file) => hashOf(bench, file))
  const tell = (event: Pick<JournalEvent, 'phase' | 'data'> & Partial<JournalEvent>) =>
    journal.record([{event: {operation: 'trace-export', occurredAt: bench.clock.now(), ...event}}])
  const told = (intentId: string, outcome: 'success' | 'failure', data: JournalEvent['data'] = {}) =>
    tell({phase: 'result', intentId, outcome, data})

  const state = await look()
  if (state.untold !== undefined) await told(state.untold, 'success')
  requireGrown(name, state.mark, feeds.sources)
  const sources = await lookedAt(feeds.sources, filter.wish, state.mark)
  /** What was sent has no hash: no file can say later that it was whole. */
  const begin = async (
    {
      operation: _operation,
      filter: wish,
      how,
      ...reading
    }: Omit<Reading, 'records'> & {readonly how: {readonly file: string}},
    sha256: string,
    chain = state.chain,
  ): Promise<string> => {
    if ((await look()).lastIntent !== state.lastIntent)
      throw new DmpError('DMP_TRACE_SERIES', {params: {name, case: 'raced'}})
    const ends = nextMark(state.mark, sources)
    const series: SeriesStep = {
      name,
      ends,
      ...conditions,
      file: how.file,
      sha256,
      ...(chain ? {chain} : {}),
    }
    const data = {reading: {...reading, filter: filterNames(wish), ...how}, series}
    const [intent = ''] = await tell({phase: 'intent', data})
    return intent
  }
  return {
    sources,
    beyond: new Map(Object.entries(state.mark)),
    chain: state.chain,
    async announce(sending) {
      const intent = await begin(sending, '')
      return async (outcome, reading) => {
        await told(intent, outcome, {reading})
      }
    },
    async publish(exporting, output, chain) {
      const intent = await begin(exporting, exporting.how.sha256, chain)
      try {
        await output.finish()
      } catch (error) {
        await told(intent, 'failure')
        throw error
      }
      await told(intent, 'success')
    },
  }
}

/** Undefined where there is no such file. */
async function hashOf({files, signal}: FeedBench, file: string): Promise<string | undefined> {
  if (file === '-' || !(await files.exists(file))) return undefined
  return (await hashSource(await files.source(file), ['sha256'], signal)).sha256
}
