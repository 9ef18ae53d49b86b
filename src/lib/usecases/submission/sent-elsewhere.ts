import {alreadySent} from '../../batch/one-submission.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {PlannedItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {stillUnknown} from './resolve-unknown.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** What another process made of an item since it was read, as the error that tells it. */
async function fateOf(bench: Bench, {id, documentUniqueId}: PlannedItem, cause: DmpError): Promise<DmpError> {
  const [item] = await (await bench.journal()).items({ids: [id]})
  if (item?.state === 'accepted') return alreadySent(item)
  const now = bench.clock.now()
  if (item?.state === 'unknown') return stillUnknown(item, now, item.retryAt ?? now)
  const {to} = cause.params
  const from = item?.state ?? cause.params['from']
  return new DmpError('DMP_ITEM_STATE', {
    params: {item: documentUniqueId, from: from ?? '-', to: to ?? '-'},
    details: {uniqueId: documentUniqueId, ...(from ? {state: from} : {})},
    cause,
  })
}

/**
 * Does `work` on an item; when another process dealt with the item meanwhile, says what became of it: accepted is a
 * duplicate, and one that is being sent is left to who sends it.
 * @throws DmpError DMP_ALREADY_SENT, DMP_UNKNOWN_OUTCOME, DMP_ITEM_STATE, and those of `work`
 */
export async function unlessSentElsewhere<T>(
  bench: Bench,
  item: PlannedItem,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_ITEM_STATE') throw await fateOf(bench, item, error)
    throw error
  }
}
