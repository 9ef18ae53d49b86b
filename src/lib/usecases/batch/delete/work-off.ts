import type {Workbench} from '../../ports.ts'
import {runDeletionItem} from './run-deletion-item.ts'

const WIDTH = 4
const LEASE_MS = 120_000

/** Works off batches of deletions until nothing is due any more, or until interrupted. */
export async function workOff(bench: Workbench, batchIds: readonly string[]): Promise<void> {
  const {clock, signal} = bench
  const journal = await bench.journal()
  while (!signal.aborted) {
    const now = clock.now()
    const claimed = await journal.claim({batchIds, limit: WIDTH, now, leaseMs: LEASE_MS})
    if (claimed.length === 0) {
      const next = await nextDue(bench, batchIds)
      if (next === undefined) return
      await clock.sleep(Math.max(10, next - now), signal).catch(() => undefined)
      continue
    }
    const ends = await Promise.allSettled(claimed.map((item) => runDeletionItem(bench, item)))
    await journal.release(claimed.map(({id}) => id))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}

async function nextDue(
  {journal, clock}: Workbench,
  batchIds: readonly string[],
): Promise<number | undefined> {
  const store = await journal()
  const now = clock.now()
  let next: number | undefined
  for (const batchId of batchIds) {
    const {nextDueAt} = await store.overview({batchId, now, since: now})
    if (nextDueAt !== undefined && (next === undefined || nextDueAt < next)) next = nextDueAt
  }
  return next
}
