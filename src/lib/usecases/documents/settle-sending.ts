import {isInDoubt, isKeptInDoubt, toUnknown} from '../../batch/at-the-dmp.ts'
import {keptNotFound} from '../../batch/not-found.ts'
import type {ItemChange, JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import type {Workbench} from '../ports.ts'
import {obsoletedBy} from '../submission/send-lot.ts'
import type {Target} from './deletion-targets.ts'

type Bench = Pick<Workbench, 'journal' | 'clock' | 'profile'>

async function note(
  {journal, clock}: Bench,
  item: JournalItem,
  changes: readonly ItemChange[],
): Promise<void> {
  const {id, ins} = item
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: id,
    occurredAt: clock.now(),
    patient: ins,
  })
  await (await journal()).record([{event, changes}])
}

/**
 * Targets as the journal must know them before they are deleted: one whose sending had an unknown outcome was found,
 * so it was accepted, and what it replaced is obsolete.
 */
export async function settleFound(bench: Bench, targets: readonly Target[]): Promise<readonly Target[]> {
  for (const {item, entryUuid} of targets) {
    if (!item || !isInDoubt(item)) continue
    const kept: ItemChange = {id: item.id, to: 'accepted', entryUuid, cause: null, retryAt: null}
    await note(bench, item, [...toUnknown(item), kept, ...(await obsoletedBy(bench, [item]))])
  }
  const ids = targets.flatMap(({item}) => (item ? [item.id] : []))
  const now = new Map((await (await bench.journal()).items({ids})).map((item) => [item.id, item]))
  return targets.map((target) => {
    const item = target.item && now.get(target.item.id)
    return item ? {...target, item} : target
  })
}

/**
 * A version of unknown outcome that the registry does not show and that is held: it may still appear. Absent twice,
 * `unknown.recheckAfter` apart, it is kept as not found: every later deletion looks for it once more. True while it must be looked for again.
 */
export async function mustLookAgain(bench: Bench, item: JournalItem): Promise<boolean> {
  if (isKeptInDoubt(item)) return false
  if (item.state !== 'unknown') return true
  const now = bench.clock.now()
  if (item.retryAt === undefined) {
    const {unknown} = await bench.profile()
    await note(bench, item, [{id: item.id, retryAt: now + unknown.recheckAfterMs}])
    return true
  }
  if (now < item.retryAt) return true
  await note(bench, item, keptNotFound(item))
  return false
}
