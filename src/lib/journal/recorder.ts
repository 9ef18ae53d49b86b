import type {Clock} from '../ports/clock.ts'
import type {Hold, HoldKind, ItemChange, JournalEntry, JournalEvent} from '../ports/journal.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'
import {writeBatch} from './batch-row.ts'
import type {EventLog} from './event-log.ts'
import type {Effects} from './event-row.ts'
import {fixedDigest} from './item-row.ts'
import type {Projection, Step} from './projection.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

/** Writes events together with what they change; every method runs inside a transaction of the caller. */
export class Recorder {
  readonly #store: Store
  readonly #sealing: Sealing
  readonly #log: EventLog
  readonly #projection: Projection
  readonly #clock: Clock

  constructor(parts: {store: Store; sealing: Sealing; log: EventLog; projection: Projection; clock: Clock}) {
    this.#store = parts.store
    this.#sealing = parts.sealing
    this.#log = parts.log
    this.#projection = parts.projection
    this.#clock = parts.clock
  }

  /**
   * Events that plan nothing and begin no run, with all that they change: everything is tried before anything is
   * written, so that a refusal leaves nothing to undo. @throws DmpError DMP_ITEM_STATE
   */
  recordChanges(entries: readonly JournalEntry[]): readonly string[] {
    const writer = this.#log.writerId
    const steps = new Map<string, Step>()
    const ids = entries.map(({event, changes = []}) => {
      const eventId = this.#log.newId()
      const at = Math.round(event.endedAt ?? event.occurredAt)
      for (const change of changes)
        steps.set(
          change.id,
          this.#projection.tried(change, {at, writer, eventId, takeover: false}, steps.get(change.id)),
        )
      return eventId
    })
    for (const step of steps.values()) this.#projection.write(step)
    for (const [index, {event, changes = []}] of entries.entries())
      this.#log.append(
        ids[index] ?? '',
        event,
        changes.length === 0 ? NO_EFFECTS : {changes: changes.map(bare)},
      )
    return ids
  }

  /** The ends of the chains in their rows, for a checkpoint. */
  flush(): void {
    this.#log.flush()
  }

  /** The id of the event. @throws DmpError DMP_ITEM_STATE, DMP_ALREADY_SENT, DMP_SAME_BYTES_OTHER_PATIENT */
  record(entry: JournalEntry, takeover = false): string {
    const {event, planned = [], changes = [], batch, again = false, restored = false} = entry
    const id = this.#log.newId()
    const at = Math.round(event.endedAt ?? event.occurredAt)
    const digest = batch && writeBatch(this.#store, this.#sealing, batch)
    const digests = planned.map((item) => ({
      id: item.id,
      digest: this.#projection.plan(item, {at, eventId: id, again, restored}),
    }))
    const writer = this.#log.writerId
    for (const change of changes) this.#projection.change(change, {at, writer, eventId: id, takeover})
    this.#log.append(id, event, {
      ...(digests.length === 0 ? {} : {planned: digests}),
      ...(changes.length === 0 ? {} : {changes: changes.map(bare)}),
      ...(batch === undefined || digest === undefined ? {} : {batch: {id: batch.id, digest}}),
      ...(takeover ? {takeover} : {}),
    })
    return id
  }

  hold(holds: readonly Hold[], actor?: ActorTrace): void {
    if (holds.length === 0) return
    const dropped: {kind: string; value: string}[] = []
    const held = holds.map((hold) => {
      const value = this.#sealing.blind(`hold-${hold.kind}`, hold.value)
      for (const old of this.#sealing.blinds(`hold-${hold.kind}`, hold.value))
        if (
          old !== value &&
          this.#store.run('DELETE FROM holds WHERE kind = ? AND value = ?', hold.kind, old) > 0
        )
          dropped.push({kind: hold.kind, value: old})
      const sealed = this.#sealing.seal(`hold:${hold.kind}:${value}`, hold)
      this.#store.run(
        'INSERT OR REPLACE INTO holds (kind, value, sealed) VALUES (?, ?, ?)',
        hold.kind,
        value,
        sealed,
      )
      return {kind: hold.kind, value, digest: fixedDigest([hold.kind, value, sealed])}
    })
    this.note('hold', {holds, ...(actor ? {actor} : {})}, {...(dropped.length === 0 ? {} : {dropped}), held})
  }

  liftHold(kind: HoldKind, plain: string, actor?: ActorTrace): boolean {
    const value = this.#sealing
      .blinds(`hold-${kind}`, plain)
      .find((blind) => this.#store.run('DELETE FROM holds WHERE kind = ? AND value = ?', kind, blind) > 0)
    if (value === undefined) return false
    this.note('lift-hold', {kind, value: plain, ...(actor ? {actor} : {})}, {lifted: {kind, value}})
    return true
  }

  /** An event of the journal about itself. */
  note(operation: string, data: Readonly<Record<string, unknown>>, effects: Effects): void {
    const event: JournalEvent = {phase: 'event', operation, occurredAt: this.#clock.now(), data}
    this.#log.append(this.#log.newId(), event, effects)
  }
}

const NO_EFFECTS: Effects = {}

/** Whether the entries only note and change what is there. */
export function onlyChanges(entries: readonly JournalEntry[]): boolean {
  return entries.every(({planned = [], batch}) => planned.length === 0 && batch === undefined)
}

/** The known fields of a change, so that nothing else lands in the readable part of an event. */
export function bare(change: ItemChange): ItemChange {
  const fields: Record<string, unknown> = {}
  for (const name of CHANGE_FIELDS) if (change[name] !== undefined) fields[name] = change[name]
  return fields as unknown as ItemChange
}

const CHANGE_FIELDS = ['id', 'to', 'registryStatus', 'entryUuid', 'cause', 'retryAt', 'countAttempt'] as const
