import {toUnknown} from '../../../batch/at-the-dmp.ts'
import {backoffMs, lineRetry, nextTryAt, statedDelayMs, usualRetry} from '../../../batch/retry-policy.ts'
import type {DmpError} from '../../../errors/dmp-error.ts'
import type {EntryUuid} from '../../../ids/identifiers.ts'
import type {ItemChange, JournalItem} from '../../../ports/journal.ts'
import {traceEvent} from '../../../traces/trace-event.ts'
import {type Ending, neverSent} from '../../exchange/call-dmp.ts'
import type {Workbench} from '../../ports.ts'
import {obsoletedBy} from '../../submission/send-lot.ts'
import type {ItemEnding} from '../run/item-ending.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** A word, not an error: the DMP accepted the deletion, and the look that followed did not prove it. */
export type Unproven = 'still-shown' | 'not-checked'

/** Every change of a claimed item carries its token, so that a worker that lost it changes nothing. */
export const mine = ({id, claim}: JournalItem): ItemChange => (claim === undefined ? {id} : {id, claim})

export async function note(
  {journal, clock}: Bench,
  item: JournalItem,
  changes: readonly ItemChange[],
): Promise<void> {
  const {id, ins, batchId} = item
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: id,
    occurredAt: clock.now(),
    patient: ins,
  })
  await (await journal()).record([{event: {...event, ...(batchId ? {batchId} : {})}, changes}])
}

/** Nothing of it is left to delete: the deletion is done, and the sending it takes back is known deleted. */
export async function settleGone(
  bench: Bench,
  item: JournalItem,
  target: JournalItem | undefined,
): Promise<ItemEnding> {
  const done: ItemChange = {...mine(item), to: 'accepted', cause: null, retryAt: null}
  const through: ItemChange[] = item.state === 'unknown' ? [done] : [{...mine(item), to: 'sending'}, done]
  await note(bench, item, [...through, ...targetDeleted(target)])
  return {state: 'accepted', sent: false}
}

/** Put off without a state of its own: what it was, due again later. */
export async function settleLater(
  bench: Bench,
  item: JournalItem,
  why: {readonly cause?: string; readonly retryAt: number; readonly error?: DmpError},
): Promise<ItemEnding> {
  const {cause = why.error?.code, retryAt, error} = why
  await note(bench, item, [{...mine(item), retryAt, ...(cause ? {cause} : {})}])
  const state = item.state as 'planned' | 'deferred' | 'unknown'
  return {state, sent: false, retryAt, ...(error ? {error} : {})}
}

/** It will not be done. An item that may have been done already is left to the operator instead. */
export async function settleNever(
  bench: Bench,
  item: JournalItem,
  error: DmpError,
  more: {readonly cause?: string; readonly changes?: readonly ItemChange[]} = {},
): Promise<ItemEnding> {
  const state = item.state === 'unknown' ? 'held' : 'refused'
  const {cause = error.code, changes = []} = more
  await note(bench, item, [{...mine(item), to: state, cause, retryAt: null}, ...changes])
  return {state, error, sent: false}
}

/** What the end of a sending nobody knew: it was kept, so what it replaced is obsolete. */
export async function settleTargetFound(
  bench: Bench,
  item: JournalItem,
  target: JournalItem,
  entryUuid: EntryUuid,
): Promise<void> {
  const kept: ItemChange = {id: target.id, to: 'accepted', entryUuid, cause: null, retryAt: null}
  await note(bench, item, [...toUnknown(target), kept, ...(await obsoletedBy(bench, [target]))])
}

/** Nothing of it is in the DMP and nothing will be: a resumed run cannot send it. */
export function withdrawn({id, state, heldFrom}: JournalItem): ItemChange[] {
  const unheld: ItemChange[] = state === 'held' && heldFrom ? [{id, to: heldFrom}] : []
  return [...unheld, {id, to: 'refused', cause: 'DMP_WITHDRAWN', retryAt: null}]
}

export function targetDeleted(target: JournalItem | undefined): ItemChange[] {
  return target ? [{id: target.id, registryStatus: 'deleted'}] : []
}

type Chance = Pick<Workbench, 'clock' | 'random'>

const draw = ({random}: Chance) => {
  const [a = 0, b = 0] = random.bytes(2)
  return (a * 256 + b) / 65_536
}

/** When a look-up that failed is made again: nothing was asked of the DMP that could count as a try. */
export function lookAgainAt(bench: Chance, {retry}: DmpError): number {
  return bench.clock.now() + Math.max(statedDelayMs(retry) ?? 0, backoffMs(3, lineRetry, draw(bench)))
}

/**
 * What the ending of a TD3.3c does to the item and to its target. A repeat that does not get through leaves the item
 * unknown: the first try may have been done. Tried too often, it waits for the operator's word.
 */
export function settleDeletion(
  bench: Chance,
  ending: Ending,
  item: JournalItem,
  target: JournalItem | undefined,
): readonly ItemChange[] {
  const {answer, error} = ending
  if (!error) return [{...mine(item), to: 'accepted', cause: null, retryAt: null}, ...targetDeleted(target)]
  const {code: cause, retry} = error
  const now = bench.clock.now()
  const attempts = item.attempts + 1
  const due = () => nextTryAt({retry, attempts, now, draw: draw(bench)})
  const nothingLeft = answer ? answer.outcome === 'later' || answer.outcome === 'systemic' : neverSent(error)
  if (nothingLeft && item.state !== 'unknown') {
    const retryAt = due()
    return [{...mine(item), to: 'deferred', cause, ...(retryAt === undefined ? {} : {retryAt})}]
  }
  if (answer?.outcome === 'refused' && item.state !== 'unknown')
    return [{...mine(item), to: 'refused', cause, retryAt: null}]
  return [{...mine(item), to: 'unknown', cause, retryAt: due() ?? now + usualRetry.mostMs}]
}
