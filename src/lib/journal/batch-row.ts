import {DmpError} from '../errors/dmp-error.ts'
import type {Batch, BatchChange, BatchState} from '../ports/journal.ts'
import {fixedDigest} from './item-row.ts'
import {genuine} from './opened-row.ts'
import type {Sealing} from './sealing.ts'
import type {Row, Store} from './store.ts'

export const BATCH_COLUMNS = ['id', 'kind', 'state', 'establishment', 'created_at', 'sealed'] as const

const INSERT = `INSERT INTO batches (${BATCH_COLUMNS.join(', ')}) VALUES (${BATCH_COLUMNS.map(() => '?').join(', ')})`
const UPDATE = 'UPDATE batches SET state = ?, sealed = ? WHERE id = ?'

/** A batch goes this way only. */
const ORDER: readonly BatchState[] = ['planning', 'planned', 'submitted', 'closed']

/** The stored values of a batch, in the order of {@link BATCH_COLUMNS}; what the operator gave is sealed. */
export function batchValues(batch: Batch, sealing: Sealing): (string | number)[] {
  const {id, kind, state, establishment, createdAt} = batch
  return [id, kind, state, establishment, Math.round(createdAt), sealedPart(batch, sealing)]
}

export function sealedPart({id, account, undoes, facts}: Batch, sealing: Sealing): string {
  return sealing.seal(`batch:${id}`, {account, undoes, facts})
}

/** SHA-256 of a row; the event of each change carries it. */
export function batchDigest(row: Row): string {
  return fixedDigest(BATCH_COLUMNS.map((column) => row[column]))
}

/** A batch as its callers see it. @throws DmpError DMP_JOURNAL_DAMAGED */
export function openedBatch(row: Row, sealing: Sealing, path: string): Batch {
  const id = String(row['id'])
  return genuine(path, () => ({
    id,
    kind: row['kind'] as Batch['kind'],
    state: row['state'] as BatchState,
    establishment: String(row['establishment']),
    createdAt: Number(row['created_at']),
    ...(sealing.open(`batch:${id}`, String(row['sealed'])) as Pick<Batch, 'account' | 'undoes' | 'facts'>),
  }))
}

/**
 * Enters a new batch or changes a known one; inside a transaction of the caller.
 * @returns the digest that the event carries
 * @throws DmpError DMP_ITEM_STATE when the id is taken or absent, or when the batch would go back
 */
export function writeBatch(store: Store, sealing: Sealing, change: BatchChange): string {
  const before = store.get('SELECT * FROM batches WHERE id = ?', change.id)
  if ('kind' in change) {
    if (before !== undefined) throw wrongState(change.id, String(before['state']), change.state)
    const values = batchValues(change, sealing)
    store.run(INSERT, ...values)
    return fixedDigest(values)
  }
  if (before === undefined) throw wrongState(change.id, 'absent', change.state ?? 'changed')
  const batch = merged(openedBatch(before, sealing, store.path), change)
  const values = batchValues(batch, sealing)
  store.run(UPDATE, batch.state, String(values[5]), batch.id)
  return fixedDigest(values)
}

/** @throws DmpError DMP_ITEM_STATE */
export function merged(batch: Batch, {id, state, account, facts}: Exclude<BatchChange, Batch>): Batch {
  const to = state ?? batch.state
  if (ORDER.indexOf(to) < ORDER.indexOf(batch.state)) throw wrongState(id, batch.state, to)
  return {
    ...batch,
    state: to,
    ...(account === undefined ? {} : {account}),
    facts: {...batch.facts, ...facts},
  }
}

function wrongState(item: string, from: string, to: string): DmpError {
  return new DmpError('DMP_ITEM_STATE', {params: {item, from, to}, details: {batch: item, from, to}})
}
