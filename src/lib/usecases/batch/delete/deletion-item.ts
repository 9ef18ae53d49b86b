import {utcDigits} from '../../../cda/times.ts'
import {hashSource} from '../../../digest/hash-source.ts'
import type {DocumentUniqueId, SubmissionSetUniqueId} from '../../../ids/identifiers.ts'
import type {Oid} from '../../../ids/oid.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {JournalItem, PlannedItem} from '../../../ports/journal.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import {visible} from '../../../visibility/visibility.ts'

/** What a deletion item keeps beside the identifiers: `PlannedItem.frozen`. */
export interface FrozenDeletion {
  /** Typed by the operator, or word of the message. */
  readonly reason: string
  /** Status on the operator's word; without it, what our journal knows. */
  readonly originalStatus?: 'archived'
  /** When the document was sent, ms since 1970: how long it was exposed. */
  readonly sentAt?: number
}

/** A document to delete: one of our journal, or a uniqueId whose patient is named. */
export interface DeletionOrder {
  readonly uniqueId: DocumentUniqueId
  readonly ins: Ins
  /** What we sent under that id. */
  readonly target?: JournalItem | undefined
  /** Local numbers, where the journal does not know them. */
  readonly local?: Pick<PlannedItem, 'ipp' | 'venue' | 'sourceId'>
  readonly origin?: PlannedItem['origin']
}

/** The same for every deletion of a batch. */
export interface DeletionFacts {
  readonly batchId: string
  /** Profile that plans it; a document of ours is deleted by the profile that sent it. */
  readonly establishment: string
  readonly reason: string
  readonly originalStatus?: 'archived' | undefined
}

/** How a deletion is found again by what it deletes, as a sending is by its bytes. */
async function deletionSha256(uniqueId: DocumentUniqueId): Promise<string> {
  const bytes = new TextEncoder().encode(`delete:${uniqueId}`)
  return (await hashSource(bytesSource(bytes), ['sha256'])).sha256
}

const LOCAL = ['ipp', 'venue', 'sourceId', 'unit', 'authorId', 'title', 'establishment'] as const

function localFacts(target: JournalItem | undefined): Partial<PlannedItem> {
  if (!target) return {}
  return Object.fromEntries(LOCAL.flatMap((name) => (target[name] ? [[name, target[name]]] : [])))
}

/** The planned item of one deletion, under a submission set of its own; `set` is an identifier just allotted. */
export async function deletionItem(
  {uniqueId, ins, target, local, origin}: DeletionOrder,
  {batchId, establishment, reason, originalStatus}: DeletionFacts,
  {id, set, now}: {readonly id: string; readonly set: Oid; readonly now: number},
): Promise<PlannedItem> {
  const sentAt = target?.sentAt
  const frozen: FrozenDeletion = {
    reason,
    ...(originalStatus ? {originalStatus} : {}),
    ...(sentAt === undefined ? {} : {sentAt}),
  }
  return {
    establishment,
    ...local,
    ...localFacts(target),
    id,
    action: 'delete',
    sourceSha256: await deletionSha256(uniqueId),
    sourcePath: target?.sourcePath ?? origin?.file ?? '',
    ins,
    documentUniqueId: uniqueId,
    submissionSetUniqueId: set as SubmissionSetUniqueId,
    signatureUniqueId: set,
    setId: '',
    versionNumber: 0,
    submissionTime: utcDigits(now),
    sha1: '',
    size: 0,
    typeCode: target?.typeCode ?? '',
    visibility: target?.visibility ?? visible,
    batchId,
    ...(origin ? {origin} : {}),
    frozen: {...frozen},
  }
}
