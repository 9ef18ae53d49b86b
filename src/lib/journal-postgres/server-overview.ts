import type {Row} from '../journal/store.ts'
import type {ItemAction, ItemCount, ItemState, Overview, RegistryStatus} from '../ports/journal.ts'
import type {Database} from './database.ts'
import {NEVER_DUE} from './schema.ts'

/** Where a run stands, each figure from an index; `batchId` absent: the whole journal. */
export async function serverOverview(
  database: Database,
  {batchId, now, since}: {readonly batchId?: string; readonly now: number; readonly since: number},
): Promise<Overview> {
  const of = batchId === undefined ? '$1::text IS NULL' : 'batch = $1'
  const rows = (text: string, ...values: unknown[]) => database.rows(text, batchId ?? null, ...values)
  const [counts, ends] = await Promise.all([
    rows(
      `SELECT action, state, cause, registry_status, count(*) AS count FROM items WHERE ${of}
        GROUP BY action, state, cause, registry_status`,
    ),
    rows(
      `SELECT
        (SELECT min(planned_at) FROM (${['planned', 'deferred', 'unknown']
          .map(
            (state) => `(SELECT planned_at FROM items WHERE ${of} AND state = '${state}' ORDER BY n LIMIT 1)`,
          )
          .join(' UNION ALL ')}) AS first) AS oldest,
        (SELECT max(settled_at) FROM items WHERE ${of} AND state = 'accepted') AS accepted,
        (SELECT min(due) FROM items WHERE ${of} AND due > greatest($2::bigint, 1) AND due < ${NEVER_DUE}) AS next,
        (SELECT max(due) FROM items WHERE ${of} AND due > greatest($2::bigint, 1) AND due < ${NEVER_DUE}) AS last,
        (SELECT min(due) FROM items WHERE ${of} AND due <= $2::bigint) AS due,
        (SELECT count(*) FROM items WHERE ${of} AND state = 'accepted' AND settled_at >= $3::bigint) AS since`,
      Math.round(now),
      Math.round(since),
    ),
  ])
  const end = ends[0]
  return {
    counts: counts.map(countOf),
    ...instant('oldestWaitingAt', end?.['oldest']),
    ...instant('lastAcceptedAt', end?.['accepted']),
    ...instant('nextDueAt', end?.['next']),
    ...instant('lastDueAt', end?.['last']),
    ...(end?.['due'] === null || end?.['due'] === undefined ? {} : {dueNow: true}),
    acceptedSince: Number(end?.['since'] ?? 0),
  }
}

function countOf(row: Row): ItemCount {
  return {
    action: row['action'] as ItemAction,
    state: row['state'] as ItemState,
    ...(row['cause'] === null ? {} : {cause: String(row['cause'])}),
    ...(row['registry_status'] === null ? {} : {registryStatus: row['registry_status'] as RegistryStatus}),
    count: Number(row['count']),
  }
}

function instant(name: string, value: Row[string] | undefined): Readonly<Record<string, number>> {
  return value === null || value === undefined ? {} : {[name]: Number(value)}
}
