import {isKeptInDoubt, isTaken, toUnknown} from '../../batch/at-the-dmp.ts'
import {mayStillAppear, NOT_FOUND_AFTER_SENDING} from '../../batch/not-found.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {ItemChange, JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {identifierTaken} from './keep-taken.ts'

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Which earlier sending stands in the way, for a person to look for it. */
export function notFoundFacts({documentUniqueId: uniqueId, sentAt, plannedAt, batchId}: JournalItem) {
  return {uniqueId, date: dayOf(sentAt ?? plannedAt), batch: batchId ?? '-'}
}

/**
 * @throws DmpError DMP_NOT_FOUND_AFTER_SENDING for what was sent and not found, DMP_IDENTIFIER_TAKEN for a number that is
 * taken, unless the operator says `again`
 */
export function requireWord(item: JournalItem, again: boolean): void {
  if (again) return
  if (isTaken(item)) throw identifierTaken(item)
  if (!mayStillAppear(item)) return
  const facts = notFoundFacts(item)
  throw new DmpError(NOT_FOUND_AFTER_SENDING, {params: facts, details: {...facts, state: item.state}})
}

/** What leads a held item back on its way: where it may be at the DMP, it is looked for there before anything else. */
export function onItsWay(item: JournalItem, retryAt: number | null): ItemChange[] {
  const {id, heldFrom} = item
  const steps = isKeptInDoubt(item) ? toUnknown(item) : [{id, to: heldFrom ?? 'planned'} as const]
  return steps.map((step, at) => (at === steps.length - 1 ? {...step, retryAt} : step))
}

/**
 * What was sent and not found goes again on the operator's word alone, and as the same lot: it is unknown once more, so
 * that the registry is asked first; likewise what was sent and held for another reason, for which the command itself is
 * the word. What was held before it left goes where it was, its hold being gone. Any other item is left as it is.
 * @throws DmpError DMP_NOT_FOUND_AFTER_SENDING, DMP_IDENTIFIER_TAKEN unless `again`
 */
export async function onceMore(
  {journal, clock}: Pick<Workbench, 'journal' | 'clock'>,
  item: JournalItem,
  again: boolean,
): Promise<JournalItem> {
  if (item.state !== 'held') return item
  requireWord(item, again)
  const {id, batchId, cause} = item
  // The operator's word, which is no look at the registry.
  const event = {
    phase: 'event',
    operation: 'batch-retry',
    occurredAt: clock.now(),
    itemId: id,
    ...(batchId ? {batchId} : {}),
    data: {only: [cause ?? 'held'], count: 1},
  } as const
  const store = await journal()
  await store.record([{event, changes: onItsWay(item, null)}])
  const [now = item] = await store.items({ids: [id]})
  return now
}
