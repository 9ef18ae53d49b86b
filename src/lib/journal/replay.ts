import {applyChange, type ItemSituation, plannedSituation} from '../batch/item-state.ts'
import type {JournalFault} from '../ports/journal.ts'
import {chainBreak, type Link} from '../traces/hash-chain.ts'
import {type EventRecord, effectsOf} from './event-row.ts'

/**
 * What the events alone say: walks them in the order of writing, checks each chain and each step of each item,
 * and ends with the situations, holds and chain ends that the tables must show. Needs no key.
 */
export class Replay {
  readonly situations = new Map<string, ItemSituation>()
  readonly digests = new Map<string, string>()
  readonly holds = new Map<string, string>()
  readonly batches = new Map<string, string>()
  readonly heads = new Map<string, Link>()
  readonly faults: JournalFault[] = []
  #last = 0
  #events = 0
  readonly #gaps: boolean

  /** `gaps`: numbers of events grow but may be skipped, as those a server draws for several writers. */
  constructor({gaps = false}: {readonly gaps?: boolean} = {}) {
    this.#gaps = gaps
  }

  get events(): number {
    return this.#events
  }

  take(record: EventRecord): void {
    const {writer: writerId, seq} = record
    const wrong = chainBreak(this.heads.get(writerId), record)
    if (wrong !== undefined) this.faults.push({kind: 'chain', writerId, seq, note: wrong})
    else if (this.#gaps ? record.n <= this.#last : record.n !== this.#last + 1)
      this.faults.push({kind: 'chain', writerId, seq, note: 'order'})
    this.#last = record.n
    this.#events++
    this.heads.set(writerId, {seq, prev: record.prev, hash: record.hash})
    try {
      this.#apply(record)
    } catch {
      this.faults.push({kind: 'chain', writerId, seq, note: 'effects'})
    }
  }

  #apply(record: EventRecord): void {
    const effects = effectsOf(record)
    const at = record.ended_at ?? record.occurred_at
    for (const {id, digest} of effects.planned ?? []) {
      this.situations.set(id, plannedSituation(at, record.id))
      this.digests.set(id, digest)
    }
    for (const change of effects.changes ?? []) {
      const before = this.situations.get(change.id)
      const by = {at, writer: record.writer, eventId: record.id, takeover: effects.takeover ?? false}
      const result = before && applyChange(before, change, by)
      if (result?.ok) this.situations.set(change.id, result.item)
      else this.faults.push({kind: 'item', itemId: change.id, note: 'illegal-step'})
    }
    if (effects.batch) this.batches.set(effects.batch.id, effects.batch.digest)
    for (const {id, digest} of effects.resealed?.items ?? []) this.digests.set(id, digest)
    for (const {id, digest} of effects.resealed?.batches ?? []) this.batches.set(id, digest)
    for (const {kind, value} of effects.dropped ?? []) this.holds.delete(`${kind}:${value}`)
    for (const hold of effects.held ?? []) this.holds.set(`${hold.kind}:${hold.value}`, hold.digest)
    if (effects.lifted) this.holds.delete(`${effects.lifted.kind}:${effects.lifted.value}`)
  }
}
