import type {Clock} from '../ports/clock.ts'
import {canonicalJson} from '../traces/canonical-json.ts'
import {CHAIN_START, chainBreak, type Link} from '../traces/hash-chain.ts'
import {CHECKPOINT_COLUMNS, type CheckpointRow, signedText} from './checkpoint-row.ts'
import {eventRecord} from './event-row.ts'
import {keptFault} from './kept-checkpoint.ts'
import type {Heads} from './root-register.ts'
import type {Sealing} from './sealing.ts'
import type {Follower, Row, Store} from './store.ts'

export {signedText} from './checkpoint-row.ts'

/** A commit that leaves this many events after the last checkpoint adds one. */
export const CHECKPOINT_EVERY = 100
/** Events read at a time. */
const PAGE = 500

/** The end of every chain now. */
export function currentHeads(store: Store): Heads {
  const rows = store.all('SELECT id, seq, hash FROM writers WHERE seq > 0 ORDER BY id')
  return Object.fromEntries(
    rows.map((row) => [row['id'], {seq: Number(row['seq']), hash: String(row['hash'])}]),
  )
}

export interface CheckpointParts {
  readonly store: Store
  readonly sealing: Sealing
  readonly clock: Clock
  /** The one kept beside the key when the journal was opened. */
  readonly kept: CheckpointRow | undefined
}

/**
 * Signs the ends of all chains together, so that a whole chain cannot be rewritten or dropped without the key; and signs
 * nothing that it cannot follow: what was signed last must stand where it was, and the events since must be chained to it.
 * A journal that was altered is written on all the same, for a document counts more, but no longer signed: the check
 * goes on finding it.
 */
export class Checkpoints implements Follower {
  readonly #parts: CheckpointParts
  /** Undefined until it is looked at. */
  #isSound: boolean | undefined
  #added: CheckpointRow | undefined

  constructor(parts: CheckpointParts) {
    this.#parts = parts
    parts.store.follow(this)
  }

  begin(): void {}

  /** Added at the end of a transaction, where no part of it is undone any more. */
  mark(): () => void {
    return () => undefined
  }

  flush(): void {}

  rolledBack(): void {
    this.#added = undefined
  }

  /** The last one added since this was asked; to be kept once its transaction is on disk. */
  takeAdded(): CheckpointRow | undefined {
    const added = this.#added
    this.#added = undefined
    return added
  }

  /** Every hundred events, and with `force` at any time; inside a transaction of the caller. */
  add(force = false): boolean {
    const {store, sealing, clock} = this.#parts
    const lastEvent = Number(store.get('SELECT max(n) AS n FROM events')?.['n'] ?? 0)
    const last = store.get(`SELECT ${CHECKPOINT_COLUMNS.join(', ')} FROM checkpoints ORDER BY n DESC LIMIT 1`)
    const fresh = lastEvent - Number(last?.['last_event'] ?? 0)
    if (fresh === 0 || (fresh < CHECKPOINT_EVERY && !force)) return false
    if (!this.#follows(last)) return false
    const row = {
      n: Number(last?.['n'] ?? 0) + 1,
      ts: clock.now(),
      last_event: lastEvent,
      heads: canonicalJson(currentHeads(store)),
      prev: String(last?.['mac'] ?? CHAIN_START),
    }
    const mac = sealing.sign(signedText(row))
    const insert = 'INSERT INTO checkpoints (n, ts, last_event, heads, prev, mac) VALUES (?, ?, ?, ?, ?, ?)'
    store.run(insert, row.n, row.ts, row.last_event, row.heads, row.prev, mac)
    this.#added = {...row, mac}
    return true
  }

  /** Once broken, it is not read again at each commit. */
  #follows(last: Row | undefined): boolean {
    const {store, sealing, kept} = this.#parts
    this.#isSound ??= kept === undefined || keptFault(store, sealing, kept) === undefined
    this.#isSound &&= isGenuine(last, this.#parts) && areChained(last, store)
    return this.#isSound
  }
}

function isGenuine(last: Row | undefined, {store, sealing}: CheckpointParts): boolean {
  if (last === undefined) return true
  if (!sealing.wasSigned(signedText(last), String(last['mac']))) return false
  return Object.entries(headsOf(last)).every(([writer, {seq, hash}]) => {
    const row = store.get('SELECT hash FROM events WHERE writer = ? AND seq = ?', writer, seq)
    return row?.['hash'] === hash
  })
}

/** Every event since, from the ends that were signed to those that are to be. */
function areChained(last: Row | undefined, store: Store): boolean {
  const ends = new Map<string, Link>()
  for (const [writer, end] of Object.entries(headsOf(last))) ends.set(writer, {...end, prev: ''})
  let n = Number(last?.['last_event'] ?? 0)
  for (;;) {
    const rows = store.all(`SELECT * FROM events WHERE n > ? ORDER BY n LIMIT ${PAGE}`, n)
    for (const row of rows) {
      const record = eventRecord(row)
      n++
      if (record.n !== n || chainBreak(ends.get(record.writer), record) !== undefined) return false
      ends.set(record.writer, record)
    }
    if (rows.length < PAGE) break
  }
  const written = Object.entries(currentHeads(store))
  return (
    written.length === ends.size &&
    written.every(([writer, {seq, hash}]) => {
      const end = ends.get(writer)
      return end?.seq === seq && end.hash === hash
    })
  )
}

function headsOf(row: Row | undefined): Heads {
  return row === undefined ? {} : (JSON.parse(String(row['heads'])) as Heads)
}
