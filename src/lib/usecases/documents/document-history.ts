import {DmpError} from '../../errors/dmp-error.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Visibility} from '../../visibility/visibility.ts'
import type {Workbench} from '../ports.ts'
import {type DocumentReference, nameDocument} from './name-document.ts'

/** One version of a document, as our journal knows it. */
export interface Version {
  readonly uniqueId: string
  readonly versionNumber: number
  readonly action: string
  readonly state: string
  readonly registryStatus: string | null
  readonly entryUuid: string | null
  readonly submissionSetUniqueId: string
  readonly ins: string
  readonly typeCode: string
  readonly visibility: Visibility
  readonly plannedAt: string
  readonly sentAt: string | null
  readonly settledAt: string | null
  readonly deletedAt: string | null
  readonly attempts: number
  readonly cause: string | null
  readonly replaces: string | null
}

export interface DocumentHistory {
  readonly setId: string
  readonly versions: readonly Version[]
}

const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())

export function versionOf(item: JournalItem): Version {
  return {
    uniqueId: item.documentUniqueId,
    versionNumber: item.versionNumber,
    action: item.action,
    state: item.state,
    registryStatus: item.registryStatus ?? null,
    entryUuid: item.entryUuid ?? null,
    submissionSetUniqueId: item.submissionSetUniqueId,
    ins: maskIns(item.ins.matricule),
    typeCode: item.typeCode,
    visibility: item.visibility,
    plannedAt: new Date(item.plannedAt).toISOString(),
    sentAt: iso(item.sentAt),
    settledAt: iso(item.settledAt),
    deletedAt: iso(item.deletedAt),
    attempts: item.attempts,
    cause: item.cause ?? null,
    replaces: item.replaces?.uniqueId ?? null,
  }
}

/** Every version that we sent of the document `item` belongs to, oldest first. */
export async function versionsOf(
  {journal}: Pick<Workbench, 'journal'>,
  item: JournalItem,
): Promise<readonly JournalItem[]> {
  const items = await (await journal()).items({setId: item.setId})
  return items.toSorted((a, b) => a.versionNumber - b.versionNumber || a.plannedAt - b.plannedAt)
}

/** `document history`: the chain of versions. @throws DmpError DMP_DOCUMENT_NOT_FOUND when it is not ours */
export async function documentHistory(
  bench: Workbench,
  reference: DocumentReference,
): Promise<DocumentHistory> {
  const {item, uniqueId} = await nameDocument(bench, reference)
  if (!item) throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId}})
  return {setId: item.setId, versions: (await versionsOf(bench, item)).map(versionOf)}
}
