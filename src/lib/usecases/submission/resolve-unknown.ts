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
import {obsoletedBy, ownChange, type SendBench} from './send-lot.ts'

/** What is known after another look: `absent` (twice) and `refused` (the query) let the lot be sent again. */
export type Resolution =
  | {readonly state: 'accepted' | 'absent'}
  | {readonly state: 'refused' | 'unknown'; readonly error: DmpError}

async function note(bench: SendBench, item: JournalItem, changes: readonly ItemChange[]): Promise<void> {
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: item.id,
    occurredAt: bench.clock.now(),
    patient: item.ins,
    ...(item.batchId ? {batch: {id: item.batchId}} : {}),
  })
  const inBatch = item.batchId ? {batchId: item.batchId} : {}
  await (await bench.journal()).record([{event: {...event, ...inBatch}, changes}])
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

async function look(bench: SendBench, item: JournalItem): Promise<'absent' | DmpError | EntryUuid> {
  try {
    const {documentUniqueId: uniqueId, ins, id: itemId, batchId} = item
    const [entryUuid] = await locateEntry(bench, {uniqueId, ins, itemId, ...(batchId ? {batchId} : {})})
    return entryUuid ?? 'absent'
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_REFUSED') return error
    throw error
  }
}

/**
 * When the registry was first seen without it since it was last sent. The journal's events say so and not `retryAt` alone,
 * which may also be there because a query did not get through.
 */
async function seenAbsentAt(bench: SendBench, {id, sentAt = 0}: JournalItem): Promise<number | undefined> {
  let at: number | undefined
  for await (const event of (await bench.journal()).events({
    itemId: id,
    operation: 'recover',
    phase: 'event',
  }))
    if (event.occurredAt >= sentAt) at ??= event.occurredAt
  return at
}

/** Every item of the lot shares its fate (ITI-41 is all or nothing). */
async function keptChanges(bench: SendBench, item: JournalItem, entryUuid: EntryUuid): Promise<ItemChange[]> {
  const {submissionSetUniqueId} = item
  const lot = await (await bench.journal()).items({submissionSetUniqueId, states: ['unknown']})
  const accepted = lot.map(
    (one): ItemChange => ({
      ...ownChange(one.id === item.id ? item : one),
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
  if (found instanceof DmpError) return {state: 'refused', error: found}
  if (found !== 'absent') {
    await note(bench, item, await keptChanges(bench, item, found))
    return {state: 'accepted'}
  }
  const before = await seenAbsentAt(bench, item)
  if (before !== undefined && now - before >= unknown.recheckAfterMs) return {state: 'absent'}
  const again = (before ?? now) + unknown.recheckAfterMs
  // A clock put back must not make it wait for ever, nor one put forward count as minutes apart.
  const due = Math.min(again, now + unknown.recheckAfterMs)
  await note(bench, item, [{...ownChange(item), retryAt: due}])
  return {state: 'unknown', error: stillUnknown(item, now, due)}
}
