import type {Clock} from '../ports/clock.ts'
import type {ItemChange} from '../ports/journal.ts'
import {type TraceOperation, traceEvent} from '../traces/trace-event.ts'
import type {Recorder} from './recorder.ts'
import type {Row, Store} from './store.ts'
import type {WriterSlots} from './writer-slots.ts'

/**
 * Items left in `sending` by a process that is dead become `unknown`, and their intent gets its result: something
 * may have left, so the registry is asked before anything is sent again. A living sender keeps its items.
 */
export function recoverItems(parts: {
  readonly store: Store
  readonly recorder: Recorder
  readonly slots: WriterSlots
  readonly mySlot: number
  readonly clock: Clock
  /** This process has begun to send: what its own writer sends is alive. */
  readonly atWork?: boolean
}): number {
  const {store, slots, mySlot, atWork = false} = parts
  const senders = store.all(
    "SELECT DISTINCT w.slot AS slot, w.id AS id FROM items i JOIN writers w ON w.id = i.sender WHERE i.state = 'sending'",
  )
  let recovered = 0
  for (const sender of senders) {
    const slot = Number(sender['slot'])
    if (atWork && slot === mySlot) continue
    const lock = slot === mySlot ? undefined : slots.take(slot)
    if (slot !== mySlot && lock === undefined) continue
    try {
      recovered += recoverSender(parts, String(sender['id']))
    } finally {
      lock?.release()
    }
  }
  return recovered
}

function recoverSender(
  {store, recorder, clock}: {store: Store; recorder: Recorder; clock: Clock},
  sender: string,
): number {
  return store.transaction(() => {
    const left = store.all(
      "SELECT i.id AS id, i.moved_by AS intent, e.operation AS operation FROM items i LEFT JOIN events e ON e.id = i.moved_by WHERE i.state = 'sending' AND i.sender = ? ORDER BY i.n",
      sender,
    )
    for (const [intentId, items] of byIntent(left)) {
      const changes: ItemChange[] = items.map((row) => ({
        id: String(row['id']),
        to: 'unknown',
        cause: 'DMP_INTERRUPTED',
      }))
      const [first] = items
      const event = traceEvent({
        phase: 'result',
        operation: String(first?.['operation'] ?? 'recover') as TraceOperation,
        intentId,
        ...(items.length === 1 ? {itemId: String(first?.['id'])} : {}),
        outcome: 'unknown',
        occurredAt: clock.now(),
        cause: 'DMP_INTERRUPTED',
      })
      recorder.record({event, changes}, true)
    }
    return left.length
  })
}

function byIntent(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => String(row['intent']))
}
