import {itemStates} from '../batch/item-state.ts'
import type {ItemState, JournalFault} from '../ports/journal.ts'
import {canonicalJson} from '../traces/canonical-json.ts'
import {CHAIN_START, type Link} from '../traces/hash-chain.ts'
import {batchDigest} from './batch-row.ts'
import {CHECKPOINT_EVERY, signedText} from './checkpoints.ts'
import {FIXED_COLUMNS, fixedDigest, itemDigest, situationOf} from './item-row.ts'
import {MOST_FAULTS, type Replay} from './replay.ts'
import type {Heads} from './root-register.ts'
import type {Sealing} from './sealing.ts'
import type {Row, Store} from './store.ts'

/** Rows read at a time. */
const PAGE = 500

/** Items against their events; counts them by state. */
export function checkItem(row: Row, replay: Replay): JournalFault | undefined {
  const itemId = String(row['id'])
  const expected = replay.items.get(itemId)
  if (expected === undefined) return {kind: 'item', itemId, note: 'without-event'}
  if (expected.digest !== itemDigest(FIXED_COLUMNS.map((column) => row[column])))
    return {kind: 'item', itemId, note: 'content'}
  if (canonicalJson(situationOf(row)) !== canonicalJson(expected.situation))
    return {kind: 'item', itemId, note: 'state'}
  return undefined
}

/** Items of the events that have no row: looked for only where the numbers do not agree. */
export function missingItems(replay: Replay, rows: number, hasRow: (id: string) => boolean): JournalFault[] {
  const faults: JournalFault[] = []
  if (replay.items.size === rows) return faults
  for (const itemId of replay.items.ids()) {
    if (!hasRow(itemId)) faults.push({kind: 'item', itemId, note: 'missing'})
    if (faults.length >= MOST_FAULTS) break
  }
  return faults
}

export function emptyCounts(): Record<ItemState, number> {
  return Object.fromEntries(itemStates.map((state) => [state, 0])) as Record<ItemState, number>
}

export function checkHolds(store: Store, replay: Replay): JournalFault[] {
  const expected = new Map(replay.holds)
  const faults: JournalFault[] = []
  for (const row of store.all('SELECT kind, value, sealed FROM holds')) {
    const key = `${row['kind']}:${row['value']}`
    if (expected.get(key) !== fixedDigest([row['kind'], row['value'], row['sealed']]))
      faults.push({kind: 'hold', note: String(row['kind'])})
    expected.delete(key)
  }
  for (const key of expected.keys()) faults.push({kind: 'hold', note: `${key.split(':')[0]} missing`})
  return faults
}

/** Halves of rows of items without the other. */
export function checkHalves(store: Store): JournalFault[] {
  if (!store.hasTable('item_bodies')) return []
  const most = `LIMIT ${MOST_FAULTS}`
  const alone = store.all(`SELECT n FROM items EXCEPT SELECT n FROM item_bodies ${most}`)
  const bodies = store.all(`SELECT n FROM item_bodies EXCEPT SELECT n FROM items ${most}`)
  return [...alone, ...bodies].map(({n}) => ({kind: 'item', seq: Number(n), note: 'half'}))
}

/** Batches against their events, and the kept totals against the items. */
export function checkBatches(store: Store, replay: Replay): JournalFault[] {
  if (!store.hasTable('batches')) return []
  const expected = new Map(replay.batches)
  const faults: JournalFault[] = []
  for (const row of store.all('SELECT * FROM batches')) {
    const id = String(row['id'])
    if (expected.get(id) !== batchDigest(row)) faults.push({kind: 'batch', note: id})
    expected.delete(id)
  }
  for (const id of expected.keys()) faults.push({kind: 'batch', note: `${id} missing`})
  const counted = `SELECT coalesce(batch, '') AS batch, coalesce(action, 'submit') AS action, state,
    coalesce(cause, '') AS cause, coalesce(registry_status, '') AS registry_status, count(*) AS count
    FROM items GROUP BY 1, 2, 3, 4, 5`
  const kept = 'SELECT batch, action, state, cause, registry_status, count FROM item_counts WHERE count <> 0'
  const differ = `SELECT * FROM (${counted}) EXCEPT ${kept}`
  const surplus = `${kept} EXCEPT SELECT * FROM (${counted})`
  if (store.get(differ) !== undefined || store.get(surplus) !== undefined)
    faults.push({kind: 'batch', note: 'totals'})
  return faults
}

/** The ends written beside the events: an event removed at the end of a chain shows here. */
export function checkHeads(
  store: Store,
  replay: {readonly heads: ReadonlyMap<string, Link>},
): JournalFault[] {
  const rows = store.all('SELECT id, seq, hash FROM writers WHERE seq > 0')
  const faults: JournalFault[] = rows
    .filter((row) => {
      const end = replay.heads.get(String(row['id']))
      return end?.seq !== Number(row['seq']) || end.hash !== row['hash']
    })
    .map((row) => ({kind: 'head', writerId: String(row['id']), seq: Number(row['seq'])}))
  const known = new Set(rows.map((row) => String(row['id'])))
  for (const [writerId, {seq}] of replay.heads)
    if (!known.has(writerId)) faults.push({kind: 'head', writerId, seq})
  return faults
}

/** A page at a time: there is one for every so many events. */
function* checkpointRows(store: Store): Generator<Row> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = store.all(`SELECT * FROM checkpoints WHERE n > ? ORDER BY n LIMIT ${PAGE}`, after)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = Number(last['n'])
  }
}

/** Signatures and order of the checkpoints, and that each chain passed where each checkpoint says. */
export function checkCheckpoints(store: Store, sealing: Sealing | undefined): JournalFault[] {
  const faults: JournalFault[] = []
  let prev = CHAIN_START
  let n = 0
  let lastEvent = 0
  for (const row of checkpointRows(store)) {
    n++
    const fault = (note: string) => {
      if (faults.length < MOST_FAULTS) faults.push({kind: 'checkpoint', seq: Number(row['n']), note})
    }
    if (Number(row['n']) !== n || row['prev'] !== prev) fault('order')
    else if (sealing !== undefined && !sealing.wasSigned(signedText(row), String(row['mac'])))
      fault('signature')
    else if (missingHead(store, JSON.parse(String(row['heads'])) as Heads) !== undefined) fault('heads')
    prev = String(row['mac'])
    lastEvent = Number(row['last_event'])
  }
  const events = Number(store.get('SELECT max(n) AS n FROM events')?.['n'] ?? 0)
  if (events - lastEvent >= CHECKPOINT_EVERY) faults.push({kind: 'checkpoint', note: 'missing'})
  return faults
}

/** The first writer whose chain does not hold the event `heads` names. */
export function missingHead(
  store: Store,
  heads: Heads,
): {readonly writerId: string; readonly seq: number} | undefined {
  for (const [writerId, {seq, hash}] of Object.entries(heads)) {
    const row = store.get('SELECT hash FROM events WHERE writer = ? AND seq = ?', writerId, seq)
    if (row?.['hash'] !== hash) return {writerId, seq}
  }
  return undefined
}
