import {uniqueIdOf} from '../../cda/read-header.ts'
import {parisDate} from '../../civil-time/paris.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {Hold, HoldKind, ItemState, Journal, PlannedItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {PreparedDocument} from '../submission/prepare-document.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'
import {waysToWriteIpp} from './near-ipp.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** Names under which a document may be held; each is looked up by itself, however many holds there are. */
export interface HeldNames {
  readonly ins?: Ins | undefined
  readonly matricule?: string | undefined
  readonly ipp?: string | undefined
  readonly sourceId?: string | undefined
  readonly documentId?: string | undefined
  readonly sourceSha256?: string | undefined
  readonly unit?: string | undefined
  readonly authorId?: string | undefined
  /** Version that it replaces: a new version of a document that should not be there would make it worse. */
  readonly replaces?: string | undefined
}

type NamedHold = Pick<Hold, 'kind' | 'value'>

function namedHolds(names: HeldNames): readonly NamedHold[] {
  const all: Readonly<Partial<Record<HoldKind, string | undefined>>> = {
    source_id: names.sourceId,
    ins: names.ins?.matricule ?? names.matricule,
    document_id: names.documentId,
    file_sha256: names.sourceSha256,
    unit: names.unit,
    author: names.authorId,
    wrong_patient: names.replaces,
  }
  const plain = Object.entries(all).flatMap(([kind, value]) =>
    value ? [{kind: kind as HoldKind, value}] : [],
  )
  // A spreadsheet eats the zeros an IPP begins with: a patient's opposition holds all the same.
  const ipps = names.ipp ? waysToWriteIpp(names.ipp) : []
  return [...plain, ...ipps.map((value) => ({kind: 'ipp', value}) as const)]
}

/** Documents sent to this patient with the same bytes or under the same number. */
async function sentAlike(
  journal: Journal,
  {ins, sourceSha256, sourceId}: HeldNames,
): Promise<readonly string[]> {
  // The mistake is one patient's: his name must be known.
  if (!ins) return []
  const alike = [
    ...(sourceSha256 ? await journal.items({sourceSha256, ins}) : []),
    ...(sourceId ? await journal.items({sourceId, ins}) : []),
  ]
  return [...new Set(alike.map(({documentUniqueId}) => documentUniqueId))]
}

/**
 * The holds in force on a document, the gravest kind first being left to the reader: holds win over everything.
 * A document that went to this INS by mistake keeps its bytes and its number from going there again.
 */
export async function holdsOnNames(bench: Bench, names: HeldNames): Promise<readonly Hold[]> {
  const journal = await bench.journal()
  const kinds = await journal.heldKinds()
  if (kinds.size === 0) return []
  const now = bench.clock.now()
  const mistakes = kinds.has('wrong_patient') ? await sentAlike(journal, names) : []
  const found = await journal.holdsOn([
    ...namedHolds(names).filter(({kind}) => kinds.has(kind)),
    ...mistakes.map((value) => ({kind: 'wrong_patient', value}) as const),
  ])
  return found.filter(({until}) => until === undefined || until > now)
}

/** What a document is known by before its file is opened. */
export function namesOfRequest(request: SubmissionRequest): HeldNames {
  const {ipp, sourceId, unit, author, replaces, documentId, patient, statedIns} = request
  return {
    ins: patient?.ins,
    matricule: statedIns?.matricule,
    ipp,
    sourceId,
    unit,
    authorId: author?.id,
    documentId,
    replaces,
  }
}

/** What a document not yet numbered is known by. */
export function namesOfDocument({request, reading, ins, sourceSha256}: PreparedDocument): HeldNames {
  const header = reading?.header
  const stated = namesOfRequest(request)
  return {
    ...stated,
    ins,
    sourceSha256,
    authorId: stated.authorId ?? header?.authors[0]?.ids[0]?.extension,
    documentId: (header && uniqueIdOf(header.id)) ?? stated.documentId,
  }
}

/** What an item of the journal is known by. */
export function namesOfItem(item: PlannedItem): HeldNames {
  const {ins, ipp, sourceId, sourceSha256, unit, authorId, documentUniqueId, replaces} = item
  return {
    ins,
    ipp,
    sourceId,
    sourceSha256,
    unit,
    authorId,
    documentId: documentUniqueId,
    replaces: replaces?.uniqueId,
  }
}

/** What may be said of a hold without naming whom it protects; `until` is its last day, `-` when it has none. */
export function holdFacts({kind, reason, by, until}: Hold): {
  kind: string
  reason: string
  by: string
  until: string
} {
  return {kind, reason, by, until: until === undefined ? '-' : parisDate(until - 1)}
}

function held(hold: Hold): DmpError {
  const {kind, value} = hold
  const shown = kind === 'ins' ? maskIns(value) : value
  const params = {...holdFacts(hold), value: shown}
  return new DmpError('DMP_HELD', {params, details: {kind, value: shown}})
}

/** Holds win over everything and are read again before each send. @throws DmpError DMP_HELD */
export async function refuseHeld(bench: Bench, prepared: PreparedDocument): Promise<void> {
  const [hold] = await holdsOnNames(bench, namesOfDocument(prepared))
  if (hold) throw held(hold)
}

/** An order to delete it that is planned or under way: the document does not leave. */
async function refuseOrderedDeleted({journal}: Bench, {documentUniqueId, ins}: PlannedItem): Promise<void> {
  const orders = await (await journal()).items({documentUniqueId, actions: ['delete'], states: STANDING})
  if (!orders.some((order) => order.ins.matricule === ins.matricule)) return
  const named = {kind: 'document_id', value: documentUniqueId, reason: 'deletion-asked'} as const
  throw held({...named, by: 'batch plan', createdAt: 0})
}

/** A deletion refused or withdrawn orders nothing any more. */
const STANDING: readonly ItemState[] = ['planned', 'sending', 'unknown', 'deferred', 'held']

/**
 * The same for an item of the journal that is about to leave, alone or with its lot; so is a document whose deletion was
 * ordered meanwhile. @throws DmpError DMP_HELD
 */
export async function refuseHeldItem(bench: Bench, item: PlannedItem): Promise<void> {
  await refuseOrderedDeleted(bench, item)
  const [hold] = await holdsOnNames(bench, namesOfItem(item))
  if (hold) throw held(hold)
}
