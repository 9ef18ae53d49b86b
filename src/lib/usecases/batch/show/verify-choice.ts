import {NOT_FOUND_CAUSES} from '../../../batch/not-found.ts'
import type {Batch, ItemAction, ItemQuery, Journal, JournalItem} from '../../../ports/journal.ts'
import type {Random} from '../../../ports/random.ts'

/** Which documents are asked for: those of unknown outcome, not found ones included; a sample of the accepted ones beside; or all. */
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

/** What a deletion looked for in vain. */
const notFound: ItemQuery = {states: ['held'], causes: NOT_FOUND_CAUSES}

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
    yield* journal.eachItem({...query, ...notFound})
    return
  }
  yield* journal.eachItem({...query, states: ['unknown']})
  yield* journal.eachItem({...query, ...notFound})
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
