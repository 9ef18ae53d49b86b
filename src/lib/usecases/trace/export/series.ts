/**
 * Exports that go on where the one before ended (`--since-last`). The mark stands in the journal itself, with the events
 * of the exports: a journal that is put back from a copy has the mark of that copy, so that what happens from then on
 * is exported, and nothing is twice.
 *
 * A whole file waits under a temporary name while an `intent` with its hash and the new ends is written; then it takes its
 * name, and a `result` is written. After a death in between, the file itself says whether it took its name: if so its ends
 * count, if not its traces were seen by nobody and come with the next export.
 */
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ChainEnds, Journal, RecordedEvent} from '../../../ports/journal.ts'
import type {TraceSource} from '../../../ports/trace-sources.ts'
import {canonicalJson} from '../../../traces/canonical-json.ts'
import type {ExportHead} from '../../../traces/export/export-chain.ts'
import type {TraceWish} from '../../../traces/trace-filter.ts'
import {filterNames} from '../open-feeds.ts'

/** Ends of the chains that were exported, by id of the journal. */
export type SeriesMark = Readonly<Record<string, ChainEnds>>

export interface SeriesStep {
  readonly name: string
  readonly ends: SeriesMark
  /** Conditions, the period aside: a series with others would leave out for ever what the first ones let pass. */
  readonly conditions: string
  /** `-` for the standard output. */
  readonly file: string
  readonly sha256: string
  /** End of the lines that the parts of the series chained so far, this one included; absent before the first such part. */
  readonly chain?: ExportHead
}

interface Found {
  readonly id: string
  readonly step: SeriesStep
}

export interface SeriesState {
  readonly mark: SeriesMark
  /** Where the lines of the next part go on. */
  readonly chain: ExportHead | undefined
  /** Id of the last intent, so that another export of the series is noticed. */
  readonly lastIntent: string | undefined
  /** Taken its name by a process that died before it could say so: to be told now. */
  readonly untold: string | undefined
}

export function conditionsOf({since: _since, until: _until, ...wish}: TraceWish): string {
  return canonicalJson(filterNames(wish))
}

const OPERATION = 'trace-export'

function stepOf({data}: RecordedEvent, name: string): SeriesStep | undefined {
  const step = data['series'] as SeriesStep | undefined
  return step?.name === name ? step : undefined
}

/** @throws DmpError DMP_TRACE_SERIES `conditions`, when the series had others */
export async function seriesState(
  journal: Pick<Journal, 'events'>,
  name: string,
  conditions: string,
  hashOf: (file: string) => Promise<string | undefined>,
): Promise<SeriesState> {
  let done: Found | undefined
  let open: Found | undefined
  let lastIntent: string | undefined
  for await (const event of journal.events({operation: OPERATION})) {
    const step = event.phase === 'intent' ? stepOf(event, name) : undefined
    if (step) {
      open = {id: event.id, step}
      lastIntent = event.id
    } else if (open && event.phase === 'result' && event.intentId === open.id) {
      if (event.outcome === 'success') done = open
      open = undefined
    }
  }
  const last = open ?? done
  if (last && last.step.conditions !== conditions)
    throw new DmpError('DMP_TRACE_SERIES', {params: {name, case: 'conditions'}})
  const taken = open !== undefined && (await hashOf(open.step.file)) === open.step.sha256
  const reached = (taken ? open : done)?.step
  return {
    mark: reached?.ends ?? {},
    chain: reached?.chain,
    lastIntent,
    untold: taken ? open?.id : undefined,
  }
}

/** The mark after this export: journals that were not read this time keep theirs. */
export function nextMark(before: SeriesMark, sources: readonly TraceSource[]): SeriesMark {
  return {
    ...before,
    ...Object.fromEntries(sources.map(({journalId, ends = {}}) => [journalId, ends])),
  }
}

/** @throws DmpError DMP_TRACE_SERIES `behind`: a journal is an older copy than the one that was exported */
export function requireGrown(name: string, mark: SeriesMark, sources: readonly TraceSource[]): void {
  for (const {journalId, file = journalId, ends = {}} of sources) {
    const before = mark[journalId] ?? {}
    if (Object.entries(before).some(([writer, seq]) => (ends[writer] ?? 0) < seq))
      throw new DmpError('DMP_TRACE_SERIES', {params: {name, file, case: 'behind'}})
  }
}
