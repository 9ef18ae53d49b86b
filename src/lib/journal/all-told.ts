import type {JournalFault} from '../ports/journal.ts'
import type {LaterJournal} from './later-journal.ts'
import {MOST_FAULTS} from './replay.ts'
import type {Heads, Losses} from './root-register.ts'

export interface Evidence {
  readonly told: LaterJournal | undefined
  /** Of the check of that journal. */
  readonly findings: readonly JournalFault[]
  /** Of the copy. */
  readonly journalId: string
  /** Last events that this machine knows of; undefined when it never knew the journal of the copy. */
  readonly heads: Heads | undefined
  readonly losses: Losses
}

/**
 * Whether the journal that was put aside tells all that was done since the copy, so that nobody need be asked what left: it
 * is the same journal, known to this machine, with every event that the machine remembers; no row of it is known to be lost
 * or altered; and an earlier restoration that could not say as much has been answered for.
 */
export function isAllTold({told, findings, journalId, heads = {}, losses}: Evidence): boolean {
  if (told === undefined || told.journalId !== journalId) return false
  if (Object.keys(heads).length === 0 || !told.holds(heads)) return false
  if (findings.length >= MOST_FAULTS || !findings.every(leavesRows)) return false
  const {isOpen, answeredAt} = told.restorations()
  return told.isWhole && !isOpen && answeredAt >= losses.doubtedAt
}

/**
 * An event that is gone and no more. The rows of documents are all there as long as no event names a missing one and the
 * totals kept beside them agree: else the check finds that too.
 */
function leavesRows({kind, note}: JournalFault): boolean {
  if (kind === 'chain') return true
  if (kind === 'checkpoint') return note === 'heads' || note === 'kept'
  return kind === 'item' && (note === 'without-event' || note === 'illegal-step')
}
