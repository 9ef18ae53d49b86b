import type {Row} from '../journal/store.ts'
import type {ItemAction, ItemCount, ItemState, Overview, RegistryStatus} from '../ports/journal.ts'
import type {Database} from './database.ts'
import {NEVER_DUE} from './schema.ts'

/** Where a run stands, each figure from an index; `batchId` absent: the whole journal, run by run. */
export async function serverOverview(
  database: Database,
  {batchId, now, since}: {readonly batchId?: string; readonly now: number; readonly since: number},
): Promise<Overview> {
  const named = batchId === undefined ? [] : [batchId]
  const instants = [Math.round(now), Math.round(since)]
  const [counts, ...ends] = await Promise.all([
    database.rows(
      `SELECT action, state, cause, registry_status, count(*) AS count FROM items
        ${batchId === undefined ? '' : 'WHERE batch = $1'} GROUP BY action, state, cause, registry_status`,
      ...named,
    ),
    database.rows(
      `SELECT ${TOGETHER} FROM ${batchId === undefined ? 'batches' : '(SELECT $3::text AS id)'} AS run
        CROSS JOIN LATERAL (${endsOf('batch = run.id')}) AS ends`,
      ...instants,
      ...named,
    ),
    // What was submitted outside any run counts with the whole.
    ...(batchId === undefined ? [database.rows(endsOf('batch IS NULL'), ...instants)] : []),
  ])
  const rows = ends.flat()
  const known = (name: string) =>
    rows.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : [Number(row[name])]))
  return {
    counts: counts.map(countOf),
    ...instant('oldestWaitingAt', known('oldest'), Math.min),
    ...instant('lastAcceptedAt', known('accepted'), Math.max),
    ...instant('nextDueAt', known('next'), Math.min),
    ...instant('lastDueAt', known('last'), Math.max),
    ...(known('due').length === 0 ? {} : {dueNow: true}),
    acceptedSince: known('since').reduce((sum, count) => sum + count, 0),
  }
}

const TOGETHER = `min(oldest) AS oldest, max(accepted) AS accepted, min(next) AS next, max(last) AS last,
  min(due) AS due, sum(since) AS since`

/** The ends of indexes that begin with the batch. $1: now, $2: since when acceptances count. */
function endsOf(of: string): string {
  const first = ['planned', 'deferred', 'unknown'].map(
    (state) => `(SELECT planned_at FROM items WHERE ${of} AND state = '${state}' ORDER BY n LIMIT 1)`,
  )
  const later = `FROM items WHERE ${of} AND due > greatest($1::bigint, 1) AND due < ${NEVER_DUE}`
  return `SELECT
    (SELECT min(planned_at) FROM (${first.join(' UNION ALL ')}) AS first) AS oldest,
    (SELECT max(settled_at) FROM items WHERE ${of} AND state = 'accepted') AS accepted,
    (SELECT min(due) ${later}) AS next,
    (SELECT max(due) ${later}) AS last,
    (SELECT min(due) FROM items WHERE ${of} AND due <= $1::bigint) AS due,
    (SELECT count(*) FROM items WHERE ${of} AND state = 'accepted' AND settled_at >= $2::bigint) AS since`
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

function instant(
  name: string,
  values: readonly number[],
  pick: (...values: number[]) => number,
): Readonly<Record<string, number>> {
  return values.length === 0 ? {} : {[name]: pick(...values)}
}
