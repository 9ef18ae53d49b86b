import {DmpError} from '../../errors/dmp-error.ts'
import {locateEntry} from '../exchange/locate-entry.ts'
import type {Workbench} from '../ports.ts'
import {type PatientWords, patientOfFlags} from '../submission/patient-of-flags.ts'
import {type DocumentReference, nameDocument} from './name-document.ts'

export interface LocatedDocument {
  readonly uniqueId: string
  readonly found: boolean
  readonly entryUuids: readonly string[]
  /** Sent by this installation. */
  readonly ours: boolean
}

/** The patient of a document: the one it was sent to, else the one stated. @throws DmpError DMP_MISSING_VALUE */
export async function insOfDocument(
  bench: Workbench,
  item: {readonly ins: import('../../ins/patient-identity.ts').Ins} | undefined,
  words: PatientWords,
) {
  const ins = item?.ins ?? (await patientOfFlags(bench, words)).ins
  if (!ins)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  return ins
}

/** `document locate` (TD3.1b): what the registry holds under a uniqueId. Not found is an answer, not an error. */
export async function documentLocate(
  bench: Workbench,
  target: DocumentReference,
  patient: PatientWords,
): Promise<LocatedDocument> {
  const {uniqueId, item} = await nameDocument(bench, target)
  const ins = await insOfDocument(bench, item, patient)
  const entryUuids = await locateEntry(bench, {uniqueId, ins, ...(item ? {itemId: item.id} : {})})
  return {uniqueId, found: entryUuids.length > 0, entryUuids, ours: item !== undefined}
}
