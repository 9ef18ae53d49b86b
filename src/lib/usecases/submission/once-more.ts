import {mayStillAppear, NOT_FOUND_AFTER_SENDING} from '../../batch/not-found.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Which earlier sending stands in the way, for a person to look for it. */
export function notFoundFacts({documentUniqueId: uniqueId, sentAt, plannedAt, batchId}: JournalItem) {
  return {uniqueId, date: dayOf(sentAt ?? plannedAt), batch: batchId ?? '-'}
}

/** @throws DmpError DMP_NOT_FOUND_AFTER_SENDING for what was sent and not found, unless the operator says `again` */
export function requireWord(item: JournalItem, again: boolean): void {
  if (again || !mayStillAppear(item)) return
  const facts = notFoundFacts(item)
  throw new DmpError(NOT_FOUND_AFTER_SENDING, {params: facts, details: {...facts, state: item.state}})
}

/**
 * What was sent and not found goes again on the operator's word alone, and as the same lot: it is unknown once more, so
 * that the registry is asked first. Any other item is left as it is.
 * @throws DmpError DMP_NOT_FOUND_AFTER_SENDING unless `again`
 */
export async function onceMore(
  {journal, clock}: Pick<Workbench, 'journal' | 'clock'>,
  item: JournalItem,
  again: boolean,
): Promise<JournalItem> {
  if (!mayStillAppear(item)) return item
  requireWord(item, again)
  const {id, batchId} = item
  // The operator's word, which is no look at the registry.
  const event = {
    phase: 'event',
    operation: 'batch-retry',
    occurredAt: clock.now(),
    itemId: id,
    ...(batchId ? {batchId} : {}),
    data: {only: [NOT_FOUND_AFTER_SENDING], count: 1},
  } as const
  const store = await journal()
  await store.record([{event, changes: [{id, to: 'unknown', retryAt: null}]}])
  const [now = item] = await store.items({ids: [id]})
  return now
}
