import type {ItemAction, ItemCount, ItemState, Overview, RegistryStatus} from '../ports/journal.ts'
import {NEVER_DUE} from './schema.ts'
import type {Store} from './store.ts'

/** Where a run stands, from kept totals and the ends of indexes: no walk over its items. */
export function overview(
  store: Store,
  {batchId, now, since}: {readonly batchId?: string; readonly now: number; readonly since: number},
): Overview {
  const counts = readCounts(store, batchId)
  const batches = batchId === undefined ? batchesOf(store) : [batchId]
  const each = (sql: string, ...values: number[]) =>
    batches.flatMap((batch) =>
      store.all(sql, batch, ...values).flatMap(({at}) => (at === null ? [] : [Number(at)])),
    )
  // Numbers grow with the time of planning: the first of each state is its oldest.
  const oldest = ['planned', 'deferred', 'unknown'].flatMap((state) =>
    each(
      `SELECT planned_at AS at FROM items WHERE n = (SELECT min(n) FROM items WHERE batch IS ? AND state = '${state}')`,
    ),
  )
  const lastAccepted = each("SELECT max(settled_at) AS at FROM items WHERE batch IS ? AND state = 'accepted'")
  const later = (end: 'min' | 'max') =>
    each(
      `SELECT ${end}(due) AS at FROM items WHERE batch IS ? AND due > ? AND due < ${NEVER_DUE}`,
      Math.max(now, 1),
    )
  const nextDue = later('min')
  const due = each('SELECT min(due) AS at FROM items WHERE batch IS ? AND due <= ?', now)
  const accepted = each(
    "SELECT count(*) AS at FROM items WHERE batch IS ? AND state = 'accepted' AND settled_at >= ?",
    since,
  )
  return {
    counts,
    ...(oldest.length === 0 ? {} : {oldestWaitingAt: least(oldest)}),
    ...(lastAccepted.length === 0 ? {} : {lastAcceptedAt: most(lastAccepted)}),
    ...(nextDue.length === 0 ? {} : {nextDueAt: least(nextDue), lastDueAt: most(later('max'))}),
    ...(due.length === 0 ? {} : {dueNow: true}),
    acceptedSince: accepted.reduce((sum, count) => sum + count, 0),
  }
}

function readCounts(store: Store, batchId: string | undefined): readonly ItemCount[] {
  const columns = 'action, state, cause, registry_status'
  const rows = store.all(
    `SELECT ${columns}, sum(count) AS count FROM item_counts WHERE ? IS NULL OR batch = ? GROUP BY ${columns} HAVING sum(count) <> 0`,
    batchId ?? null,
    batchId ?? null,
  )
  return rows.map((row) => ({
    action: row['action'] as ItemAction,
    state: row['state'] as ItemState,
    ...(row['cause'] === '' ? {} : {cause: String(row['cause'])}),
    ...(row['registry_status'] === '' ? {} : {registryStatus: row['registry_status'] as RegistryStatus}),
    count: Number(row['count']),
  }))
}

/** NULL stands for items of no batch. */
function batchesOf(store: Store): readonly (string | null)[] {
  return store
    .all('SELECT DISTINCT batch FROM item_counts')
    .map(({batch}) => (batch === '' ? null : String(batch)))
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b))
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b))
