import type {TraceSource} from '../../ports/trace-sources.ts'
import type {KeptBackRecord} from '../../stats/document-facts.ts'
import {type PlanRow, planEvents} from '../batch/plan/plan-row.ts'

/** Reasons for which a record is another record's document, not one of its own. */
const TWINS = new Set(['duplicate-row', 'already-sent', 'already-planned', 'known-sent', 'deleted-later'])

/**
 * Records that plans kept back and that became no document since: produced and never sent. The last word on a document
 * holds, by its uniqueId, the hospital's number or its place in the source; what a later plan made ready is taken out
 * again as its item is met (`met`). Records without a type are of no indicator and are not kept.
 */
export class KeptBackRecords {
  readonly #records = new Map<string, KeptBackRecord>()

  async read(source: TraceSource, signal?: AbortSignal): Promise<void> {
    for await (const {batchId, occurredAt, data} of source.events({operation: planEvents.rows})) {
      signal?.throwIfAborted()
      for (const row of (data['rows'] ?? []) as readonly PlanRow[]) this.#note(row, batchId ?? '', occurredAt)
    }
  }

  /** An item stands for the document: whatever kept it back is over. */
  met({uniqueId, sourceId}: {readonly uniqueId: string; readonly sourceId?: string | undefined}): void {
    this.#records.delete(`id|${uniqueId}`)
    if (sourceId !== undefined) this.#records.delete(`number|${sourceId}`)
  }

  left(): Iterable<KeptBackRecord> {
    return this.#records.values()
  }

  #note(row: PlanRow, batchId: string, plannedAt: number): void {
    const {class: verdict, action, reason, local, uniqueId, n} = row
    if (action === 'delete') return
    const key = keyOf(row)
    const isKept =
      (verdict === 'held' || verdict === 'rejected') && reason !== undefined && !TWINS.has(reason)
    if (!isKept || local.typeCode === undefined) {
      // ready now, or nothing of its own
      if (verdict === 'ready') this.#records.delete(key)
      return
    }
    const {typeCode, documentDate, ipp, venue, sourceId, unit} = local
    const word = row.params?.['reason']
    this.#records.set(key, {
      batchId,
      n,
      action,
      typeCode,
      plannedAt,
      reason,
      causeReason: typeof word === 'string' ? word : undefined,
      uniqueId,
      documentDate,
      ipp,
      venue,
      sourceId,
      unit,
    })
  }
}

function keyOf({uniqueId, local: {sourceId}, origin: {file, line, part}, turn}: PlanRow): string {
  if (uniqueId !== undefined) return `id|${uniqueId}`
  if (sourceId !== undefined) return `number|${sourceId}`
  return `place|${file}|${line ?? ''}|${part ?? ''}|${turn ?? ''}`
}
