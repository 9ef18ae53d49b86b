import {BATCH_COLUMNS} from '../journal/batch-row.ts'
import {EVENT_COLUMNS, type EventRecord, eventContent} from '../journal/event-row.ts'
import {FIXED_COLUMNS, SITUATION_COLUMNS, situationValues} from '../journal/item-row.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Environment} from '../profile/profile.ts'
import {canonicalJson} from '../traces/canonical-json.ts'
import {chainHash} from '../traces/hash-chain.ts'
import type {Sql} from './database.ts'
import {recordShape} from './schema.ts'
import type {PendingEvent, WorkingSet} from './working-set.ts'

/** End of the chain of one writer. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

export interface WriteParts {
  readonly sealing: Sealing
  readonly environment: Environment
  readonly writerId: string
  readonly now: () => number
}

const ITEM_COLUMNS = ['n', ...FIXED_COLUMNS, ...SITUATION_COLUMNS]
const INSERT_EVENTS = insert('events', EVENT_COLUMNS)
const INSERT_ITEMS = insert('items', ITEM_COLUMNS)
const UPDATE_ITEMS = `UPDATE items AS i SET ${SITUATION_COLUMNS.map((column) => `${column} = r.${column}`).join(', ')}
  FROM json_to_recordset($1::json) AS r(${recordShape(['id', ...SITUATION_COLUMNS])}) WHERE i.id = r.id`
const UPSERT_BATCHES = `${insert('batches', BATCH_COLUMNS)}
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, sealed = excluded.sealed`
const UPSERT_HOLDS = `${insert('holds', ['kind', 'value', 'sealed'])}
  ON CONFLICT (kind, value) DO UPDATE SET sealed = excluded.sealed`

function insert(table: string, columns: readonly string[]): string {
  const names = columns.join(', ')
  return `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_to_recordset($1::json) AS r(${recordShape(columns)})`
}

function records(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null]))),
  )
}

/** Writes what a group of calls made of the journal; answers the new end of the writer's chain. */
export async function writeRows(sql: Sql, set: WorkingSet, head: Head, parts: WriteParts): Promise<Head> {
  await writeItems(sql, set)
  if (set.batches.size > 0) await sql.rows(UPSERT_BATCHES, records(BATCH_COLUMNS, [...set.batches.values()]))
  await writeHolds(sql, set)
  if (set.settled.size > 0) await sql.rows('DELETE FROM claims WHERE item = ANY($1)', [...set.settled])
  if (set.events.length === 0) return head
  // Only now that every row is locked: the order of the numbers is the order of the changes.
  const numbers = await drawn(sql, 'event_numbers', set.events.length)
  let end = head
  const rows = set.events.map((event, place) => {
    const record = chained(event, Number(numbers[place]), end, parts)
    end = {seq: record.seq, hash: record.hash}
    return EVENT_COLUMNS.map((column) => record[column])
  })
  await sql.rows(INSERT_EVENTS, records(EVENT_COLUMNS, rows))
  await sql.rows('UPDATE writers SET seq = $2, hash = $3 WHERE id = $1', parts.writerId, end.seq, end.hash)
  return end
}

async function writeItems(sql: Sql, set: WorkingSet): Promise<void> {
  const fresh = [...set.planned]
  if (fresh.length > 0) {
    const numbers = await drawn(sql, 'item_numbers', fresh.length)
    const rows = fresh.map(([id, {fixed}], place) => {
      const situation = set.situations.get(id)
      return [numbers[place], ...fixed, ...(situation ? situationValues(situation) : [])]
    })
    await sql.rows(INSERT_ITEMS, records(ITEM_COLUMNS, rows))
  }
  const changed = [...set.situations].filter(([id]) => !set.planned.has(id))
  if (changed.length === 0) return
  const rows = changed.map(([id, situation]) => [id, ...situationValues(situation)])
  await sql.rows(UPDATE_ITEMS, records(['id', ...SITUATION_COLUMNS], rows))
}

async function writeHolds(sql: Sql, set: WorkingSet): Promise<void> {
  const named = [...set.holds].map(([key, sealed]) => {
    const [kind = '', value = ''] = key.split(':')
    return [kind, value, sealed] as const
  })
  const held = named.filter(([, , sealed]) => sealed !== undefined)
  if (held.length > 0) await sql.rows(UPSERT_HOLDS, records(['kind', 'value', 'sealed'], held))
  for (const [kind, value, sealed] of named)
    if (sealed === undefined) await sql.rows('DELETE FROM holds WHERE kind = $1 AND value = $2', kind, value)
}

async function drawn(sql: Sql, sequence: string, count: number): Promise<readonly unknown[]> {
  const rows = await sql.rows(`SELECT nextval('${sequence}') AS n FROM generate_series(1, $1)`, count)
  return rows.map((row) => row['n'])
}

function chained(pending: PendingEvent, n: number, head: Head, parts: WriteParts): EventRecord {
  const {id, event, effects} = pending
  const {sealing, environment, writerId, now} = parts
  const content = eventContent(
    event,
    {
      n,
      id,
      writer: writerId,
      seq: head.seq + 1,
      ts: now(),
      environment,
      effects: Object.keys(effects).length === 0 ? undefined : canonicalJson(effects),
      prev: head.hash,
    },
    sealing,
  )
  return {...content, hash: chainHash(content.prev, content)} as EventRecord
}
