import type {Hold} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import type {DeletionRecord} from './deletion-plan.ts'

const CHUNK = 200

/**
 * Nothing of it is to be deleted, and a new plan would take it to the same INS once more: it never left, the DMP refused
 * it, or it is deleted already.
 */
const MIGHT_GO: ReadonlySet<string> = new Set([
  'undo-withdraw',
  'undo-refused',
  'undo-deleted',
  'list-never-sent',
  'list-deleted',
])

/** What must not go to its INS again, and whether the journal knows its bytes. */
function mistakeOf({order, begun, row}: DeletionRecord): {value: string; ours: boolean} | undefined {
  const value = order?.uniqueId ?? row.uniqueId
  if (value === undefined) return undefined
  if (order || begun) return {value, ours: (order?.target ?? begun?.target) !== undefined}
  return row.reason !== undefined && MIGHT_GO.has(row.reason) ? {value, ours: true} : undefined
}

/**
 * Documents that went to the wrong patients, or were to go there: neither their bytes nor their numbers go to those INS
 * again, while the right patients may be fed at once. Before anything is deleted; answers how many holds stand.
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
  for await (const record of records) {
    const mistake = mistakeOf(record)
    if (!mistake) continue
    const {value, ours} = mistake
    pending.push({...facts, kind: ours ? 'wrong_patient' : 'document_id', value})
    count += 1
    if (pending.length < CHUNK) continue
    await store.hold(pending)
    pending = []
  }
  await store.hold(pending)
  return count
}
