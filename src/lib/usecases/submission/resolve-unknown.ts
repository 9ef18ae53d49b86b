/**
 * An item whose outcome is unknown is settled by running the same command again. First TD3.1b by document uniqueId:
 * found means that the first attempt was kept. A registry may show a lot late, so one absence proves nothing: only
 * absent twice, `unknown.recheckAfter` apart, is the identical lot sent again, under the same identifiers. Where the
 * query itself is refused, the lot is sent again as well, but then a refusal settles nothing: the first may stand.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {ItemChange, JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import type {Ending} from '../exchange/call-dmp.ts'
import {locateEntry} from '../exchange/locate-entry.ts'
import type {Workbench} from '../ports.ts'
import {rebuildItem} from './rebuild-item.ts'
import {obsoletedBy, type SendBench, sendLot} from './send-lot.ts'

type Bench = SendBench & Pick<Workbench, 'files' | 'cdaReader'>

/** What is known after another look. */
export type Resolution =
  | {readonly state: 'accepted'}
  | {readonly state: 'unknown'; readonly error: DmpError}
  | {readonly state: 'sent'; readonly ending: Ending}

async function note(
  bench: Bench,
  item: JournalItem,
  change: Omit<ItemChange, 'id'>,
  others: readonly ItemChange[] = [],
): Promise<void> {
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: item.id,
    occurredAt: bench.clock.now(),
    patient: item.ins,
  })
  await (await bench.journal()).record([{event, changes: [{id: item.id, ...change}, ...others]}])
}

function stillUnknown(item: JournalItem, now: number, retryAt: number): DmpError {
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000))
  return new DmpError('DMP_UNKNOWN_OUTCOME', {
    params: {layer: 'registry', code: '-', text: item.documentUniqueId},
    details: {uniqueId: item.documentUniqueId, recheckInSeconds: seconds},
    retry: `after:PT${seconds}S`,
  })
}

async function look(
  bench: Bench,
  item: JournalItem,
): Promise<'absent' | 'refused' | {readonly entryUuid: `urn:uuid:${string}`}> {
  try {
    const [entryUuid] = await locateEntry(bench, {
      uniqueId: item.documentUniqueId,
      ins: item.ins,
      itemId: item.id,
    })
    return entryUuid ? {entryUuid} : 'absent'
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_REFUSED') return 'refused'
    throw error
  }
}

/** @throws DmpError of the line: the item stays unknown */
export async function resolveUnknown(bench: Bench, item: JournalItem): Promise<Resolution> {
  const {unknown} = await bench.profile()
  const now = bench.clock.now()
  const seenAbsentBefore = item.retryAt !== undefined
  if (item.retryAt !== undefined && now < item.retryAt)
    return {state: 'unknown', error: stillUnknown(item, now, item.retryAt)}
  const found = await look(bench, item)
  if (typeof found === 'object') {
    const kept = {
      to: 'accepted',
      registryStatus: 'approved',
      entryUuid: found.entryUuid,
      cause: null,
      retryAt: null,
    } as const
    await note(bench, item, kept, await obsoletedBy(bench, [item]))
    return {state: 'accepted'}
  }
  if (found === 'absent' && !seenAbsentBefore) {
    const retryAt = now + unknown.recheckAfterMs
    await note(bench, item, {retryAt})
    return {state: 'unknown', error: stillUnknown(item, now, retryAt)}
  }
  const rendering = await rebuildItem(bench, item)
  const ending = await sendLot(bench, [{item, rendering}], found === 'absent' ? 'seen-absent' : 'maybe')
  return {state: 'sent', ending}
}
