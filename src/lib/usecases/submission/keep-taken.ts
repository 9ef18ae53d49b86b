import {IDENTIFIER_TAKEN} from '../../batch/at-the-dmp.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import type {Workbench} from '../ports.ts'
import {ownChange} from './send-lot.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** The number of this document is taken at the DMP, and nothing tells by which document. */
export function identifierTaken({documentUniqueId: uniqueId, state}: JournalItem): DmpError {
  const params = {layer: 'registry', code: 'XDSDuplicateUniqueIdInRegistry', text: uniqueId}
  return new DmpError(IDENTIFIER_TAKEN, {params, details: {uniqueId, state}})
}

/** Looked for on a person's word, and not shown for this patient: another record may have its number. It waits again. */
export async function keepTaken({journal, clock}: Bench, item: JournalItem): Promise<DmpError> {
  const {id: itemId, ins: patient, batchId} = item
  const inBatch = batchId ? {batch: {id: batchId}} : {}
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId,
    occurredAt: clock.now(),
    patient,
    ...inBatch,
  })
  const kept = {...ownChange(item), to: 'held', cause: IDENTIFIER_TAKEN, retryAt: null} as const
  await (await journal()).record([{event: {...event, ...(batchId ? {batchId} : {})}, changes: [kept]}])
  return identifierTaken({...item, state: 'held'})
}
