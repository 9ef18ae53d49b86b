import {keptNotFound, NOT_FOUND_AFTER_SENDING} from '../../batch/not-found.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import type {Workbench} from '../ports.ts'
import {notFoundFacts} from './once-more.ts'
import {ownChange} from './send-lot.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/**
 * Whether a copy of the journal was put back that may be older than the end of this item: it may have left, been
 * withdrawn or been deleted since, and nothing here says so.
 */
export async function mayHaveEndedUnseen(
  {journal}: Pick<Bench, 'journal'>,
  {id}: JournalItem,
): Promise<boolean> {
  for await (const _event of (await journal()).events({itemId: id, operation: 'journal-restored'}))
    return true
  return false
}

/** Sent again on a person's word: it was looked for since the copy was put back, and kept as not found. */
export const hasWord = ({cause}: JournalItem) => cause === NOT_FOUND_AFTER_SENDING

/**
 * Keeps it as not found: what the DMP does not show may never have left, or have been deleted by a command that the copy
 * does not know of. @returns what the operator is told
 */
export async function keepUnseen(bench: Bench, item: JournalItem): Promise<DmpError> {
  const {id, batchId, ins} = item
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: id,
    occurredAt: bench.clock.now(),
    patient: ins,
    ...(batchId ? {batch: {id: batchId}} : {}),
  })
  const changes = keptNotFound(item).map((change) => ({...change, ...ownChange(item)}))
  await (await bench.journal()).record([{event: {...event, ...(batchId ? {batchId} : {})}, changes}])
  const facts = notFoundFacts(item)
  return new DmpError(NOT_FOUND_AFTER_SENDING, {params: facts, details: {...facts, state: 'held'}})
}
