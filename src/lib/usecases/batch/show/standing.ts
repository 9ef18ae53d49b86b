import type {Account} from '../../../batch/account.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {
  Batch,
  BatchKind,
  BatchState,
  ItemCount,
  Overview,
  RegistryStatus,
} from '../../../ports/journal.ts'
import type {CauseCount} from '../run/run-report.ts'

/** A run as every view and file names it. */
export interface ShownBatch {
  readonly id: string
  readonly kind: BatchKind
  readonly state: BatchState
  readonly establishment: string
  readonly createdAt: string
  /** Run that an undo takes back. */
  readonly undoes: string | null
}

export const isoOf = (ms: number): string => new Date(ms).toISOString()

export function shownBatch({id, kind, state, establishment, createdAt, undoes}: Batch): ShownBatch {
  return {id, kind, state, establishment, createdAt: isoOf(createdAt), undoes: undoes ?? null}
}

const ENDED = ['refused', 'unknown', 'deferred', 'held'] as const
const isEnded = (state: ItemCount['state']): state is CauseCount['state'] =>
  (ENDED as readonly string[]).includes(state)

/** `planned = accepted + refused + unknown + deferred + held + remaining`, from the counts of the journal. */
export function accountOf({counts}: Pick<Overview, 'counts'>): Account {
  const columns = {accepted: 0, refused: 0, unknown: 0, deferred: 0, held: 0, remaining: 0}
  let planned = 0
  for (const {state, count} of counts) {
    planned += count
    columns[state === 'planned' || state === 'sending' ? 'remaining' : state] += count
  }
  return {planned, ...columns}
}

/** Why documents are not accepted, gravest state first, then the commonest. */
export function causesOf({counts}: Pick<Overview, 'counts'>): readonly CauseCount[] {
  const found = new Map<string, CauseCount>()
  for (const {state, cause = '-', count} of counts) {
    if (!isEnded(state)) continue
    const key = `${state} ${cause}`
    found.set(key, {state, code: cause, count: count + (found.get(key)?.count ?? 0)})
  }
  return sortedCauses(found.values())
}

export function sortedCauses(causes: Iterable<CauseCount>): readonly CauseCount[] {
  return [...causes].toSorted(
    (a, b) =>
      ENDED.indexOf(a.state) - ENDED.indexOf(b.state) || b.count - a.count || a.code.localeCompare(b.code),
  )
}

/** Documents of the run that the DMP shows, that a newer version replaced, that were deleted: all were accepted. */
export type InDmp = Readonly<Record<RegistryStatus, number>>

export function inDmpOf({counts}: Pick<Overview, 'counts'>): InDmp {
  const found = {approved: 0, deprecated: 0, deleted: 0}
  for (const {action, registryStatus, count} of counts)
    if (registryStatus !== undefined && action !== 'delete') found[registryStatus] += count
  return found
}

/** Deletions that a run made, and what never left because the run, or a deletion, took it back. */
export function takenBackOf({counts}: Pick<Overview, 'counts'>): {deletions: number; withdrawn: number} {
  const sum = (wanted: (one: ItemCount) => boolean) =>
    counts.filter(wanted).reduce((all, {count}) => all + count, 0)
  return {
    deletions: sum(({action, state}) => action === 'delete' && state === 'accepted'),
    withdrawn: sum(({state, cause}) => state === 'refused' && cause === 'DMP_WITHDRAWN'),
  }
}

/** The journal keeps of a deletion that it was accepted: its document is deleted. */
export function shownStatus({
  action,
  registryStatus,
}: Pick<ItemCount, 'action' | 'registryStatus'>): RegistryStatus | undefined {
  return registryStatus !== undefined && action === 'delete' ? 'deleted' : registryStatus
}

/** Both balances are asserted wherever they are shown: a sum that does not come out is a fault of this program. */
export function requireBalance(name: 'plan' | 'run', total: number, parts: readonly number[]): void {
  const sum = parts.reduce((all, part) => all + part, 0)
  if (sum === total) return
  throw new DmpError('DMP_INTERNAL', {details: {balance: name, total, sum}})
}

export function requireAccount(account: Account): Account {
  const {planned, accepted, refused, unknown, deferred, held, remaining} = account
  requireBalance('run', planned, [accepted, refused, unknown, deferred, held, remaining])
  return account
}

/** Documents that wait for this program or for a person's word, held ones left out. */
export function waitingOf({unknown, deferred, remaining}: Account): number {
  return unknown + deferred + remaining
}

/** The command that goes on with a run: begun for the first time, or again. */
export function goingOn(
  {id, state}: Pick<Batch, 'id' | 'state'>,
  {account}: {account: Account},
): string | null {
  if (state === 'closed' || waitingOf(account) === 0) return null
  return state === 'submitted' ? `dmp batch resume ${id}` : `dmp batch submit ${id}`
}
