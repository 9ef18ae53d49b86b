/**
 * `document delete`: TD0.2 → TD3.1b → confirmation → TD3.3c → check. The four prerequisites are shown as a checklist;
 * the third, an access authorisation, is not required of the Alimentation profile (EX_3.3-1060). A deletion for
 * `wrong-patient` acts on the INS the document was sent to and covers every version known; its hold comes first of
 * all, before the network, and stands whatever happens next.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {requireActiveDmp} from '../patient/ask-existence.ts'
import type {Workbench} from '../ports.ts'
import type {PatientWords} from '../submission/patient-of-flags.ts'
import {type Consent, requireConsent} from './consent.ts'
import {deleteAll} from './delete-all.ts'
import {requireReceiptPlace} from './deletion-receipt.ts'
import type {DeletionReport, Prerequisite} from './deletion-report.ts'
import {impossible, type Looked, lookFor, type Target, versionsToDelete} from './deletion-targets.ts'
import {insOfDocument} from './document-locate.ts'
import {type DocumentReference, nameDocument} from './name-document.ts'
import {holdAgainstResending, othersOf} from './wrong-patient.ts'

export interface DeleteInput {
  readonly target: DocumentReference
  readonly patient: PatientWords
  readonly reason: string
  readonly originalStatus?: 'archived' | undefined
  readonly consent: Consent
  readonly dryRun: boolean
  readonly receipt?: string | undefined
}

async function requireActive(bench: Workbench, uniqueId: DocumentUniqueId, ins: Ins): Promise<void> {
  try {
    await requireActiveDmp(bench, ins)
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_PATIENT_CLOSED') throw impossible(uniqueId, 'closed')
    if (error instanceof DmpError && error.code === 'DMP_PATIENT_NONE') throw impossible(uniqueId, 'none')
    throw error
  }
}

function checklistOf(ins: Ins, targets: readonly Target[]): Prerequisite[] {
  const entry = targets.map(({entryUuid}) => entryUuid).join(' ')
  return [
    {id: 'ins', state: 'ok', value: maskIns(ins.matricule)},
    {id: 'dmp-active', state: 'ok', value: 'active'},
    {id: 'authorisation', state: 'not-required', value: 'Alimentation'},
    ...(entry ? [{id: 'entry', state: 'ok', value: entry} as const] : []),
  ]
}

interface Named {
  readonly uniqueId: DocumentUniqueId
  readonly item?: JournalItem
}

/** What a report says before anything is deleted. */
function emptyReport(input: DeleteInput, uniqueId: DocumentUniqueId, holds: number): DeletionReport {
  const nothing = {checklist: [], deleted: [], absent: [], pending: [], others: [], receipt: null}
  return {uniqueId, reason: input.reason, dryRun: input.dryRun, holds, ...nothing}
}

async function askConsent(bench: Workbench, input: DeleteInput, base: DeletionReport, {targets}: Looked) {
  const {uniqueId, checklist, others} = base
  if (targets.length === 0) return
  const facts = {
    ins: checklist[0]?.value ?? '',
    count: targets.length,
    entries: targets.map(({entryUuid}) => entryUuid).join(', '),
    others: others.length,
  }
  await requireConsent(bench, input.consent, {action: 'delete', uniqueId, value: uniqueId, facts, checklist})
}

/** @throws DmpError DMP_DOCUMENT_NOT_FOUND when no version was found */
function shownAbsent(uniqueId: DocumentUniqueId, {targets, absent}: Looked): string[] {
  if (targets.length === 0) throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId}})
  return absent.map(({documentUniqueId}) => documentUniqueId)
}

async function takeBack(
  bench: Workbench,
  input: DeleteInput,
  {uniqueId, item}: Named,
  holds: number,
): Promise<DeletionReport> {
  const wrongPatient = input.reason === 'wrong-patient'
  const others = wrongPatient && item ? await othersOf(bench, item) : []
  const items = item ? await versionsToDelete(bench, item, wrongPatient) : []
  const empty = {...emptyReport(input, uniqueId, holds), others}
  if (item && items.length === 0) return empty
  const ins = await insOfDocument(bench, item, input.patient)
  await requireActive(bench, uniqueId, ins)
  const looked = await lookFor(bench, {uniqueId, ins}, items)
  const base = {...empty, checklist: checklistOf(ins, looked.targets)}
  if (input.dryRun) return {...base, absent: shownAbsent(uniqueId, looked)}
  await askConsent(bench, input, base, looked)
  const done = await deleteAll(bench, looked, {...input, uniqueId, ins, others: others.length})
  return {...base, ...done}
}

/**
 * Deletes one document, or all versions of one that went to the wrong patient.
 * @throws DmpError DMP_DELETION_IMPOSSIBLE, DMP_DOCUMENT_NOT_FOUND, DMP_CONFIRMATION_NEEDED, and those of the calls
 */
export async function documentDelete(bench: Workbench, input: DeleteInput): Promise<DeletionReport> {
  const named = await nameDocument(bench, input.target)
  const holding = input.reason === 'wrong-patient' && !input.dryRun
  const holds = holding ? await holdAgainstResending(bench, named.uniqueId, named.item) : 0
  try {
    if (!input.dryRun) await requireReceiptPlace(bench, input.receipt)
    return await takeBack(bench, input, named, holds)
  } catch (error) {
    if (holds > 0) bench.warn({code: 'hold-stands', params: {uniqueId: named.uniqueId, count: holds}})
    throw error
  }
}
