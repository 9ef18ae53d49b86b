import type {Row} from '../journal/store.ts'
import type {Clock} from '../ports/clock.ts'
import type {ItemChange, JournalEntry} from '../ports/journal.ts'
import {type TraceOperation, traceEvent} from '../traces/trace-event.ts'
import type {Sql} from './database.ts'
import {IS_DEAD} from './writer-session.ts'

/**
 * What dead processes left: claims of theirs end at once, so that others take what they never sent; items in `sending`
 * become `unknown`, and their intent gets its result, since something may have left. The same for an item in `sending`
 * under a claim whose lease is over, though its worker may be paused: when it wakes, its token is no longer current.
 * `own`: this process has just taken the place of a dead writer, whose items they are.
 */
export async function abandonedEntries(
  sql: Sql,
  {writerId, own, graceMs, clock}: {writerId: string; own: boolean; graceMs: number; clock: Clock},
): Promise<readonly JournalEntry[]> {
  const dead = await sql.rows(
    `SELECT w.id FROM writers w WHERE (w.id <> $2 AND ${IS_DEAD} OR w.id = $2 AND $3)
      AND (EXISTS (SELECT 1 FROM items i WHERE i.state = 'sending' AND i.sender = w.id)
        OR EXISTS (SELECT 1 FROM claims c WHERE c.writer = w.id))`,
    graceMs,
    writerId,
    own,
  )
  const ids = dead.map((row) => String(row['id']))
  const left = await sql.rows(
    `SELECT i.id, i.moved_by AS intent, e.operation FROM items i LEFT JOIN events e ON e.id = i.moved_by
      WHERE i.state = 'sending' AND (i.sender = ANY($1) OR i.sender <> $2 AND EXISTS
        (SELECT 1 FROM claims c WHERE c.item = i.id AND c.until <= clock_timestamp()))
      ORDER BY i.n FOR UPDATE OF i SKIP LOCKED`,
    ids,
    writerId,
  )
  if (ids.length > 0) await sql.rows('DELETE FROM claims WHERE writer = ANY($1)', ids)
  if (left.length > 0)
    await sql.rows(
      'DELETE FROM claims WHERE item = ANY($1)',
      left.map((row) => row['id']),
    )
  return [...Map.groupBy(left, (row) => String(row['intent']))].map(([intentId, rows]) =>
    interrupted(intentId, rows, clock),
  )
}

function interrupted(intentId: string, rows: readonly Row[], clock: Clock): JournalEntry {
  const changes: ItemChange[] = rows.map((row) => ({
    id: String(row['id']),
    to: 'unknown',
    cause: 'DMP_INTERRUPTED',
  }))
  const [first] = rows
  const event = traceEvent({
    phase: 'result',
    operation: String(first?.['operation'] ?? 'recover') as TraceOperation,
    intentId,
    ...(rows.length === 1 ? {itemId: String(first?.['id'])} : {}),
    outcome: 'unknown',
    occurredAt: clock.now(),
    cause: 'DMP_INTERRUPTED',
  })
  return {event, changes}
}
