import {DmpError} from '../../../errors/dmp-error.ts'
import type {JournalItem} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import type {ItemEnding} from './item-ending.ts'
import {keepBack, putOff} from './leave-item.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** Its original is under way, or its turn comes. */
const SOON_MS = 2000
/** Its original waits for a person. */
const LATE_MS = 3_600_000

function refusal({documentUniqueId}: JournalItem, uniqueId: string, reason: string): DmpError {
  return new DmpError('DMP_REPLACEMENT_REFUSED', {
    params: {reason, chain: `${uniqueId} → ${documentUniqueId}`, uniqueId},
    details: {reason, uniqueId},
  })
}

/** When its original may be settled. */
function worthALook({state, retryAt, sendAfter}: JournalItem, now: number): number {
  const waits = state === 'held' || (state === 'deferred' && retryAt === undefined)
  if (waits) return now + LATE_MS
  return Math.max(now, retryAt ?? 0, sendAfter ?? 0) + SOON_MS
}

/** Whether what a version waits for waits, over any number of versions, for that version: none of them can ever leave. */
async function isCircular(bench: Bench, item: JournalItem, original: JournalItem): Promise<boolean> {
  const journal = await bench.journal()
  const seen = new Set<string>([item.documentUniqueId])
  let at: JournalItem | undefined = original
  while (at?.replaces) {
    seen.add(at.documentUniqueId)
    const uniqueId: JournalItem['documentUniqueId'] = at.replaces.uniqueId
    if (seen.has(uniqueId)) return true
    at = (await journal.items({documentUniqueId: uniqueId, ins: at.ins})).find(isOpen)
  }
  return false
}

const isOpen = ({state}: JournalItem) => state !== 'accepted' && state !== 'refused'

/**
 * A replacement leaves after the version it replaces: it waits while that one is not settled, and is kept back when that
 * one will never be there (refused, withdrawn, deleted, or itself waiting for this one). A version that the journal does not know is the registry's matter.
 */
export async function waitForOriginal(bench: Bench, item: JournalItem): Promise<ItemEnding | undefined> {
  const {replaces, ins} = item
  // Its own outcome is in doubt: that is settled first, whatever became of the original since.
  if (!replaces || item.state === 'unknown') return undefined
  const {uniqueId} = replaces
  const versions = await (await bench.journal()).items({documentUniqueId: uniqueId, ins})
  const kept = versions.filter(({state}) => state === 'accepted')
  if (kept.some(({registryStatus}) => registryStatus !== 'deleted')) return undefined
  const now = bench.clock.now()
  const open = versions.find(isOpen)
  if (open && (await isCircular(bench, item, open)))
    return keepBack(bench, item, refusal(item, uniqueId, 'circular'))
  if (open) return putOff(bench, item, worthALook(open, now))
  if (versions.length === 0) return undefined
  return keepBack(bench, item, refusal(item, uniqueId, kept.length > 0 ? 'deleted' : 'refused'))
}
