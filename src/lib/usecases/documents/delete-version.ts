import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem, RecordedEvent} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import {locateEntry} from '../exchange/locate-entry.ts'
import type {Workbench} from '../ports.ts'
import {deleteEntry} from './delete-entry.ts'
import type {DeletedVersion} from './deletion-receipt.ts'
import type {Target} from './deletion-targets.ts'

type Bench = Workbench

interface HowToDelete {
  readonly reason: string
  readonly originalStatus?: 'archived' | undefined
}

interface Deletion {
  readonly version: DeletedVersion
  /** The DMP accepted the deletion and shows the document nevertheless. */
  readonly stillThere: boolean
}

function deletedVersion(
  {uniqueId, entryUuid, item}: Omit<Target, 'ins' | 'entryUuid'> & {readonly entryUuid: string | null},
  deletedAt: number,
  checked: boolean,
): DeletedVersion {
  const sentAt = item?.sentAt
  return {
    uniqueId,
    entryUuid,
    sentAt: sentAt === undefined ? null : new Date(sentAt).toISOString(),
    deletedAt: new Date(deletedAt).toISOString(),
    exposureSeconds: sentAt === undefined ? null : Math.round((deletedAt - sentAt) / 1000),
    checked,
  }
}

async function recordDeleted({journal, clock}: Bench, {id, ins}: JournalItem): Promise<void> {
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: id,
    occurredAt: clock.now(),
    patient: ins,
  })
  await (await journal()).record([{event, changes: [{id, registryStatus: 'deleted'}]}])
}

/** `failed`: nobody could be asked. Whatever went wrong, what was deleted before must still be told. */
async function look(
  bench: Bench,
  {uniqueId, ins, item}: Target,
): Promise<'gone' | 'there' | {failed: string}> {
  try {
    const found = await locateEntry(bench, {uniqueId, ins, ...(item ? {itemId: item.id} : {})})
    return found.length === 0 ? 'gone' : 'there'
  } catch (error) {
    return {failed: error instanceof DmpError ? error.code : 'DMP_INTERNAL'}
  }
}

/**
 * Deletes one version (TD3.3c) and sees that it is gone (TD3.1b). What the DMP accepted is deleted, checked or not;
 * a lost answer is settled by looking. @throws DmpError of the DMP, or of the line when the end is not known
 */
export async function deleteVersion(bench: Bench, target: Target, how: HowToDelete): Promise<Deletion> {
  const {uniqueId, entryUuid, ins, item} = target
  const journalled = item?.registryStatus === 'deprecated' ? 'deprecated' : 'approved'
  const {error} = await deleteEntry(bench, {
    uniqueId,
    entryUuid,
    ins,
    originalStatus: how.originalStatus ?? journalled,
    reason: how.reason,
    ...(item ? {itemId: item.id} : {}),
  })
  if (error && error.retry !== 'check-first') throw error
  const deletedAt = bench.clock.now()
  const seen = await look(bench, target)
  if (error && seen !== 'gone') throw error
  if (error && item) await recordDeleted(bench, item)
  if (seen === 'there') bench.warn({code: 'deletion-still-there', params: {uniqueId}})
  if (typeof seen === 'object')
    bench.warn({code: 'deletion-not-checked', params: {uniqueId, cause: seen.failed}})
  return {version: deletedVersion(target, deletedAt, seen === 'gone'), stillThere: seen === 'there'}
}

/** When a deletion of this item ended without our knowing how: its intent has no result, or an unknown one. */
async function unsettledDeletion({journal}: Bench, item: JournalItem): Promise<number | undefined> {
  const store = await journal()
  let last: RecordedEvent | undefined
  for await (const event of store.events({itemId: item.id, operation: 'delete'})) last = event
  if (last?.phase === 'intent' || last?.outcome === 'unknown') return last.endedAt ?? last.occurredAt
  // A bulk run's deletion is an item of its own.
  const {documentUniqueId, ins} = item
  const items = await store.items({documentUniqueId, ins, actions: ['delete'], states: ['unknown']})
  return items.find(({action}) => action === 'delete')?.sentAt
}

/**
 * A version that an earlier deletion of unknown outcome took away after all: accepted once, asked to be deleted, and
 * no longer shown. `record` keeps it in the journal.
 */
export async function deletedEarlier(
  bench: Bench,
  item: JournalItem,
  record: boolean,
): Promise<DeletedVersion | undefined> {
  if (item.state !== 'accepted') return undefined
  const deletedAt = await unsettledDeletion(bench, item)
  if (deletedAt === undefined) return undefined
  if (record) await recordDeleted(bench, item)
  return deletedVersion(
    {uniqueId: item.documentUniqueId, entryUuid: item.entryUuid ?? null, item},
    deletedAt,
    true,
  )
}
