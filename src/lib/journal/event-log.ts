import type {Clock} from '../ports/clock.ts'
import type {JournalEvent} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import type {Environment} from '../profile/profile.ts'
import {canonicalJson} from '../traces/canonical-json.ts'
import {CHAIN_START, chainHash} from '../traces/hash-chain.ts'
import {TRACE_VERSION} from '../traces/trace-event.ts'
import {type Effects, EVENT_COLUMNS, type EventRecord, sealEvent} from './event-row.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

const INSERT = `INSERT INTO events (${EVENT_COLUMNS.join(', ')}) VALUES (${EVENT_COLUMNS.map(() => '?').join(', ')})`

export interface EventLogOptions {
  readonly store: Store
  readonly sealing: Sealing
  readonly clock: Clock
  readonly random: Random
  readonly environment: Environment
  readonly slot: number
}

/** Appends to the chain of one writer; inside a transaction of the caller. */
export class EventLog {
  readonly writerId: string
  readonly #options: EventLogOptions

  constructor(options: EventLogOptions) {
    this.#options = options
    this.writerId = writerOf(options)
  }

  /** A new event id: a UUID that sorts by time. */
  newId(): string {
    const {clock, random} = this.#options
    return uuid7(clock.now(), random.bytes(10))
  }

  append(id: string, event: JournalEvent, effects: Effects): void {
    const {store, sealing, clock, environment} = this.#options
    const head = store.get('SELECT seq, hash FROM writers WHERE id = ?', this.writerId)
    const last = store.get('SELECT max(n) AS n FROM events')
    const content = {
      n: Number(last?.['n'] ?? 0) + 1,
      id,
      writer: this.writerId,
      seq: Number(head?.['seq'] ?? 0) + 1,
      v: TRACE_VERSION,
      ts: clock.now(),
      phase: event.phase,
      operation: event.operation,
      intent_id: event.intentId,
      item_id: event.itemId,
      batch_id: event.batchId,
      outcome: event.outcome,
      occurred_at: Math.round(event.occurredAt),
      ended_at: event.endedAt === undefined ? undefined : Math.round(event.endedAt),
      environment,
      patient: event.patient && sealing.blindPatient(event.patient),
      sealed: sealEvent(sealing, id, event),
      effects: Object.keys(effects).length === 0 ? undefined : canonicalJson(effects),
      prev: String(head?.['hash'] ?? CHAIN_START),
    }
    const record = {...content, hash: chainHash(content.prev, content)} as EventRecord
    store.run(INSERT, ...EVENT_COLUMNS.map((column) => record[column] ?? null))
    store.run('UPDATE writers SET seq = ?, hash = ? WHERE id = ?', record.seq, record.hash, this.writerId)
  }
}

/** The writer of a slot, entered at its first use. */
function writerOf({store, random, slot}: EventLogOptions): string {
  return store.transaction(() => {
    const known = store.get('SELECT id FROM writers WHERE slot = ?', slot)
    if (known !== undefined) return String(known['id'])
    const id = random.uuid()
    store.run('INSERT INTO writers (id, slot, seq, hash) VALUES (?, ?, 0, ?)', id, slot, CHAIN_START)
    return id
  })
}

/** RFC 9562 §5.7: 48 bits of milliseconds, then random. */
export function uuid7(now: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes.set(random.subarray(0, 10), 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
