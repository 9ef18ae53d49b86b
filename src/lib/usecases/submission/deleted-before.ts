import {alreadySent} from '../../batch/one-submission.ts'
import {uniqueIdOf} from '../../cda/read-header.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {PreparedDocument} from './prepare-document.ts'

const wasDeleted = ({registryStatus}: Pick<JournalItem, 'registryStatus'>) => registryStatus === 'deleted'

/**
 * Nothing goes back by itself that was deleted from the DMP: the same command or list run again after a deletion must
 * not publish anew. The same bytes for the same patient, or the uniqueId that a ready-made CDA brings, ask for the
 * word; a corrected content under the hospital's number does not. What a plan holds as `deleted-before` is the same.
 * @throws DmpError DMP_ALREADY_SENT (`case: deleted`) unless `again`
 */
export async function refuseDeleted(
  {journal}: Pick<Workbench, 'journal'>,
  {sourceSha256, ins, reading}: PreparedDocument,
  again: boolean,
): Promise<void> {
  if (again) return
  const store = await journal()
  const uniqueId = reading && uniqueIdOf(reading.header.id)
  const sameBytes = (await store.items({sourceSha256})).filter(
    (item) => item.ins.matricule === ins.matricule && item.ins.oid === ins.oid,
  )
  const gone =
    sameBytes.find(wasDeleted) ??
    (uniqueId && (await store.items({documentUniqueId: uniqueId as DocumentUniqueId})).find(wasDeleted))
  if (gone) throw alreadySent(gone)
}
