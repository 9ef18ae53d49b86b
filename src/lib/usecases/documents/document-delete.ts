/**
 * `document delete`: TD0.2 → TD3.1b → confirmation → TD3.3c → check. The four prerequisites are shown as a checklist;
 * the third, an access authorisation, is not required of the Alimentation profile (EX_3.3-1060). A deletion for
 * `wrong-patient` acts on the INS the document was sent to, covers every version known, and holds it against resending.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId, EntryUuid} from '../../ids/identifiers.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {locateEntry, requireEntry} from '../exchange/locate-entry.ts'
import {requireActiveDmp} from '../patient/ask-existence.ts'
import type {Workbench} from '../ports.ts'
import type {PatientWords} from '../submission/patient-of-flags.ts'
import {type Consent, requireConsent} from './consent.ts'
import {deleteEntry} from './delete-entry.ts'
import {type DeletedVersion, type DeletionReceipt, writeReceipt} from './deletion-receipt.ts'
import {versionsOf} from './document-history.ts'
import {insOfDocument} from './document-locate.ts'
import {type DocumentReference, nameDocument} from './name-document.ts'
import {holdAgainstResending, type OtherDocument, othersOf} from './wrong-patient.ts'

export interface DeleteInput {
  readonly target: DocumentReference
  readonly patient: PatientWords
  readonly reason: string
  readonly originalStatus?: 'archived' | undefined
  readonly consent: Consent
  readonly dryRun: boolean
  readonly receipt?: string | undefined
}

export interface Prerequisite {
  readonly id: 'ins' | 'dmp-active' | 'authorisation' | 'entry'
  readonly state: 'ok' | 'not-required'
  readonly value: string
}

export interface DeletionReport {
  readonly uniqueId: string
  readonly reason: string
  readonly dryRun: boolean
  readonly checklist: readonly Prerequisite[]
  readonly deleted: readonly DeletedVersion[]
  readonly holds: number
  readonly others: readonly OtherDocument[]
  readonly receipt: string | null
}

interface Target {
  readonly uniqueId: DocumentUniqueId
  readonly entryUuid: EntryUuid
  readonly item?: JournalItem
}

function impossible(
  uniqueId: string,
  reason: 'already-deleted' | 'not-ours' | 'closed' | 'none' | 'still-there',
): DmpError {
  return new DmpError('DMP_DELETION_IMPOSSIBLE', {params: {uniqueId, reason}, details: {uniqueId, reason}})
}

/** Versions to delete, newest first: all that may still stand for a wrong patient, the one named otherwise. */
async function versionsToDelete(
  bench: Workbench,
  item: JournalItem | undefined,
  wrongPatient: boolean,
): Promise<readonly JournalItem[]> {
  if (!item) return []
  if (item.registryStatus === 'deleted' && !wrongPatient)
    throw impossible(item.documentUniqueId, 'already-deleted')
  if (!wrongPatient) return [item]
  const live = (await versionsOf(bench, item)).filter(
    ({state, registryStatus}) =>
      (state === 'accepted' || state === 'unknown') && registryStatus !== 'deleted',
  )
  if (live.length === 0) throw impossible(item.documentUniqueId, 'already-deleted')
  return live.toReversed()
}

async function requireActive(bench: Workbench, uniqueId: string, ins: Ins): Promise<void> {
  try {
    await requireActiveDmp(bench, ins)
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_PATIENT_CLOSED') throw impossible(uniqueId, 'closed')
    if (error instanceof DmpError && error.code === 'DMP_PATIENT_NONE') throw impossible(uniqueId, 'none')
    throw error
  }
}

async function targetsOf(
  bench: Workbench,
  uniqueId: DocumentUniqueId,
  items: readonly JournalItem[],
  ins: Ins,
): Promise<Target[]> {
  if (items.length === 0) return [{uniqueId, entryUuid: await requireEntry(bench, {uniqueId, ins})}]
  const targets: Target[] = []
  for (const item of items) {
    const [entryUuid] = await locateEntry(bench, {
      uniqueId: item.documentUniqueId,
      ins: item.ins,
      itemId: item.id,
    })
    if (entryUuid) targets.push({uniqueId: item.documentUniqueId, entryUuid, item})
  }
  const [first] = items
  if (targets.length === 0)
    throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId: first?.documentUniqueId ?? uniqueId}})
  return targets
}

/** Deletes one version and sees that it is gone; a lost answer is settled by looking. */
async function deleteOne(
  bench: Workbench,
  target: Target,
  ins: Ins,
  input: DeleteInput,
): Promise<DeletedVersion> {
  const {uniqueId, entryUuid, item} = target
  const originalStatus =
    input.originalStatus ?? (item?.registryStatus === 'deprecated' ? 'deprecated' : 'approved')
  const {error} = await deleteEntry(bench, {
    uniqueId,
    entryUuid,
    ins,
    originalStatus,
    reason: input.reason,
    ...(item ? {itemId: item.id} : {}),
  })
  if (error && error.retry !== 'check-first') throw error
  const left = await locateEntry(bench, {uniqueId, ins, ...(item ? {itemId: item.id} : {})})
  if (left.length > 0) throw error ?? impossible(uniqueId, 'still-there')
  const deletedAt = bench.clock.now()
  if (error && item) {
    const event = {
      phase: 'event' as const,
      operation: 'recover',
      itemId: item.id,
      occurredAt: deletedAt,
      patient: ins,
      data: {},
    }
    await (await bench.journal()).record([{event, changes: [{id: item.id, registryStatus: 'deleted'}]}])
  }
  return {
    uniqueId,
    entryUuid,
    sentAt: item?.sentAt === undefined ? null : new Date(item.sentAt).toISOString(),
    deletedAt: new Date(deletedAt).toISOString(),
    exposureSeconds: item?.sentAt === undefined ? null : Math.round((deletedAt - item.sentAt) / 1000),
  }
}

function checklistOf(ins: Ins, targets: readonly Target[]): Prerequisite[] {
  return [
    {id: 'ins', state: 'ok', value: maskIns(ins.matricule)},
    {id: 'dmp-active', state: 'ok', value: 'active'},
    {id: 'authorisation', state: 'not-required', value: 'Alimentation'},
    {id: 'entry', state: 'ok', value: targets.map(({entryUuid}) => entryUuid).join(' ')},
  ]
}

/** @throws DmpError DMP_DELETION_IMPOSSIBLE, DMP_DOCUMENT_NOT_FOUND, DMP_CONFIRMATION_NEEDED, and those of the calls */
export async function documentDelete(bench: Workbench, input: DeleteInput): Promise<DeletionReport> {
  const wrongPatient = input.reason === 'wrong-patient'
  const {uniqueId, item} = await nameDocument(bench, input.target)
  const items = await versionsToDelete(bench, item, wrongPatient)
  const ins = await insOfDocument(bench, item, input.patient)
  await requireActive(bench, uniqueId, ins)
  const targets = await targetsOf(bench, uniqueId, items, ins)
  const checklist = checklistOf(ins, targets)
  const others = wrongPatient && item ? await othersOf(bench, item) : []
  const base = {uniqueId, reason: input.reason, dryRun: input.dryRun, checklist, others}
  if (input.dryRun) return {...base, deleted: [], holds: 0, receipt: null}
  const facts = {
    ins: maskIns(ins.matricule),
    count: targets.length,
    entries: targets.map(({entryUuid}) => entryUuid).join(', '),
    others: others.length,
  }
  await requireConsent(bench, input.consent, {action: 'delete', uniqueId, value: uniqueId, facts})
  // The hold comes first: nothing may send it again while it is being taken back.
  const holds = wrongPatient ? await holdAgainstResending(bench, items) : []
  const deleted: DeletedVersion[] = []
  for (const target of targets) deleted.push(await deleteOne(bench, target, target.item?.ins ?? ins, input))
  const receipt: DeletionReceipt = {
    uniqueId,
    reason: input.reason,
    ins: maskIns(ins.matricule),
    deleted,
    others: others.length,
  }
  return {...base, deleted, holds: holds.length, receipt: await writeReceipt(bench, receipt, input.receipt)}
}
