import type {Batch, BatchKind, Journal} from '../../../ports/journal.ts'

/** What is taken back: a run, or what a list or a local patient names. */
interface SameWish {
  readonly kind: BatchKind
  readonly run?: Pick<Batch, 'id'> | undefined
  readonly facts: Batch['facts']
}

/** How many deletions were confirmed when the batch was made; kept in its facts. */
function confirmedFor({facts, account}: Batch): number | undefined {
  const {confirmed} = facts
  return typeof confirmed === 'number' ? confirmed : account?.ready
}

/**
 * Numbers stated for the same taking back when it was begun: they stand for what is left of it, as long as no more is
 * deleted in all than was confirmed then. `ready`: deletions to be planned now.
 */
export async function confirmedBefore(
  journal: Pick<Journal, 'batches' | 'overview'>,
  {kind, run, facts}: SameWish,
  {ready, now}: {readonly ready: number; readonly now: number},
): Promise<readonly number[]> {
  const same = (batch: Batch) =>
    batch.kind === kind &&
    batch.undoes === run?.id &&
    batch.facts['list'] === facts['list'] &&
    batch.facts['ipp'] === facts['ipp']
  const earlier = (await journal.batches()).filter(same)
  const overviews = await Promise.all(
    earlier.map(({id: batchId}) => journal.overview({batchId, now, since: now})),
  )
  const made = overviews
    .flatMap(({counts}) => counts)
    .filter(({state}) => state !== 'refused')
    .reduce((sum, {count}) => sum + count, 0)
  const numbers = earlier.map(confirmedFor).filter((number) => number !== undefined)
  return [...new Set(numbers)].filter((number) => made + ready <= number)
}
