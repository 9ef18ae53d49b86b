import type {Batch, Journal, JournalItem} from '../../../ports/journal.ts'
import type {DeletionRecord} from './deletion-plan.ts'
import {withdrawn} from './settle-deletion.ts'
import {localOf} from './tally.ts'
import {type Judged, type UndoFate, type UndoScope, UndoSurvey} from './undo-survey.ts'

/** What only a person can settle is held; what needs nothing is excluded. */
const HELD: readonly UndoFate[] = ['taken', 'replaced', 'sending', 'elsewhere', 'deletion-unknown']

async function leavesObsolete(
  journal: Pick<Journal, 'items'>,
  run: Batch,
  {replaces}: JournalItem,
): Promise<boolean> {
  if (!replaces) return false
  const before = await journal.items({documentUniqueId: replaces.uniqueId})
  return !before.some(({batchId}) => batchId === run.id)
}

async function recordOf(
  journal: Journal,
  run: Batch,
  {item, fate, by, open}: Judged,
): Promise<DeletionRecord> {
  const row = {
    local: localOf(item),
    origin: {
      file: item.origin?.file ?? item.sourcePath,
      ...(item.origin?.line ? {line: item.origin.line} : {}),
    },
    uniqueId: item.documentUniqueId,
  }
  if (fate === 'delete' || fate === 'locate') {
    const obsolete = await leavesObsolete(journal, run, item)
    // A deletion that the run itself was to make is withdrawn by its own record, read before.
    const changes = open?.kind === 'free' && open.batchId !== run.id ? open.changes : undefined
    return {
      row,
      order: {uniqueId: item.documentUniqueId, ins: item.ins, target: item},
      ...(changes ? {changes} : {}),
      ...(obsolete ? {leavesObsolete: true} : {}),
    }
  }
  const judged = {...row, class: HELD.includes(fate) ? 'held' : 'excluded', reason: `undo-${fate}`} as const
  if (fate === 'withdraw' || fate === 'deletion-withdraw') return {row: judged, changes: withdrawn(item)}
  if (open?.kind === 'begun') return {row: judged, begun: {batchId: open.batchId, target: item}}
  return {row: judged, ...(by ? {by} : {})}
}

/** The documents of a run, each with what its undo does with it. */
export async function* undoRecords(
  journal: Journal,
  run: Batch,
  scope: UndoScope,
): AsyncGenerator<DeletionRecord> {
  for await (const judged of new UndoSurvey(journal, run, scope)) yield recordOf(journal, run, judged)
}
