import type {Batch, Journal} from '../../../ports/journal.ts'
import {type ShownPause, shownPause} from './shown-pause.ts'
import {accountOf, waitingOf} from './standing.ts'

/** What is left to send of the runs that somebody submitted; a plan that waits for its word is nobody's delay. */
export interface WaitingRuns {
  /** Runs with something left, the one with the oldest document first. */
  readonly runs: readonly Batch[]
  readonly waiting: number
  readonly oldestWaitingAt?: number | undefined
  readonly lastAcceptedAt?: number | undefined
  /** When the first of the runs with something left was submitted. */
  readonly since: number
  /** Of the first of them that waits for a person. */
  readonly paused?: ShownPause | undefined
}

/** A plan may be submitted long after it was made. */
function begunAt({createdAt, facts}: Batch): number {
  const {submittedAt} = facts
  return typeof submittedAt === 'number' ? submittedAt : createdAt
}

const least = (values: readonly number[]) => (values.length === 0 ? undefined : Math.min(...values))

/** Of the run that is named, or of all; a document submitted outside any run counts with all of them. */
export async function waitingRuns(
  journal: Journal,
  named: Batch | undefined,
  now: number,
): Promise<WaitingRuns> {
  const whole = await journal.overview({...(named ? {batchId: named.id} : {}), now, since: now})
  const known: {batch: Batch; at: number; count: number; paused: ShownPause | null}[] = []
  for (const batch of named ? [named] : await journal.batches()) {
    const seen = await journal.overview({batchId: batch.id, now, since: now})
    const {counts, oldestWaitingAt: at} = seen
    if (at === undefined) continue
    known.push({batch, at, count: waitingOf(accountOf({counts})), paused: shownPause(batch, seen)})
  }
  const left = known
    .filter(({batch}) => batch.state === 'submitted')
    .toSorted((a, b) => a.at - b.at || a.batch.createdAt - b.batch.createdAt)
  const oldest = whole.oldestWaitingAt
  const isOutside = !named && oldest !== undefined && known.every(({at}) => at > oldest)
  return {
    runs: left.map(({batch}) => batch),
    waiting: left.reduce((sum, {count}) => sum + count, 0),
    oldestWaitingAt: isOutside ? oldest : left[0]?.at,
    lastAcceptedAt: whole.lastAcceptedAt,
    paused: left.find(({paused}) => paused !== null)?.paused ?? undefined,
    since: least(left.map(({batch}) => begunAt(batch))) ?? now,
  }
}
