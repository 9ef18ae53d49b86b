import {hideMatricules} from '../../../ins/hide-matricules.ts'
import type {JournalItem, PlanAccount} from '../../../ports/journal.ts'
import {counted, noRecords} from '../plan/plan-row.ts'
import type {ReasonCount} from '../plan/plan-wish.ts'
import type {DeletionRecord} from './deletion-plan.ts'
import type {NamedDeletion} from './take-back-report.ts'

/** Documents named in the answer; all of them are in the receipt. */
const SHOWN = 200

const shown = (text: string | undefined) => (text === undefined ? null : hideMatricules(text))

function named({row, order, by, begun}: DeletionRecord): NamedDeletion {
  const {local, reason, uniqueId} = row
  const sentAt = (order ?? begun)?.target?.sentAt
  return {
    uniqueId: order?.uniqueId ?? uniqueId ?? null,
    ipp: shown(local.ipp),
    venue: shown(local.venue),
    sourceId: shown(local.sourceId),
    typeCode: shown(local.typeCode),
    sentAt: sentAt === undefined ? null : new Date(sentAt).toISOString(),
    replacedBy: by ? {uniqueId: by.documentUniqueId, batchId: by.batchId ?? null} : null,
    reason: order || begun ? null : (reason ?? null),
  }
}

/** Local numbers of a document of our journal, as rows of a plan carry them. */
export function localOf({ipp, venue, sourceId, typeCode, unit}: JournalItem): DeletionRecord['row']['local'] {
  return {
    ...(ipp ? {ipp} : {}),
    ...(venue ? {venue} : {}),
    ...(sourceId ? {sourceId} : {}),
    ...(unit ? {unit} : {}),
    ...(typeCode ? {typeCode} : {}),
  }
}

/** What a list of deletions comes to, before anything is written. */
export class Tally {
  account: PlanAccount = noRecords
  underway = 0
  /** Deletions planned earlier that are not done, by the batch they are in. */
  readonly begun = new Map<string, number>()
  withdrawn = 0
  leavesObsolete = 0
  readonly documents: NamedDeletion[] = []
  readonly kept: NamedDeletion[] = []
  readonly #reasons = new Map<string, ReasonCount>()

  add(record: DeletionRecord): void {
    const verdict = record.order ? 'ready' : (record.row.class ?? 'excluded')
    this.account = counted(this.account, verdict)
    if (record.leavesObsolete) this.leavesObsolete += 1
    if (record.changes && !record.order) this.withdrawn += 1
    if (record.begun) {
      const {batchId} = record.begun
      this.underway += 1
      this.begun.set(batchId, (this.begun.get(batchId) ?? 0) + 1)
    }
    const toDelete = verdict === 'ready' || record.begun !== undefined
    if (toDelete && this.documents.length < SHOWN) this.documents.push(named(record))
    if (verdict === 'ready') return
    const reason = record.row.reason ?? '-'
    const key = `${verdict} ${reason}`
    this.#reasons.set(key, {class: verdict, reason, count: (this.#reasons.get(key)?.count ?? 0) + 1})
    if (verdict !== 'excluded' && this.kept.length < SHOWN) this.kept.push(named(record))
  }

  /** Deletions to make, new ones and those begun: what is confirmed. */
  get wanted(): number {
    return this.account.ready + this.underway
  }

  get reasons(): readonly ReasonCount[] {
    return [...this.#reasons.values()].toSorted(
      (a, b) => b.count - a.count || a.reason.localeCompare(b.reason),
    )
  }
}
