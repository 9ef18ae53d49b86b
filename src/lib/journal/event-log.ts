import type {Clock} from '../ports/clock.ts'
import type {JournalEvent} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import type {Environment} from '../profile/profile.ts'
import {CHAIN_START} from '../traces/hash-chain.ts'
import {type Effects, EVENT_COLUMNS, type EventRecord, eventContent, hashOf} from './event-row.ts'
import {RandomPool} from './random-pool.ts'
import type {Sealing} from './sealing.ts'
import type {Follower, Store} from './store.ts'

const INSERT = `INSERT INTO events (${EVENT_COLUMNS.join(', ')}) VALUES (${EVENT_COLUMNS.map(() => '?').join(', ')})`

export interface EventLogOptions {
  readonly store: Store
  readonly sealing: Sealing
  readonly clock: Clock
  readonly random: Random
  readonly environment: Environment
  readonly slot: number
}

interface End {
  /** Of the journal's last event; unknown until the first of a transaction: other processes append too. */
  readonly n: number | undefined
  readonly seq: number
  readonly hash: string
}

/**
 * Appends to the chain of one writer; inside a transaction of the caller. The end of the chain is kept in memory, for
 * nobody else writes it, and put in its row once a transaction.
 */
export class EventLog implements Follower {
  readonly writerId: string
  readonly #options: EventLogOptions
  readonly #random: RandomPool
  #end: End
  #onDisk: End

  constructor(options: EventLogOptions) {
    this.#options = options
    this.#random = new RandomPool(options.random)
    this.writerId = writerOf(options)
    this.#end = this.#readEnd()
    this.#onDisk = this.#end
    options.store.follow(this)
  }

  /** A new event id: a UUID that sorts by time. */
  newId(): string {
    return uuid7(this.#options.clock.now(), this.#random.bytes(10))
  }

  append(id: string, event: JournalEvent, effects: Effects): void {
    const {store, sealing, clock, environment} = this.#options
    const {n = this.#lastOfAll(), seq, hash: prev} = this.#end
    const content = eventContent(
      event,
      {
        n: n + 1,
        id,
        writer: this.writerId,
        seq: seq + 1,
        ts: clock.now(),
        environment,
        effects: isEmpty(effects) ? undefined : JSON.stringify(effects),
        prev,
      },
      sealing,
    )
    const hash = hashOf(content)
    const record: Partial<EventRecord> = {...content, hash} as Partial<EventRecord>
    store.run(INSERT, ...EVENT_COLUMNS.map((column) => record[column] ?? null))
    this.#end = {n: n + 1, seq: seq + 1, hash}
  }

  begin(): void {
    this.#end = {...this.#end, n: undefined}
  }

  mark(): () => void {
    const end = this.#end
    return () => {
      this.#end = end
    }
  }

  flush(): void {
    const {seq, hash} = this.#end
    if (seq === this.#onDisk.seq) return
    this.#options.store.run('UPDATE writers SET seq = ?, hash = ? WHERE id = ?', seq, hash, this.writerId)
    this.#onDisk = this.#end
  }

  rolledBack(): void {
    this.#end = this.#readEnd()
    this.#onDisk = this.#end
  }

  #readEnd(): End {
    const head = this.#options.store.get('SELECT seq, hash FROM writers WHERE id = ?', this.writerId)
    return {n: undefined, seq: Number(head?.['seq'] ?? 0), hash: String(head?.['hash'] ?? CHAIN_START)}
  }

  #lastOfAll(): number {
    return Number(this.#options.store.get('SELECT max(n) AS n FROM events')?.['n'] ?? 0)
  }
}

function isEmpty(effects: Effects): boolean {
  for (const _name in effects) return false
  return true
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
  const hex = bytes.toString('hex')
  const part = (from: number, to: number) => hex.slice(from, to)
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`
}
