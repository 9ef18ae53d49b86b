/**
 * Records of a plan as the journal keeps them, as far as whoever only carries them over must know: each has a number, a
 * class and, once it is ready, an item. When a number is named again, the later one holds.
 */
import type {JournalItem, PlanAccount} from '../ports/journal.ts'

/** Events in which records travel, and the files that an archive folder was seen to have. */
export const RECORDS = 'batch-rows'
export const FILES_SEEN = 'batch-files'

export interface PlanRecord {
  readonly n: number
  readonly class: 'ready' | 'held' | 'rejected' | 'excluded'
  readonly itemId?: string
}

export function recordsOf(data: Readonly<Record<string, unknown>>): readonly PlanRecord[] {
  const {rows} = data
  return Array.isArray(rows) ? (rows as readonly PlanRecord[]) : []
}

/** A ready record whose document could not be read: it is kept back, and its file is for another plan. */
export function withoutDocument(record: PlanRecord): PlanRecord {
  const {itemId: _lost, ...rest} = record
  return {...rest, class: 'held', ...{reason: 'lost-in-journal', params: {}}}
}

/** The record of a document whose own could not be read. */
export function recordOf({id, action, ...item}: JournalItem, n: number): PlanRecord {
  const {ipp, venue, sourceId, unit, typeCode, origin, sourcePath, documentUniqueId} = item
  const local = Object.entries({ipp, venue, sourceId, unit, typeCode}).filter(([, value]) => value)
  const file = origin && origin.file !== sourcePath ? {file: sourcePath} : {}
  const names = {local: Object.fromEntries(local), origin: origin ?? {file: sourcePath}, ...file}
  return {n, class: 'ready', itemId: id, ...{action, uniqueId: documentUniqueId, ...names}}
}

/** Every record in one column, whatever was said of it before. */
export class RecordTally {
  readonly #classes = new Map<number, PlanRecord['class']>()
  readonly #named = new Set<string>()
  last = 0

  knows({n}: PlanRecord): boolean {
    return this.#classes.has(n)
  }

  names(itemId: string): boolean {
    return this.#named.has(itemId)
  }

  add({n, class: verdict, itemId}: PlanRecord): void {
    this.#classes.set(n, verdict)
    if (itemId !== undefined) this.#named.add(itemId)
    this.last = Math.max(this.last, n)
  }

  account(): PlanAccount {
    const columns = {ready: 0, held: 0, rejected: 0, excluded: 0}
    for (const verdict of this.#classes.values()) columns[verdict] += 1
    return {read: this.#classes.size, ...columns}
  }
}
