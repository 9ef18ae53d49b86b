import type {Batch, Overview} from '../../../ports/journal.ts'
import {type PausedFact, pausedFact} from '../run/pause-record.ts'
import {accountOf, isoOf, waitingOf} from './standing.ts'

/** A run that waits for a person: since when, and for what. */
export interface ShownPause {
  readonly reason: PausedFact['reason']
  readonly since: string
  /** When it stops waiting; null when it has stopped. */
  readonly until: string | null
  readonly profile: string
  /** Last day of the certificate that ended. */
  readonly end: string
}

/** What was under way when the pause began may be accepted so long after. */
const LAST_ANSWERS_MS = 120_000

/** Null when nothing is left to send, or when another process goes on. */
export function shownPause(
  batch: Batch,
  seen: Pick<Overview, 'counts' | 'lastAcceptedAt'>,
): ShownPause | null {
  const paused = pausedFact(batch)
  if (!paused || batch.state !== 'submitted' || waitingOf(accountOf(seen)) === 0) return null
  const {reason, since, until, profile, end} = paused
  if ((seen.lastAcceptedAt ?? 0) > since + LAST_ANSWERS_MS) return null
  return {reason, since: isoOf(since), until: until === null ? null : isoOf(until), profile, end}
}
