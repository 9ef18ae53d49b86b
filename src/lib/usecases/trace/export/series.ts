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
import type {OpenedSource, TraceSource} from '../../../ports/trace-sources.ts'
import {canonicalJson} from '../../../traces/canonical-json.ts'
import type {ExportHead} from '../../../traces/export/export-chain.ts'
import {namedPatient} from '../../../traces/named-patient.ts'
import type {TraceWish} from '../../../traces/trace-filter.ts'
import {filterNames} from '../open-feeds.ts'

/** Ends of the chains that were exported, by id of the journal. */
export type SeriesMark = Readonly<Record<string, ChainEnds>>

export interface SeriesStep {
  readonly name: string
  readonly ends: SeriesMark
  /**
   * All conditions but the end of the period: a series with others would leave out for ever what the first ones let pass.
   * The end is none, since the mark never passes what it leaves out.
   */
  readonly conditions: string
  /** Hash of the patient that is asked for; absent where none is. Like all of the step under the key of the journal. */
  readonly identities?: string
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

export type SeriesConditions = Pick<SeriesStep, 'conditions' | 'identities'>

/** What the parts of a series have in common. */
export function conditionsOf({until: _until, ...wish}: TraceWish): SeriesConditions {
  const conditions = canonicalJson(filterNames(wish))
  const identities = namedPatient(wish)
  return {conditions, ...(identities === undefined ? {} : {identities})}
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
  {conditions, identities}: SeriesConditions,
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
  if (last && (last.step.conditions !== conditions || last.step.identities !== identities))
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

/**
 * The journals as far as an export with this end of its period looks: in each chain up to the first event that took place
 * later. That one and all beyond it are left to the exports to come, which begin there.
 */
export async function lookedAt(
  sources: readonly OpenedSource[],
  {until}: TraceWish,
  mark: SeriesMark,
): Promise<readonly OpenedSource[]> {
  if (until === undefined) return sources
  const looked: OpenedSource[] = []
  for (const source of sources) {
    const beyond = mark[source.journalId]
    const ends: Record<string, number> = {...source.ends}
    for await (const {writerId, seq} of source.events({since: until, ...(beyond ? {beyond} : {})}))
      if (seq <= (ends[writerId] ?? 0)) ends[writerId] = seq - 1
    looked.push({...source, ends})
  }
  return looked
}
