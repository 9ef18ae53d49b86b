import type {Hold} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import type {DeletionRecord} from './deletion-plan.ts'

const CHUNK = 200

/**
 * Documents that went to the wrong patients: neither their bytes nor their numbers go to those INS again, while the
 * right patients may be fed at once. Before anything is deleted; answers how many holds stand.
 */
export async function holdEach(
  {journal, clock}: Pick<Workbench, 'journal' | 'clock'>,
  records: AsyncIterable<DeletionRecord>,
  command: string,
): Promise<number> {
  const store = await journal()
  const facts = {reason: 'wrong-patient', by: `batch ${command}`, createdAt: clock.now()}
  let pending: Hold[] = []
  let count = 0
  for await (const {order, begun, row} of records) {
    const value = order?.uniqueId ?? (begun && row.uniqueId)
    if (value === undefined) continue
    const known = order?.target ?? begun?.target
    pending.push({...facts, kind: known ? 'wrong_patient' : 'document_id', value})
    count += 1
    if (pending.length < CHUNK) continue
    await store.hold(pending)
    pending = []
  }
  await store.hold(pending)
  return count
}
