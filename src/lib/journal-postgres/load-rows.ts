import {openedItem} from '../journal/item-row.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {Row} from '../journal/store.ts'
import type {Hold, HoldKind, JournalEntry} from '../ports/journal.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'
import type {Sql} from './database.ts'
import type {Loaded} from './working-set.ts'

/** One call to the journal that writes. */
export type Work =
  | {readonly kind: 'record'; readonly entries: readonly JournalEntry[]; readonly takeover?: boolean}
  | {readonly kind: 'hold'; readonly holds: readonly Hold[]; readonly by?: ActorTrace | undefined}
  | {
      readonly kind: 'lift'
      readonly hold: HoldKind
      readonly value: string
      readonly by?: ActorTrace | undefined
    }

/** Advisory locks of the database, first number; the second is a bucket of keyed hashes, or a place of a writer. */
export const LOCKS = {keys: 0x444d5001, writers: 0x444d5002, whole: 0x444d5003} as const

const BUCKETS = 4096

/** Keys that share a bucket wait for each other without need; a transaction never holds more locks than this. */
function bucketOf(keyed: string): number {
  return Number.parseInt(keyed.slice(-8), 16) % BUCKETS
}

/**
 * Everything a group of calls may change or must know, locked until its transaction ends: nobody plans the same bytes
 * meanwhile, nor changes the same items, batches and holds. Locks are taken in one order, so that two groups do not
 * wait for each other.
 */
export async function loadRows(
  sql: Sql,
  works: readonly Work[],
  sealing: Sealing,
  path: string,
): Promise<Loaded> {
  const records = works.flatMap((work) => (work.kind === 'record' ? work.entries : []))
  const planned = records.flatMap((entry) => entry.planned ?? [])
  const sources = unique(planned.map(({sourceSha256}) => sealing.blind('source-sha256', sourceSha256)))
  const held = holdKeys(works, sealing)
  const lockKeys = [...sources, ...held.map(({value}) => value)].map(bucketOf)
  if (lockKeys.length > 0)
    await sql.rows(
      'SELECT pg_advisory_xact_lock($1, bucket) FROM unnest($2::int[]) AS bucket',
      LOCKS.keys,
      [...new Set(lockKeys)].sort((a, b) => a - b),
    )
  const changed = unique(records.flatMap((entry) => (entry.changes ?? []).map(({id}) => id)))
  const items = new Map<string, Row>()
  const keep = (rows: readonly Row[]) => {
    for (const row of rows) items.set(String(row['id']), row)
    return rows
  }
  if (changed.length > 0)
    keep(await sql.rows('SELECT * FROM items WHERE id = ANY($1) ORDER BY id FOR UPDATE', changed))
  const twinRows =
    planned.length === 0
      ? []
      : keep(
          await sql.rows(
            'SELECT * FROM items WHERE id = ANY($1) OR source_sha256 = ANY($2) ORDER BY n',
            planned.map(({id}) => id),
            sources,
          ),
        )
  const twins = twinsOf(twinRows, new Set(sources))
  const batchIds = unique(records.flatMap(({batch}) => (batch === undefined ? [] : [batch.id])))
  return {
    items,
    twins,
    claims: await claimsOf(sql, changed),
    batches:
      batchIds.length === 0
        ? new Map()
        : byId(await sql.rows('SELECT * FROM batches WHERE id = ANY($1) ORDER BY id FOR UPDATE', batchIds)),
    holds: await holdsAmong(sql, [...held, ...mistakesAbout(twins, items, sealing, path)]),
  }
}

const unique = (values: readonly string[]) => [...new Set(values)]
const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [String(row['id']), row]))

function holdKeys(works: readonly Work[], sealing: Sealing) {
  const key = (kind: HoldKind, value: string) => ({kind, value: sealing.blind(`hold-${kind}`, value)})
  return works.flatMap((work) => {
    if (work.kind === 'hold') return work.holds.map(({kind, value}) => key(kind, value))
    return work.kind === 'lift' ? [key(work.hold, work.value)] : []
  })
}

function twinsOf(rows: readonly Row[], sources: ReadonlySet<string>): Map<string, string[]> {
  const same = rows.filter((row) => sources.has(String(row['source_sha256'])))
  return new Map(
    [...Map.groupBy(same, (row) => String(row['source_sha256']))].map(([source, group]) => [
      source,
      group.map((row) => String(row['id'])),
    ]),
  )
}

/** The holds that would say that a twin went to the wrong patient. */
function mistakesAbout(
  twins: ReadonlyMap<string, readonly string[]>,
  items: ReadonlyMap<string, Row>,
  sealing: Sealing,
  path: string,
) {
  return [...twins.values()].flat().map((id) => {
    const {documentUniqueId} = openedItem(items.get(id) ?? {}, sealing, path)
    const kind: HoldKind = 'wrong_patient'
    return {kind, value: sealing.blind(`hold-${kind}`, documentUniqueId)}
  })
}

async function claimsOf(sql: Sql, ids: readonly string[]) {
  if (ids.length === 0) return new Map()
  const rows = await sql.rows(
    'SELECT item, token, until > clock_timestamp() AS live FROM claims WHERE item = ANY($1) ORDER BY ins FOR UPDATE',
    ids,
  )
  return new Map(
    rows.map((row) => [
      String(row['item']),
      {token: String(row['token']), live: (row['live'] as unknown) === true},
    ]),
  )
}

async function holdsAmong(sql: Sql, names: readonly {kind: HoldKind; value: string}[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await sql.rows(
    'SELECT kind, value FROM holds WHERE (kind, value) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
    names.map(({kind}) => kind),
    names.map(({value}) => value),
  )
  return new Set(rows.map((row) => `${row['kind']}:${row['value']}`))
}
