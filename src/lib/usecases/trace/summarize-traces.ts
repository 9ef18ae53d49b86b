import {Availability, type AvailabilityTold} from '../../traces/availability.ts'
import {type Retention, retentionOf} from '../../traces/retention.ts'
import type {TraceRecord} from '../../traces/trace-record.ts'
import {type TallyColumn, type TallyKey, type TallyRow, TraceTally} from '../../traces/trace-tally.ts'
import {type FeedBench, openFeeds, recordReading} from './open-feeds.ts'
import {type TraceSource, traceFeed} from './trace-feed.ts'
import {type TraceWords, traceFilter} from './trace-words.ts'
import {withUnits} from './units-of.ts'
import {tellUnknownUsers} from './unknown-users.ts'

export interface SummaryWish extends TraceWords {
  readonly by: TallyKey
  /** With the outages that the traces show. */
  readonly availability?: boolean
}

export interface ReadJournal {
  readonly id: string
  readonly file: string
  readonly environment: string
}

export interface TraceSummary {
  readonly by: TallyKey
  readonly journals: readonly ReadJournal[]
  /** Traces that fit; an action has two of them, its intent and its result. */
  readonly records: number
  /** When the first and the last of them took place; null without any. */
  readonly span: {readonly first: string; readonly last: string} | null
  readonly totals: Readonly<Record<TallyColumn, number>>
  readonly rows: readonly TallyRow[]
  readonly retention: {
    /** Of the journals read, whatever was asked for. */
    readonly oldest: string | null
    readonly ageMonths: number | null
    readonly noticeMonths: number
    readonly due: boolean
  }
  /** Where it was asked for. */
  readonly availability?: AvailabilityTold
}

/**
 * `trace summary`: how many actions, by one dimension and outcome, and how old the traces are.
 * @throws DmpError DMP_TRACE_STORE, DMP_INS_INVALID, DMP_JOURNAL_*
 */
export async function summarizeTraces(bench: FeedBench, wish: SummaryWish): Promise<TraceSummary> {
  const {by, availability: asked = false, ...words} = wish
  const filter = await traceFilter(bench, words)
  const {sources, close} = await openFeeds(bench, words.journals)
  const tally = new TraceTally(by)
  const availability = asked ? new Availability() : undefined
  const take = (record: TraceRecord, units?: readonly string[]) => {
    tally.take(record, units)
    availability?.take(record)
  }
  try {
    const feed = traceFeed(sources, filter, {unmask: false}, bench.signal)
    if (by === 'unit') for await (const [record, units] of withUnits(sources, feed)) take(record, units)
    else for await (const record of feed) take(record)
    tellUnknownUsers(bench, {filter})
    const {traces} = await bench.profile()
    const retention = retentionOf(await oldestOf(sources), bench.clock.now(), traces.retentionMonths ?? 0)
    const journals = sources.map(({journalId, file, environment}) => ({id: journalId, file, environment}))
    await recordReading(bench, {
      operation: 'trace-read',
      journals: journals.map(({id}) => id),
      records: tally.records,
      filter: filter.wish,
      unmasked: false,
      how: {command: 'summary', by, ...(asked ? {availability: true} : {})},
    })
    return {
      by,
      journals,
      records: tally.records,
      span: tally.span ?? null,
      totals: {...tally.totals},
      rows: tally.rows(),
      retention: shownRetention(retention),
      ...(availability ? {availability: availability.told()} : {}),
    }
  } finally {
    await close()
  }
}

async function oldestOf(sources: readonly TraceSource[]): Promise<number | undefined> {
  let oldest: number | undefined
  for (const source of sources)
    for await (const {ts} of source.events({})) {
      oldest = Math.min(ts, oldest ?? ts)
      break
    }
  return oldest
}

function shownRetention({oldest, ageMonths, noticeMonths, due}: Retention): TraceSummary['retention'] {
  return {
    oldest: oldest === undefined ? null : new Date(oldest).toISOString(),
    ageMonths: ageMonths ?? null,
    noticeMonths,
    due,
  }
}
