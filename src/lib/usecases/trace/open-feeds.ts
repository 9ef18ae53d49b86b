/**
 * The journals whose traces are read: those that are named, or the profile's own. All are opened to be read alone. The
 * reading is a trace itself (EX_AIR-070, RGPD): `recordReading` writes it in the profile's own journal.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {OpenedSource, TraceSources} from '../../ports/trace-sources.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import type {TraceWish} from '../../traces/trace-filter.ts'
import type {Workbench} from '../ports.ts'
import {isBegun} from '../submission/existing-journal.ts'

export type FeedBench = Pick<Workbench, 'clock' | 'files' | 'journal' | 'profile' | 'signal' | 'warn'> & {
  readonly traceSources: TraceSources
}

export interface OpenFeeds {
  readonly sources: readonly OpenedSource[]
  close(): Promise<void>
}

/** @throws DmpError DMP_TRACE_STORE (also for a journal named twice), DMP_JOURNAL_KEY_LOST, _NEWER, _DAMAGED */
export async function openFeeds(
  bench: Pick<FeedBench, 'files' | 'journal' | 'profile' | 'traceSources'>,
  journals: readonly string[] | undefined,
): Promise<OpenFeeds> {
  const sources: OpenedSource[] = []
  const close = async () => {
    for (const source of sources) await source.close()
  }
  try {
    for (const path of journals?.length ? journals : await ownPath(bench)) {
      const source = await bench.traceSources.open(isServerJournal(path) ? path : bench.files.resolve(path))
      const twin = sources.find(({journalId}) => journalId === source.journalId)
      sources.push(source)
      if (twin)
        throw new DmpError('DMP_TRACE_STORE', {
          params: {path, reason: 'twice', case: 'twice', other: twin.file ?? '-'},
        })
    }
  } catch (error) {
    await close()
    throw error
  }
  return {sources, close}
}

/** None where no journal was begun. */
async function ownPath({files, profile}: Pick<FeedBench, 'files' | 'profile'>): Promise<readonly string[]> {
  const {path} = (await profile()).journal
  return (await isBegun(files, path)) ? [path] : []
}

export interface Reading {
  readonly operation: 'trace-read' | 'trace-export'
  /** Ids of the journals that were read. */
  readonly journals: readonly string[]
  readonly records: number
  readonly filter: TraceWish
  /** With INS in clear. */
  readonly unmasked: boolean
  /** Format and the like: technical words, never of a patient. */
  readonly how?: Readonly<Record<string, unknown>>
}

/** Who read how many traces, by which conditions: that a patient was named, never which one. */
export async function recordReading(bench: FeedBench, reading: Reading): Promise<void> {
  if (reading.journals.length === 0) return
  const {path} = (await bench.profile()).journal
  if (!(await isBegun(bench.files, path))) {
    bench.warn({code: 'trace-reading-not-recorded', params: {path, reason: '-'}})
    return
  }
  const {operation, journals, records, unmasked, how} = reading
  const data = {reading: {journals, records, unmasked, filter: filterNames(reading.filter), ...how}}
  try {
    await (await bench.journal()).record([
      {event: {phase: 'event', operation, outcome: 'success', occurredAt: bench.clock.now(), data}},
    ])
  } catch (error) {
    if (!(error instanceof DmpError) || error.code !== 'DMP_JOURNAL_UNWRITABLE') throw error
    // A full disk is when one wants to know how things stand.
    const reason = String(error.params['reason'] ?? '-')
    bench.warn({code: 'trace-reading-not-recorded', params: {path, reason}})
  }
}

/** The conditions of a filter as the journal keeps them: nothing of a patient. */
export function filterNames({ins, ipp, since, until, ...wish}: TraceWish): Record<string, unknown> {
  const given = Object.entries(wish).filter(([, value]) => value !== undefined)
  const day = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString())
  return {
    ...Object.fromEntries(given),
    ...(since === undefined ? {} : {since: day(since)}),
    ...(until === undefined ? {} : {until: day(until)}),
    ...(ins ? {ins: 'given'} : {}),
    ...(ipp === undefined ? {} : {ipp: 'given'}),
  }
}
