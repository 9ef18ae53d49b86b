import {hash} from 'node:crypto'
import type {SQLInputValue} from 'node:sqlite'
import type {ItemSituation} from '../batch/item-state.ts'
import type {JournalItem, PlannedItem} from '../ports/journal.ts'
import {genuine} from './opened-row.ts'
import type {Sealing} from './sealing.ts'
import type {Row} from './store.ts'

/** Columns fixed when an item is planned; the last four are NULL in rows of version 1. */
export const FIXED_COLUMNS = [
  'id',
  'document_uid',
  'set_uid',
  'source_sha256',
  'ins',
  'ipp',
  'venue',
  'source_id',
  'set_id',
  'sealed',
  'batch',
  'action',
  'establishment',
  'send_after',
] as const

const COLUMNS_OF_VERSION_1 = 10

/** Those of `item_bodies`, which only the key opens or finds; the others stand in `items`. */
export const BODY_COLUMNS = FIXED_COLUMNS.slice(1, COLUMNS_OF_VERSION_1)
export const PLAN_COLUMNS = FIXED_COLUMNS.slice(COLUMNS_OF_VERSION_1)

/** Both halves of the rows of items. */
export const ITEM_ROWS = 'items JOIN item_bodies USING (n)'

const SITUATION = {
  state: 'state',
  attempts: 'attempts',
  plannedAt: 'planned_at',
  heldFrom: 'held_from',
  registryStatus: 'registry_status',
  entryUuid: 'entry_uuid',
  sentAt: 'sent_at',
  settledAt: 'settled_at',
  deletedAt: 'deleted_at',
  cause: 'cause',
  retryAt: 'retry_at',
  sender: 'sender',
  movedBy: 'moved_by',
} as const satisfies Readonly<Record<keyof ItemSituation, string>>

/** Columns that follow the events. */
export const SITUATION_COLUMNS = Object.values(SITUATION)

const SITUATION_FIELDS = Object.keys(SITUATION) as readonly (keyof ItemSituation)[]

export function situationValues(situation: ItemSituation): SQLInputValue[] {
  return SITUATION_FIELDS.map((field) => situation[field] ?? null)
}

/** The columns that tell two situations apart, with the values of the second. */
export function differences(
  before: ItemSituation,
  after: ItemSituation,
): {readonly columns: readonly string[]; readonly values: readonly SQLInputValue[]} {
  const changed = SITUATION_FIELDS.filter((field) => before[field] !== after[field])
  return {
    columns: changed.map((field) => SITUATION[field]),
    values: changed.map((field) => after[field] ?? null),
  }
}

export function situationOf(row: Row): ItemSituation {
  const situation: Record<string, unknown> = {}
  for (const field of SITUATION_FIELDS) {
    const value = row[SITUATION[field]] ?? null
    if (value !== null) situation[field] = value
  }
  return situation as unknown as ItemSituation
}

/** The fixed columns of a new item: keyed hashes for look-ups, everything else sealed. */
export function fixedValues(item: PlannedItem, sealing: Sealing): (string | number | null)[] {
  const blind = (kind: string, value: string | undefined) =>
    value === undefined ? null : sealing.blind(kind, value)
  return [
    item.id,
    blind('document', item.documentUniqueId),
    blind('set', item.submissionSetUniqueId),
    blind('source-sha256', item.sourceSha256),
    sealing.blindPatient(item.ins),
    blind('ipp', item.ipp),
    blind('venue', item.venue),
    blind('source-id', item.sourceId),
    blind('set-id', item.setId),
    sealing.seal(`item:${item.id}`, item),
    item.batchId ?? null,
    item.action,
    item.establishment ?? null,
    item.sendAfter === undefined ? null : Math.round(item.sendAfter),
  ]
}

/** Fixed values by the half of the row that holds them. */
export function halves<T>(fixed: readonly T[]): {readonly body: readonly T[]; readonly plan: readonly T[]} {
  return {body: fixed.slice(1, COLUMNS_OF_VERSION_1), plan: fixed.slice(COLUMNS_OF_VERSION_1)}
}

/** SHA-256 of fixed columns; the event that wrote them carries it, so that a changed row shows. */
export function fixedDigest(values: readonly unknown[]): string {
  // Plain values in an array: their JSON is canonical.
  return hash('sha256', JSON.stringify(values), 'hex')
}

/** The digest of an item's fixed columns; rows of version 1 have it over the columns of that version. */
export function itemDigest(values: readonly unknown[]): string {
  const isOld = values.slice(COLUMNS_OF_VERSION_1).every((value) => (value ?? null) === null)
  return fixedDigest(isOld ? values.slice(0, COLUMNS_OF_VERSION_1) : values)
}

/** An item as its callers see it. A value that does not open means a damaged row. @throws DmpError DMP_JOURNAL_DAMAGED */
export function openedItem(row: Row, sealing: Sealing, path: string): JournalItem {
  return genuine(path, () => journalItem(row, sealing))
}

function journalItem(row: Row, sealing: Sealing): JournalItem {
  const id = String(row['id'])
  const planned = sealing.open(`item:${id}`, String(row['sealed'])) as PlannedItem
  // Version 1 did not write the action: it knew no deletion.
  const action = planned.action ?? (planned.replaces ? 'replace' : 'submit')
  const {sender: _sender, movedBy: _movedBy, ...situation} = situationOf(row)
  return {...planned, action, ...situation, n: Number(row['n'])} as JournalItem
}
