import type {Account} from '../../../batch/account.ts'
import type {Batch, ItemCount, Overview} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {accountOf, causesOf, requireAccount, requireBalance} from '../show/standing.ts'
import type {BatchStanding, CauseCount} from './run-report.ts'

/** How several bulk runs stand together, as the journal says. */
export interface Standing {
  readonly batches: readonly BatchStanding[]
  readonly account: Account
  readonly causes: readonly CauseCount[]
  /** Deferred items that are due by themselves, not on the operator's word. */
  readonly nextDueAt?: number
  readonly lastDueAt?: number
  /** Something is due or under way: where nothing of it can be claimed, another worker has it. */
  readonly due: boolean
}

/** Every planned record became one item, and every item is in one column. */
function standingOf({id, kind, establishment, account: plan}: Batch, seen: Overview): BatchStanding {
  const account = requireAccount(accountOf(seen))
  if (plan) {
    requireBalance('plan', plan.read, [plan.ready, plan.held, plan.rejected, plan.excluded])
    requireBalance('run', plan.ready, [account.planned])
  }
  return {id, kind, establishment, account, plan: plan ?? null}
}

/** @throws DmpError DMP_INTERNAL when a balance does not come out; DMP_JOURNAL_* */
export async function standingOfRun(
  bench: Pick<Workbench, 'journal' | 'clock'>,
  batchIds: readonly string[],
): Promise<Standing> {
  const journal = await bench.journal()
  const now = bench.clock.now()
  const batches: BatchStanding[] = []
  const counts: ItemCount[] = []
  let nextDueAt: number | undefined
  let lastDueAt: number | undefined
  let due = false
  for (const batch of batchIds.length === 0 ? [] : await journal.batches(batchIds)) {
    const seen = await journal.overview({batchId: batch.id, now, since: now})
    batches.push(standingOf(batch, seen))
    counts.push(...seen.counts)
    due ||= seen.dueNow === true || seen.counts.some(({state}) => state === 'sending')
    if (seen.nextDueAt !== undefined) nextDueAt = Math.min(nextDueAt ?? seen.nextDueAt, seen.nextDueAt)
    if (seen.lastDueAt !== undefined) lastDueAt = Math.max(lastDueAt ?? seen.lastDueAt, seen.lastDueAt)
  }
  const together = {counts}
  return {
    batches,
    account: requireAccount(accountOf(together)),
    causes: causesOf(together),
    due,
    ...(nextDueAt === undefined ? {} : {nextDueAt}),
    ...(lastDueAt === undefined ? {} : {lastDueAt}),
  }
}
