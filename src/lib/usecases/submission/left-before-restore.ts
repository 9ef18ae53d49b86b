import {keptNotFound, NOT_FOUND_AFTER_SENDING, type NotFoundCause} from '../../batch/not-found.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {ItemChange, JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import {shownParams} from '../batch/shown-params.ts'
import type {Workbench} from '../ports.ts'
import {notFoundFacts} from './once-more.ts'
import {ownChange} from './send-lot.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** A copy of the journal was put back that may be older than the end of an item. */
export interface UnseenEnd {
  /** The copy knew it as taken back: that it is again, unless the DMP shows that it left after all. */
  readonly wasWithdrawn: boolean
}

/**
 * Whether a copy of the journal was put back that may be older than the end of this item: it may have left, been
 * withdrawn or been deleted since, and nothing here says so.
 */
export async function mayHaveEndedUnseen(
  {journal}: Pick<Bench, 'journal'>,
  {id}: JournalItem,
): Promise<UnseenEnd | undefined> {
  let found: UnseenEnd | undefined
  for await (const {data} of (await journal()).events({itemId: id, operation: 'journal-restored'}))
    found = {wasWithdrawn: data['was'] === WITHDRAWN}
  return found
}

const WITHDRAWN = 'DMP_WITHDRAWN'

/**
 * Sent again on a person's word: it was looked for since the copy was put back, and kept as not found. A restoration takes
 * the cause away from what is not kept, so that no earlier word passes for one.
 */
export const hasWord = ({cause}: JournalItem) => cause === NOT_FOUND_AFTER_SENDING

/**
 * Keeps it as not found: what the DMP does not show may never have left, or have been deleted by a command that the copy
 * does not know of. With a `twin` it does not go even on a person's word, as long as that one stands.
 * @returns what the operator is told
 */
export async function keepUnseen(bench: Bench, item: JournalItem, twin?: DmpError): Promise<DmpError> {
  const cause = (twin?.code ?? NOT_FOUND_AFTER_SENDING) as NotFoundCause
  await note(bench, item, keptNotFound(item, cause))
  const facts = notFoundFacts(item)
  if (twin === undefined)
    return new DmpError(NOT_FOUND_AFTER_SENDING, {params: facts, details: {...facts, state: 'held'}})
  const {id, batchId, ins} = item
  const data = {cause, why: shownParams(twin)}
  const event = {phase: 'event', operation: 'hold', itemId: id, patient: ins, data} as const
  const inRun = batchId ? {batchId} : {}
  await (await bench.journal()).record([{event: {...event, ...inRun, occurredAt: bench.clock.now()}}])
  return new DmpError(cause, {params: twin.params, details: {...twin.details, state: 'held'}})
}

/** Takes back again what the copy knew as taken back and the DMP does not show. */
export async function withdrawAgain(bench: Bench, item: JournalItem): Promise<DmpError> {
  await note(bench, item, [{id: item.id, to: 'refused', cause: WITHDRAWN, retryAt: null}])
  return new DmpError(WITHDRAWN, {params: {run: item.batchId ?? '-'}})
}

async function note(bench: Bench, item: JournalItem, changes: readonly ItemChange[]): Promise<void> {
  const {id, batchId, ins} = item
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: id,
    occurredAt: bench.clock.now(),
    patient: ins,
    ...(batchId ? {batch: {id: batchId}} : {}),
  })
  const own = changes.map((change) => ({...change, ...ownChange(item)}))
  await (await bench.journal()).record([{event: {...event, ...(batchId ? {batchId} : {})}, changes: own}])
}
