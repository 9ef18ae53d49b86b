import {CLOSED_MEANWHILE, isInDoubt} from '../../batch/at-the-dmp.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {PreparedDocument} from './prepare-document.ts'

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Sent, its end unknown, and the patient's DMP closed since: it may be there, and nothing can ask. */
export function closedMeanwhile(item: JournalItem, cause: DmpError): DmpError {
  const {documentUniqueId: uniqueId, sentAt, plannedAt, batchId, state} = item
  const facts = {uniqueId, date: dayOf(sentAt ?? plannedAt), batch: batchId ?? '-'}
  return new DmpError(CLOSED_MEANWHILE, {params: facts, details: {...facts, state}, cause})
}

/** The refusal of a closed DMP, as what it means for a document that may be in it. @throws what `check` throws */
export async function toldIfInDoubt(
  {journal}: Pick<Workbench, 'journal'>,
  {sourceSha256, ins}: Pick<PreparedDocument, 'sourceSha256' | 'ins'>,
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check()
  } catch (error) {
    if (!(error instanceof DmpError && error.code === 'DMP_PATIENT_CLOSED')) throw error
    const same = await (await journal()).items({sourceSha256, ins})
    const there = same.find(isInDoubt)
    throw there ? closedMeanwhile(there, error) : error
  }
}
