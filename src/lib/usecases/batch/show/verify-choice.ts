import {isKeptInDoubt} from '../../../batch/at-the-dmp.ts'
import type {Batch, ItemAction, ItemQuery, Journal, JournalItem} from '../../../ports/journal.ts'
import type {Random} from '../../../ports/random.ts'

/** Which documents are asked for: those that may be at the DMP without being accepted, be they held; a sample of the accepted ones beside; or all. */
export type VerifyChoice =
  | {readonly kind: 'unknown' | 'all'}
  | {readonly kind: 'sample'; readonly size: number}

const UNDER_2_48 = 2 ** 48

/** A whole number from 0 to below `limit`, each as likely. */
function draw(random: Random, limit: number): number {
  const bytes = random.bytes(6)
  let value = 0
  for (const byte of bytes) value = value * 256 + byte
  return Math.floor((value / UNDER_2_48) * limit)
}

/** Reservoir sampling (algorithm R): each item as likely, in one reading, however many there are. */
export async function sampleOf<T>(items: AsyncIterable<T>, size: number, random: Random): Promise<T[]> {
  const kept: T[] = []
  let seen = 0
  for await (const item of items) {
    seen += 1
    if (kept.length < size) kept.push(item)
    else {
      const place = draw(random, seen)
      if (place < size) kept[place] = item
    }
  }
  return kept
}

/** Held, and perhaps there all the same: looked for in vain, number taken, DMP closed since, or kept back in doubt. */
async function* keptInDoubt(journal: Journal, query: ItemQuery): AsyncGenerator<JournalItem> {
  for await (const item of journal.eachItem({...query, states: ['held']})) if (isKeptInDoubt(item)) yield item
}

/** How many documents of the run are held and perhaps there. */
export async function countKeptInDoubt(journal: Journal, {id: batchId, ...batch}: Batch): Promise<number> {
  let count = 0
  const query = {batchId, actions: actionsOf({id: batchId, ...batch})}
  for await (const _one of keptInDoubt(journal, query)) count += 1
  return count
}

const actionsOf = ({kind}: Batch): readonly ItemAction[] =>
  kind === 'feed' ? ['submit', 'replace'] : ['submit', 'replace', 'delete']

/** The documents to ask for, in the order of planning; a sample comes after the unknown ones. */
export async function* chosenItems(
  journal: Journal,
  batch: Batch,
  choice: VerifyChoice,
  random: Random,
): AsyncGenerator<JournalItem> {
  const query: ItemQuery = {batchId: batch.id, actions: actionsOf(batch)}
  if (choice.kind === 'all') {
    yield* journal.eachItem({...query, states: ['unknown', 'accepted']})
    yield* keptInDoubt(journal, query)
    return
  }
  yield* journal.eachItem({...query, states: ['unknown']})
  yield* keptInDoubt(journal, query)
  if (choice.kind === 'sample')
    yield* await sampleOf(journal.eachItem({...query, states: ['accepted']}), choice.size, random)
}

/** The choice that two flags make. */
export function choiceOf({
  sample,
  all,
}: {
  readonly sample: number | undefined
  readonly all: boolean
}): VerifyChoice {
  if (all) return {kind: 'all'}
  return sample === undefined ? {kind: 'unknown'} : {kind: 'sample', size: sample}
}
