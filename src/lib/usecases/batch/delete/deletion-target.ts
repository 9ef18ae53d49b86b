import type {JournalItem, PlannedItem} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'

type Bench = Pick<Workbench, 'journal'>

/** The sending that a deletion takes back; absent when the document is not in our journal. */
export async function targetOf(
  {journal}: Bench,
  {documentUniqueId, ins}: PlannedItem,
): Promise<JournalItem | undefined> {
  const sent = await (await journal()).items({documentUniqueId})
  const own = sent.filter((one) => one.ins.matricule === ins.matricule && one.ins.oid === ins.oid)
  return own.find(({state}) => state !== 'refused') ?? own[0]
}

const WAITING: readonly JournalItem['state'][] = ['planned', 'deferred', 'unknown', 'sending']

/** True while a newer version of the same document waits for its own deletion in the same run: newest first. */
export async function newerWaits(
  {journal}: Bench,
  {batchId}: PlannedItem,
  target: JournalItem,
): Promise<boolean> {
  const store = await journal()
  const versions = await store.items({setId: target.setId})
  for (const {versionNumber, documentUniqueId} of versions) {
    if (versionNumber <= target.versionNumber) continue
    const deletions = await store.items({documentUniqueId, actions: ['delete'], states: WAITING})
    if (deletions.some((one) => one.batchId === batchId)) return true
  }
  return false
}
