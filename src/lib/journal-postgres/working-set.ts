import {applyChange, type ItemSituation, plannedSituation} from '../batch/item-state.ts'
import {requireOnce, withoutMistakes} from '../batch/one-submission.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {batchValues, merged, openedBatch} from '../journal/batch-row.ts'
import type {Effects} from '../journal/event-row.ts'
import {fixedDigest, fixedValues, itemDigest, openedItem, situationOf} from '../journal/item-row.ts'
import {bare} from '../journal/recorder.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Row} from '../journal/store.ts'
import type {
  Batch,
  BatchChange,
  Hold,
  HoldKind,
  ItemChange,
  JournalEntry,
  JournalEvent,
  JournalItem,
  PlannedItem,
} from '../ports/journal.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'

/** Rows of the database that a group of calls may change or must know, locked by its transaction. */
export interface Loaded {
  /** Items by id; those with the same bytes as a planned one are among them. */
  readonly items: ReadonlyMap<string, Row>
  /** Blind source hash → ids, in the order of planning. */
  readonly twins: ReadonlyMap<string, readonly string[]>
  readonly claims: ReadonlyMap<string, {readonly token: string; readonly live: boolean}>
  readonly batches: ReadonlyMap<string, Row>
  /** `kind:blind value` of the holds that a call may lift or must heed. */
  readonly holds: ReadonlySet<string>
}

export interface PendingEvent {
  readonly id: string
  readonly event: JournalEvent
  readonly effects: Effects
}

interface Planned {
  readonly item: PlannedItem
  readonly fixed: readonly (string | number | null)[]
}

export interface WorkingSetParts {
  readonly sealing: Sealing
  readonly path: string
  readonly writerId: string
  /** First part of the tokens this process was given. */
  readonly session: string
  readonly now: () => number
  readonly newId: () => string
}

/**
 * What a group of calls makes of the journal, in memory: each call whole or not at all, the next one seeing what those
 * before it did. Afterwards it is written at once. The rules are those of the journal in a file.
 */
export class WorkingSet {
  readonly events: PendingEvent[] = []
  readonly situations = new Map<string, ItemSituation>()
  readonly planned = new Map<string, Planned>()
  readonly batches = new Map<string, readonly (string | number)[]>()
  /** `kind:value` → sealed; undefined where a hold was lifted. */
  readonly holds = new Map<string, string | undefined>()
  /** Items whose claim ends with this group. */
  readonly settled = new Set<string>()
  readonly #parts: WorkingSetParts
  readonly #loaded: Loaded
  readonly #twins = new Map<string, readonly string[]>()
  #undo: (() => void)[] = []

  constructor(parts: WorkingSetParts, loaded: Loaded) {
    this.#parts = parts
    this.#loaded = loaded
  }

  /** All of `body` or nothing of it. */
  attempt<T>(body: () => T): T {
    this.#undo = []
    try {
      return body()
    } catch (error) {
      for (const step of this.#undo.reverse()) step()
      throw error
    }
  }

  /** The id of the event. @throws DmpError DMP_ITEM_STATE, DMP_ALREADY_SENT, DMP_SAME_BYTES_OTHER_PATIENT */
  record(entry: JournalEntry, takeover = false): string {
    const {event, planned = [], changes = [], batch, again = false} = entry
    const id = this.#parts.newId()
    const at = Math.round(event.endedAt ?? event.occurredAt)
    const digest = batch && this.#batch(batch)
    const digests = planned.map((item) => ({id: item.id, digest: this.#plan(item, {at, eventId: id, again})}))
    for (const change of changes) this.#change(change, {at, eventId: id, takeover})
    this.#append(id, event, {
      ...(digests.length === 0 ? {} : {planned: digests}),
      ...(changes.length === 0 ? {} : {changes: changes.map(bare)}),
      ...(batch === undefined || digest === undefined ? {} : {batch: {id: batch.id, digest}}),
      ...(takeover ? {takeover} : {}),
    })
    return id
  }

  hold(holds: readonly Hold[], actor?: ActorTrace): void {
    if (holds.length === 0) return
    const {sealing} = this.#parts
    const held = holds.map((hold) => {
      const {kind} = hold
      const value = sealing.blind(`hold-${kind}`, hold.value)
      const sealed = sealing.seal(`hold:${kind}:${value}`, hold)
      this.#put(this.holds, `${kind}:${value}`, sealed)
      return {kind, value, digest: fixedDigest([kind, value, sealed])}
    })
    this.#own('hold', {holds, ...(actor ? {actor} : {})}, {held})
  }

  liftHold(kind: HoldKind, plain: string, actor?: ActorTrace): boolean {
    const value = this.#parts.sealing.blind(`hold-${kind}`, plain)
    if (!this.#isHeld(`${kind}:${value}`)) return false
    this.#put(this.holds, `${kind}:${value}`, undefined)
    this.#own('lift-hold', {kind, value: plain, ...(actor ? {actor} : {})}, {lifted: {kind, value}})
    return true
  }

  #own(operation: string, data: Record<string, unknown>, effects: Effects): void {
    const event: JournalEvent = {phase: 'event', operation, occurredAt: this.#parts.now(), data}
    this.#append(this.#parts.newId(), event, effects)
  }

  #append(id: string, event: JournalEvent, effects: Effects): void {
    this.events.push({id, event, effects})
    this.#undo.push(() => void this.events.pop())
  }

  #plan(item: PlannedItem, by: {at: number; eventId: string; again: boolean}): string {
    const known = this.#situation(item.id)
    if (known !== undefined) throw wrongState(item.id, known.state, 'planned')
    const {sealing} = this.#parts
    const fixed = fixedValues(item, sealing)
    const source = String(fixed[3])
    requireOnce(this.#sameBytes(item, source), item, by.again)
    this.#put(this.planned, item.id, {item, fixed})
    this.#put(this.situations, item.id, plannedSituation(by.at, by.eventId))
    this.#put(this.#twins, source, [...this.#twinsOf(source), item.id])
    return itemDigest(fixed)
  }

  #change(change: ItemChange, by: {at: number; eventId: string; takeover: boolean}): void {
    const {id, to, ifAttempts} = change
    const before = this.#situation(id)
    if (before === undefined) throw wrongState(id, 'absent', to ?? 'changed')
    if ((ifAttempts !== undefined && ifAttempts !== before.attempts) || !this.#isAllowed(change, before))
      throw wrongState(id, before.state, to ?? 'changed')
    const result = applyChange(before, change, {...by, writer: this.#parts.writerId})
    if (!result.ok) throw wrongState(id, result.from, result.to)
    this.#put(this.situations, id, result.item)
    if (to === 'accepted' || to === 'refused' || to === 'held') this.#settle(id)
  }

  /**
   * After its lease a worker may only end what it sent itself and nobody took over: its claim is then still the one on
   * the item. A claim that another worker has, or that was given back, refuses everything.
   */
  #isAllowed({id, claim}: ItemChange, {state}: ItemSituation): boolean {
    if (claim === undefined) return true
    const current = this.settled.has(id) ? undefined : this.#loaded.claims.get(id)
    if (current === undefined) return state === 'accepted' && claim.startsWith(`${this.#parts.session}.`)
    return current.token === claim && (state === 'sending' || current.live)
  }

  #settle(id: string): void {
    if (this.settled.has(id)) return
    this.settled.add(id)
    this.#undo.push(() => void this.settled.delete(id))
  }

  #batch(change: BatchChange): string {
    const {sealing} = this.#parts
    const before = this.#batchOf(change.id)
    if ('kind' in change && before !== undefined) throw wrongState(change.id, before.state, change.state)
    if (!('kind' in change) && before === undefined)
      throw wrongState(change.id, 'absent', change.state ?? 'changed')
    const batch = 'kind' in change || before === undefined ? (change as Batch) : merged(before, change)
    const values = batchValues(batch, sealing)
    this.#put(this.batches, batch.id, values)
    return fixedDigest(values)
  }

  #batchOf(id: string): Batch | undefined {
    const {sealing, path} = this.#parts
    const written = this.batches.get(id)
    if (written !== undefined) {
      const [, kind, state, establishment, created_at, sealed] = written
      const row = {id, kind, state, establishment, created_at, sealed} as Row
      return openedBatch(row, sealing, path)
    }
    const row = this.#loaded.batches.get(id)
    return row && openedBatch(row, sealing, path)
  }

  #situation(id: string): ItemSituation | undefined {
    const row = this.#loaded.items.get(id)
    return this.situations.get(id) ?? (row && situationOf(row))
  }

  #twinsOf(source: string): readonly string[] {
    return this.#twins.get(source) ?? this.#loaded.twins.get(source) ?? []
  }

  #sameBytes(item: PlannedItem, source: string): readonly JournalItem[] {
    const {sealing} = this.#parts
    const twins = this.#twinsOf(source).map((id) => this.#item(id))
    return withoutMistakes(
      twins.filter(({state}) => state !== 'refused'),
      item,
      (uniqueId) => this.#isHeld(`wrong_patient:${sealing.blind('hold-wrong_patient', uniqueId)}`),
    )
  }

  #item(id: string): JournalItem {
    const {sealing, path} = this.#parts
    const own = this.planned.get(id)
    const situation = this.#situation(id)
    if (own !== undefined) return {...own.item, ...situation} as JournalItem
    return {...openedItem(this.#loaded.items.get(id) ?? {}, sealing, path), ...situation} as JournalItem
  }

  #isHeld(key: string): boolean {
    return this.holds.has(key) ? this.holds.get(key) !== undefined : this.#loaded.holds.has(key)
  }

  #put<V>(map: Map<string, V>, key: string, value: V): void {
    const had = map.has(key)
    const before = map.get(key) as V
    map.set(key, value)
    this.#undo.push(() => (had ? map.set(key, before) : map.delete(key)))
  }
}

function wrongState(item: string, from: string, to: string): DmpError {
  return new DmpError('DMP_ITEM_STATE', {params: {item, from, to}, details: {item, from, to}})
}
