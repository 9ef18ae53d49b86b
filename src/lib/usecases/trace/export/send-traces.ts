/**
 * `trace export --syslog`: the traces that are asked for, as audit messages to a receiver. That they go is on record before
 * the first byte leaves, and how it ended afterwards.
 *
 * Syslog confirms nothing. A series (`--since-last`) goes on from here only once the connection was closed in order;
 * after a cut, everything since the last such end is sent again, the same byte for byte and with the id of each trace, so
 * that the receiver can tell what it has already.
 */
import {DmpError} from '../../../errors/dmp-error.ts'
import type {TextOutput} from '../../../ports/outputs.ts'
import type {SyslogLines, SyslogTarget} from '../../../ports/syslog.ts'
import {ExportTally} from '../../../traces/export/export-tally.ts'
import {filterFacts} from '../../../traces/export/filter-facts.ts'
import {HashedSink} from '../../../traces/export/hashed-sink.ts'
import type {ExportAbout} from '../../../traces/export/trace-format.ts'
import type {TraceFilter} from '../../../traces/trace-filter.ts'
import type {Workbench} from '../../ports.ts'
import {type FeedBench, type OpenFeeds, openFeeds} from '../open-feeds.ts'
import {traceFeed} from '../trace-feed.ts'
import {type TraceWords, traceFilter} from '../trace-words.ts'
import {tellUnknownUsers} from '../unknown-users.ts'
import type {Operator, TraceExport} from './export-report.ts'
import {type PatientShown, patientShown} from './patient-shown.ts'
import {announceSending, type Sending} from './sending-record.ts'
import {beginSeries, type Series} from './series-run.ts'
import {type BrokenJournal, brokenJournal, brokenPlace} from './sound-sources.ts'
import {placeOf} from './syslog-address.ts'

export type SendBench = FeedBench &
  Pick<Workbench, 'product'> & {
    readonly syslog: SyslogLines
    readonly sheetOutput: ExportAbout['sheets']
    readonly operator: () => Operator
  }

export interface SendWish {
  readonly words: TraceWords
  readonly target: SyslogTarget
  readonly unmask: boolean
  /** Name of a series; that of the receiver when it is `default`. */
  readonly series?: string | undefined
  readonly choices: ExportAbout['choices']
}

/**
 * @throws DmpError DMP_SYSLOG, DMP_TRACE_STORE, DMP_TRACE_SERIES, DMP_JOURNAL_UNWRITABLE, those of certificate and key files
 */
export async function sendTraces(
  bench: SendBench,
  asked: SendWish,
  t: ExportAbout['t'],
): Promise<TraceExport> {
  const wish = {...asked, ...patientShown(await bench.profile(), asked.unmask)}
  const filter = await traceFilter(bench, wish.words)
  const place = placeOf(wish.target)
  const name = wish.series === 'default' ? place : wish.series
  const feeds = await openFeeds(bench, wish.words.journals)
  try {
    const series = name === undefined ? undefined : await beginSeries(bench, name, filter, feeds)
    // Nothing is signed, and who watches is to be told rather than to hear nothing more.
    const broken = await brokenJournal(bench, feeds.sources, series?.beyond)
    if (broken) bench.warn({code: 'trace-journal-broken', params: brokenPlace(broken)})
    const line = await bench.syslog.open(wish.target, bench.signal)
    return await sendFeeds(bench, wish, {filter, feeds, series, line, place, t, broken})
  } catch (error) {
    if (bench.signal.aborted && !(error instanceof DmpError))
      throw new DmpError('DMP_INTERRUPTED', {cause: error})
    throw error
  } finally {
    await feeds.close()
  }
}

interface Parts {
  readonly filter: TraceFilter
  readonly feeds: OpenFeeds
  readonly series: Series | undefined
  readonly line: TextOutput
  readonly broken: BrokenJournal | null
  readonly place: string
  readonly t: ExportAbout['t']
}

async function sendFeeds(
  bench: SendBench,
  wish: SendWish & PatientShown,
  parts: Parts,
): Promise<TraceExport> {
  const {feeds, line, place, series} = parts
  const tally = new ExportTally(feeds.sources)
  const sink = new HashedSink(line)
  const sending: Sending = {
    operation: 'trace-export',
    journals: tally.journals.map(({id}) => id),
    filter: parts.filter.wish,
    unmasked: wish.unmask,
    how: {format: 'syslog', file: place, ...bench.operator()},
  }
  try {
    const tell = await (series ? series.announce(sending) : announceSending(bench, sending))
    try {
      const messages = await write(bench, wish, parts, {tally, sink})
      const {bytes, sha256} = await sink.finish()
      await line.finish()
      const {records} = tally
      await tell('success', {records, messages, bytes, sha256})
      return {
        file: place,
        format: 'syslog',
        records,
        messages,
        bytes,
        sha256,
        ...tally.span,
        journals: tally.journals,
        unmasked: wish.unmask,
        checkpoint: null,
        signer: null,
        broken: parts.broken,
        cover: [],
        series: wish.series === 'default' ? place : (wish.series ?? null),
        unknownUsers: tellUnknownUsers(bench, parts),
      }
    } catch (error) {
      await tell('failure', {records: tally.records})
      throw error
    }
  } catch (error) {
    await line.discard()
    throw error
  }
}

async function write(
  bench: SendBench,
  {unmask, withoutPatient, choices}: SendWish & PatientShown,
  {filter, feeds, series, t}: Parts,
  {tally, sink}: {readonly tally: ExportTally; readonly sink: HashedSink},
): Promise<number> {
  const options = {unmask, withoutPatient, ...(series ? {beyond: series.beyond} : {})}
  const {syslogFormat} = await import('../../../traces/audit/syslog-format.ts')
  const records = traceFeed(series?.sources ?? feeds.sources, filter, options, bench.signal)
  const sent = await syslogFormat.write(tally.count(records), sink, {
    t,
    raw: false,
    sheets: bench.sheetOutput,
    facts: filterFacts(filter.wish),
    ending: () => tally.facts(),
    choices,
  })
  return sent?.messages ?? 0
}
