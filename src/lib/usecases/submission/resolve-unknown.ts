/**
 * An item whose outcome is unknown is settled by running the same command again. First TD3.1b by document uniqueId:
 * found means that the first attempt was kept. A registry may show a lot late, so one absence proves nothing: only
 * absent twice, `unknown.recheckAfter` apart, is the identical lot sent again, under the same identifiers. Where the
 * query itself is refused, the lot is sent again as well, but then a refusal settles nothing: the first may stand.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {EntryUuid} from '../../ids/identifiers.ts'
import type {ItemChange, JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import {locateEntry} from '../exchange/locate-entry.ts'
import {obsoletedBy, type SendBench} from './send-lot.ts'

/** What is known after another look: `absent` (twice) and `refused` (the query) let the lot be sent again. */
export type Resolution =
  | {readonly state: 'accepted' | 'absent' | 'refused'}
  | {readonly state: 'unknown'; readonly error: DmpError}

async function note(bench: SendBench, item: JournalItem, changes: readonly ItemChange[]): Promise<void> {
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: item.id,
    occurredAt: bench.clock.now(),
    patient: item.ins,
  })
  await (await bench.journal()).record([{event, changes}])
}

/** The outcome is not settled yet; `retryAt` is when to look again. */
export function stillUnknown(item: JournalItem, now: number, retryAt: number): DmpError {
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000))
  return new DmpError('DMP_UNKNOWN_OUTCOME', {
    params: {layer: 'registry', code: '-', text: item.documentUniqueId},
    details: {uniqueId: item.documentUniqueId, recheckInSeconds: seconds},
    retry: `after:PT${seconds}S`,
  })
}

async function look(bench: SendBench, item: JournalItem): Promise<'absent' | 'refused' | EntryUuid> {
  try {
    const target = {uniqueId: item.documentUniqueId, ins: item.ins, itemId: item.id}
    const [entryUuid] = await locateEntry(bench, target)
    return entryUuid ?? 'absent'
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_REFUSED') return 'refused'
    throw error
  }
}

/** Every item of the lot shares its fate (ITI-41 is all or nothing). */
async function keptChanges(bench: SendBench, item: JournalItem, entryUuid: EntryUuid): Promise<ItemChange[]> {
  const {submissionSetUniqueId} = item
  const lot = await (await bench.journal()).items({submissionSetUniqueId, states: ['unknown']})
  const accepted = lot.map(
    (one): ItemChange => ({
      id: one.id,
      to: 'accepted',
      registryStatus: 'approved',
      cause: null,
      retryAt: null,
      ...(one.id === item.id ? {entryUuid} : {}),
    }),
  )
  return [...accepted, ...(await obsoletedBy(bench, lot))]
}

/** @throws DmpError of the line: the item stays unknown */
export async function resolveUnknown(bench: SendBench, item: JournalItem): Promise<Resolution> {
  const {unknown} = await bench.profile()
  const now = bench.clock.now()
  const {retryAt} = item
  if (retryAt !== undefined && now < retryAt)
    return {state: 'unknown', error: stillUnknown(item, now, retryAt)}
  const found = await look(bench, item)
  if (found === 'refused') return {state: 'refused'}
  if (found !== 'absent') {
    await note(bench, item, await keptChanges(bench, item, found))
    return {state: 'accepted'}
  }
  if (retryAt !== undefined) return {state: 'absent'}
  const again = now + unknown.recheckAfterMs
  await note(bench, item, [{id: item.id, retryAt: again}])
  return {state: 'unknown', error: stillUnknown(item, now, again)}
}
