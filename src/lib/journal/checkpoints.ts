import type {Clock} from '../ports/clock.ts'
import {canonicalJson} from '../traces/canonical-json.ts'
import {CHAIN_START} from '../traces/hash-chain.ts'
import type {Heads} from './root-register.ts'
import type {Sealing} from './sealing.ts'
import type {Row, Store} from './store.ts'

/** A commit that leaves this many events after the last checkpoint adds one. */
export const CHECKPOINT_EVERY = 100

/** The end of every chain now. */
export function currentHeads(store: Store): Heads {
  const rows = store.all('SELECT id, seq, hash FROM writers WHERE seq > 0 ORDER BY id')
  return Object.fromEntries(
    rows.map((row) => [row['id'], {seq: Number(row['seq']), hash: String(row['hash'])}]),
  )
}

/**
 * Signs the ends of all chains together, so that a whole chain cannot be rewritten or dropped without the key.
 * Every hundred events, and with `force` at any time; inside a transaction of the caller.
 */
export function addCheckpoint(store: Store, sealing: Sealing, clock: Clock, force = false): boolean {
  const lastEvent = Number(store.get('SELECT max(n) AS n FROM events')?.['n'] ?? 0)
  const last = store.get('SELECT n, last_event, mac FROM checkpoints ORDER BY n DESC LIMIT 1')
  const fresh = lastEvent - Number(last?.['last_event'] ?? 0)
  if (fresh === 0 || (fresh < CHECKPOINT_EVERY && !force)) return false
  const row = {
    n: Number(last?.['n'] ?? 0) + 1,
    ts: clock.now(),
    last_event: lastEvent,
    heads: canonicalJson(currentHeads(store)),
    prev: String(last?.['mac'] ?? CHAIN_START),
  }
  const insert = 'INSERT INTO checkpoints (n, ts, last_event, heads, prev, mac) VALUES (?, ?, ?, ?, ?, ?)'
  store.run(insert, row.n, row.ts, row.last_event, row.heads, row.prev, sealing.sign(signedText(row)))
  return true
}

/** What a checkpoint signs. */
export function signedText(row: Row | Readonly<Record<string, string | number>>): string {
  const {mac: _mac, ...content} = row
  return `checkpoint\0${canonicalJson(content)}`
}
