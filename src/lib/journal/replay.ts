import {applyChange, type ChangeCircumstances, plannedSituation} from '../batch/item-state.ts'
import type {BrokenEvent, ChainWatch, ItemChange, JournalFault} from '../ports/journal.ts'
import {chainBreak, type Link} from '../traces/hash-chain.ts'
import {type EventRecord, effectsOf} from './event-row.ts'
import {ReplayedItems} from './replayed-items.ts'

/** A journal in pieces is told as such; listing a million faults helps nobody. */
export const MOST_FAULTS = 100

/**
 * What the events alone say: walks them in the order of writing, checks each chain and each step of each item,
 * and ends with the situations, holds and chain ends that the tables must show. Needs no key.
 */
export class Replay {
  readonly items = new ReplayedItems()
  readonly holds = new Map<string, string>()
  readonly batches = new Map<string, string>()
  readonly heads = new Map<string, Link>()
  readonly faults: JournalFault[] = []
  #last = 0
  #events = 0
  readonly #gaps: boolean
  readonly #watch: ChainWatch | undefined
  #firstBroken: BrokenEvent | undefined

  /** `gaps`: numbers of events grow but may be skipped, as those a server draws for several writers. */
  constructor({
    gaps = false,
    watch,
  }: {readonly gaps?: boolean; readonly watch?: ChainWatch | undefined} = {}) {
    this.#gaps = gaps
    this.#watch = watch
  }

  get firstBroken(): BrokenEvent | undefined {
    return this.#firstBroken
  }

  get events(): number {
    return this.#events
  }

  take(record: EventRecord): void {
    const {writer: writerId, seq} = record
    const wrong = chainBreak(this.heads.get(writerId), record)
    if (wrong !== undefined) this.#broken(record, wrong)
    else if (this.#gaps ? record.n <= this.#last : record.n !== this.#last + 1) this.#broken(record, 'order')
    this.#watch?.({id: record.id, writerId, seq, ts: record.ts, hash: record.hash})
    this.#last = record.n
    this.#events++
    this.heads.set(writerId, {seq, prev: record.prev, hash: record.hash})
    try {
      this.#apply(record)
    } catch {
      this.#broken(record, 'effects')
    }
  }

  [Symbol.dispose](): void {
    this.items.close()
  }

  #broken({writer: writerId, seq, id, ts}: EventRecord, note: string): void {
    this.#firstBroken ??= {id, writerId, seq, ts, note}
    this.#fault({kind: 'chain', writerId, seq, note})
  }

  #fault(fault: JournalFault): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault)
  }

  #apply(record: EventRecord): void {
    const effects = effectsOf(record)
    const at = record.ended_at ?? record.occurred_at
    for (const {id, digest} of effects.planned ?? [])
      this.items.put(id, {situation: plannedSituation(at, record.id), digest})
    const by = {at, writer: record.writer, eventId: record.id, takeover: effects.takeover ?? false}
    for (const change of effects.changes ?? []) this.#change(change, by)
    if (effects.batch) this.batches.set(effects.batch.id, effects.batch.digest)
    for (const {id, digest} of effects.resealed?.items ?? []) this.#resealed(id, digest)
    for (const {id, digest} of effects.resealed?.batches ?? []) this.batches.set(id, digest)
    for (const {kind, value} of effects.dropped ?? []) this.holds.delete(`${kind}:${value}`)
    for (const hold of effects.held ?? []) this.holds.set(`${hold.kind}:${hold.value}`, hold.digest)
    if (effects.lifted) this.holds.delete(`${effects.lifted.kind}:${effects.lifted.value}`)
  }

  #change(change: ItemChange, by: ChangeCircumstances): void {
    const before = this.items.get(change.id)
    const result = before && applyChange(before.situation, change, by)
    if (before && result?.ok) this.items.put(change.id, {...before, situation: result.item}, false)
    else this.#fault({kind: 'item', itemId: change.id, note: 'illegal-step'})
  }

  #resealed(id: string, digest: string): void {
    const item = this.items.get(id)
    if (item) this.items.put(id, {...item, digest}, false)
  }
}
