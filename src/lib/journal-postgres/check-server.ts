import {existsSync} from 'node:fs'
import {DmpError} from '../errors/dmp-error.ts'
import {BATCH_COLUMNS, batchDigest} from '../journal/batch-row.ts'
import {checkItem, emptyCounts} from '../journal/check-tables.ts'
import {signedText} from '../journal/checkpoints.ts'
import {EVENT_COLUMNS, eventRecord} from '../journal/event-row.ts'
import {fixedDigest} from '../journal/item-row.ts'
import {keyFileOf, readKeys} from '../journal/key-file.ts'
import {MOST_FAULTS, Replay} from '../journal/replay.ts'
import type {Heads} from '../journal/root-register.ts'
import {Sealing} from '../journal/sealing.ts'
import type {Row} from '../journal/store.ts'
import type {ChainWatch, ItemState, JournalFault, JournalHealth} from '../ports/journal.ts'
import {systemRandom} from '../system/random.ts'
import {CHAIN_START, type Link} from '../traces/hash-chain.ts'
import type {Database, Sql} from './database.ts'
import {remembered, type ServerMemory} from './known-heads.ts'
import {schemaVersion} from './schema.ts'
import {lostSince, missingHead} from './server-restorations.ts'
import {ServerSettings} from './server-settings.ts'

const PAGE = 1000
/** Far more than a writer leaves without a checkpoint. */
const MOST_UNSIGNED = 5000

export interface ServerCheckOptions {
  readonly keyDir: string
  readonly registryDir: string
  readonly watch?: ChainWatch | undefined
}

/**
 * Checks a journal on a server without changing it, at one moment of it while others write: every chain, the signed
 * checkpoints, and that items, holds and batches are what the events say. Without the key file the signatures alone
 * are left out.
 * @throws DmpError DMP_JOURNAL_NEWER, DMP_JOURNAL_UNWRITABLE (no journal in that database), DMP_JOURNAL_UNAVAILABLE
 */
export function checkServerJournal(
  database: Pick<Database, 'path' | 'transaction'>,
  options: ServerCheckOptions,
): Promise<JournalHealth> {
  const {path} = database
  return database.transaction(async (sql) => {
    if ((await schemaVersion(sql, path)) === 0)
      throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason: 'no-journal'}})
    const journalId = (await ServerSettings.journalId(sql)) ?? ''
    const keyFile = keyFileOf(options.keyDir, journalId)
    const sealing = existsSync(keyFile) ? new Sealing(readKeys(keyFile, path), systemRandom) : undefined
    using replay = new Replay({gaps: true, watch: options.watch})
    for await (const row of pages(sql, 'events', EVENT_COLUMNS.join(', '))) replay.take(eventRecord(row))
    const items = emptyCounts()
    const findings = [
      ...(await checkItems(sql, replay, items)),
      ...(await checkHolds(sql, replay)),
      ...(await checkBatches(sql, replay)),
      ...(await checkHeads(sql, replay)),
      ...(await checkCheckpoints(sql, sealing)),
      ...(await checkSettings(sql, sealing, journalId, path)),
      ...(await checkTail(sql, remembered(options.registryDir, journalId))),
      ...replay.faults,
    ].slice(0, MOST_FAULTS)
    const faults = findings.map(faultWords)
    const {events, firstBroken} = replay
    const signaturesChecked = sealing !== undefined
    return {
      journalId,
      events,
      ...(firstBroken ? {firstBroken} : {}),
      items,
      findings,
      faults,
      signaturesChecked,
    }
  }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
}

export async function* pages(
  sql: Sql,
  table: 'events' | 'items' | 'checkpoints',
  columns: string,
  from = 0,
): AsyncGenerator<Row> {
  for (let after = from; ; ) {
    const rows = await sql.rows(
      `SELECT ${columns} FROM ${table} WHERE n > $1 ORDER BY n LIMIT ${PAGE}`,
      after,
    )
    for (const row of rows) {
      after = Number(row['n'])
      yield row
    }
    if (rows.length < PAGE) return
  }
}

async function checkItems(
  sql: Sql,
  replay: Replay,
  counts: Record<ItemState, number>,
): Promise<JournalFault[]> {
  const faults: JournalFault[] = []
  let known = 0
  for await (const row of pages(sql, 'items', '*')) {
    const fault = checkItem(row, replay)
    if (fault !== undefined && faults.length < MOST_FAULTS) faults.push(fault)
    if (fault?.note !== 'without-event') known++
    counts[String(row['state']) as ItemState]++
  }
  // Looked for only where the numbers do not agree.
  return replay.items.size === known ? faults : [...faults, ...(await missingItems(sql, replay))]
}

async function missingItems(sql: Sql, replay: Replay): Promise<JournalFault[]> {
  const faults: JournalFault[] = []
  const look = async (ids: readonly string[]) => {
    const rows = await sql.rows('SELECT id FROM items WHERE id = ANY($1)', ids)
    const found = new Set(rows.map(({id}) => String(id)))
    for (const itemId of ids) if (!found.has(itemId)) faults.push({kind: 'item', itemId, note: 'missing'})
  }
  let ids: string[] = []
  for (const id of replay.items.ids()) {
    ids.push(id)
    if (ids.length < PAGE) continue
    await look(ids)
    if (faults.length >= MOST_FAULTS) return faults
    ids = []
  }
  await look(ids)
  return faults
}

/** Rows against the digests that the events carry. */
function compare(
  kind: 'hold' | 'batch',
  rows: readonly (readonly [key: string, digest: string])[],
  expected: ReadonlyMap<string, string>,
): JournalFault[] {
  const name = (key: string) => (kind === 'hold' ? (key.split(':')[0] ?? '') : key)
  const left = new Map(expected)
  const faults: JournalFault[] = []
  for (const [key, digest] of rows) {
    if (left.get(key) !== digest) faults.push({kind, note: name(key)})
    left.delete(key)
  }
  for (const key of left.keys()) faults.push({kind, note: `${name(key)} missing`})
  return faults
}

async function checkHolds(sql: Sql, replay: Replay): Promise<JournalFault[]> {
  const rows = await sql.rows('SELECT kind, value, sealed FROM holds')
  const digests = rows.map(
    (row) =>
      [`${row['kind']}:${row['value']}`, fixedDigest([row['kind'], row['value'], row['sealed']])] as const,
  )
  return compare('hold', digests, replay.holds)
}

async function checkBatches(sql: Sql, replay: Replay): Promise<JournalFault[]> {
  const rows = await sql.rows(`SELECT ${BATCH_COLUMNS.join(', ')} FROM batches`)
  return compare(
    'batch',
    rows.map((row) => [String(row['id']), batchDigest(row)] as const),
    replay.batches,
  )
}

/** The ends written beside the events: an event removed at the end of a chain shows here. */
export async function checkHeads(
  sql: Sql,
  replay: {readonly heads: ReadonlyMap<string, Link>},
): Promise<JournalFault[]> {
  const rows = await sql.rows('SELECT id, seq, hash FROM writers WHERE seq > 0')
  const faults: JournalFault[] = []
  const known = new Set<string>()
  for (const row of rows) {
    const writerId = String(row['id'])
    const end = replay.heads.get(writerId)
    known.add(writerId)
    if (end?.seq !== Number(row['seq']) || end.hash !== row['hash'])
      faults.push({kind: 'head', writerId, seq: Number(row['seq'])})
  }
  for (const [writerId, {seq}] of replay.heads)
    if (!known.has(writerId)) faults.push({kind: 'head', writerId, seq})
  return faults
}

export async function checkCheckpoints(sql: Sql, sealing: Sealing | undefined): Promise<JournalFault[]> {
  const faults: JournalFault[] = []
  let prev = CHAIN_START
  let last: Heads = {}
  let n = 0
  for await (const row of pages(sql, 'checkpoints', '*')) {
    n++
    const fault = (note: string) => {
      if (faults.length < MOST_FAULTS) faults.push({kind: 'checkpoint', seq: Number(row['n']), note})
    }
    if (Number(row['n']) !== n || row['prev'] !== prev) fault('order')
    else if (sealing !== undefined && !sealing.wasSigned(signedText(row), String(row['mac'])))
      fault('signature')
    else if ((await missingHead(sql, JSON.parse(String(row['heads'])) as Heads)) !== undefined) fault('heads')
    prev = String(row['mac'])
    last = JSON.parse(String(row['heads'])) as Heads
  }
  return [...faults, ...(await unsignedEnds(sql, last))]
}

/** A writer that ended well signed its end; one that works signs at least once in so many events. */
async function unsignedEnds(sql: Sql, signed: Heads): Promise<JournalFault[]> {
  const rows = await sql.rows('SELECT id, seq, open FROM writers')
  return rows.flatMap((row) => {
    const writerId = String(row['id'])
    const fresh = Number(row['seq']) - (signed[writerId]?.seq ?? 0)
    const allowed = (row['open'] as unknown) === true ? MOST_UNSIGNED : 0
    return fresh > allowed ? [{kind: 'checkpoint' as const, writerId, note: 'missing'}] : []
  })
}

async function checkSettings(
  sql: Sql,
  sealing: Sealing | undefined,
  journalId: string,
  path: string,
): Promise<JournalFault[]> {
  if (sealing === undefined) return []
  const settings = new ServerSettings(sealing, journalId, path)
  const faults: JournalFault[] = []
  for (const name of ['journal', 'key', 'root', 'environment', 'next'] as const)
    if ((await settings.find(sql, name)) === undefined) faults.push({kind: 'counter', note: name})
  return faults
}

async function checkTail(sql: Sql, known: ServerMemory): Promise<JournalFault[]> {
  const missing = await lostSince(sql, known)
  return missing === undefined ? [] : [{kind: 'tail', ...missing}]
}

/** One line of technical words; `ui` has sentences for the kinds. */
function faultWords({kind, ...where}: JournalFault): string {
  return [kind, ...Object.entries(where).map(([name, value]) => `${name}=${value}`)].join(' ')
}
