import {IDENTIFIER_TAKEN} from '../../../batch/at-the-dmp.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ItemChange, JournalItem} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {ownChange} from '../../submission/send-lot.ts'
import {shownParams} from '../shown-params.ts'
import type {ItemEnding} from './item-ending.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>
type Operation = 'hold' | 'batch-put-off'

async function note(
  bench: Bench,
  item: JournalItem,
  operation: Operation,
  change: ItemChange,
  error?: DmpError,
): Promise<void> {
  const {id, batchId, ins} = item
  const event = {
    phase: 'event',
    operation,
    itemId: id,
    occurredAt: bench.clock.now(),
    patient: ins,
    ...(batchId ? {batchId} : {}),
    data: change.cause ? {cause: change.cause, ...(error ? {why: shownParams(error)} : {})} : {},
  } as const
  await (await bench.journal()).record([{event, changes: [change]}])
}

/** Another process has the item: whatever was to be written of it is no longer ours to write. */
async function unlessLost(work: () => Promise<ItemEnding>): Promise<ItemEnding> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_ITEM_STATE') return {state: 'lost', sent: false}
    throw error
  }
}

/** Keeps an item back for a person: `batch retry --only held` puts it where it came from. */
export function keepBack(bench: Bench, item: JournalItem, error: DmpError): Promise<ItemEnding> {
  return unlessLost(async () => {
    // Held for anything else, it would be sent again, and the same answer taken for a proof that it is this document.
    const taken = item.state === 'unknown' && item.cause === IDENTIFIER_TAKEN
    const cause = taken ? IDENTIFIER_TAKEN : error.code
    const change = {...ownChange(item), to: 'held', cause, retryAt: null} as const
    await note(bench, item, 'hold', change, error)
    return {state: 'held', error, sent: false}
  })
}

/** Leaves an item as it is until `retryAt`; of an unknown outcome the cause stays the one of the sending. */
export function putOff(
  bench: Bench,
  item: JournalItem,
  retryAt: number,
  error?: DmpError,
): Promise<ItemEnding> {
  return unlessLost(async () => {
    const cause = error && item.state !== 'unknown' ? {cause: error.code} : {}
    await note(bench, item, 'batch-put-off', {...ownChange(item), ...cause, retryAt})
    const state = item.state as Exclude<JournalItem['state'], 'sending'>
    return {state, sent: false, retryAt, ...(error ? {error} : {})}
  })
}
