import {uniqueIdOf} from '../../cda/read-header.ts'
import {utcDigits} from '../../cda/times.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../../ids/identifiers.ts'
import type {Oid} from '../../ids/oid.ts'
import type {PlannedItem} from '../../ports/journal.ts'
import type {Visibility} from '../../visibility/visibility.ts'
import type {Workbench} from '../ports.ts'
import type {Level1Place} from './compose-level1.ts'
import type {RenderedDocument} from './render-document.ts'

/** Identifiers of one submission, allotted and durable before anything else happens (EX_2.1-1130). */
export interface Allotted {
  readonly document: Oid
  /** setId of the document's versions (CDA), founded by its first one. */
  readonly versions: Oid
  readonly set: SubmissionSetUniqueId
  readonly signature: Oid
}

export async function allotIds(bench: Pick<Workbench, 'journal'>): Promise<Allotted> {
  const [document, set, signature, versions] = await (await bench.journal()).allot(4)
  if (!document || !set || !signature || !versions) throw new RangeError('four identifiers were asked for')
  return {document, set: set as SubmissionSetUniqueId, signature, versions}
}

/** The version that a document replaces, as far as the journal knows it. */
export interface Replaced {
  readonly uniqueId: DocumentUniqueId
  readonly entryUuid: EntryUuid
  readonly setId: string
  readonly versionNumber: number
}

function splitId(id: string): {root: string; extension?: string} {
  const [root = '', extension] = id.split('^')
  return {root, ...(extension ? {extension} : {})}
}

/** Place of a built document among its versions: a first one founds its own set, a replacement follows in it. */
export function placeOf(ids: Allotted, replaced?: Omit<Replaced, 'entryUuid'>): Level1Place {
  if (!replaced) return {uniqueId: ids.document, setId: {root: ids.versions}, versionNumber: 1}
  return {
    uniqueId: ids.document,
    setId: splitId(replaced.setId),
    versionNumber: replaced.versionNumber + 1,
    replaces: splitId(replaced.uniqueId),
  }
}

interface Decided {
  readonly ids: Allotted
  readonly itemId: string
  readonly visibility: Visibility
  readonly replaced?: Replaced
  readonly now: number
}

/** Everything fixed before the first call, as the journal keeps it. */
export function plannedItem({prepared, frozen, rendering}: RenderedDocument, decided: Decided): PlannedItem {
  const {header, sha1Hex, size} = rendering
  const {request, ins} = prepared
  const uniqueId = uniqueIdOf(header.id)
  if (!uniqueId)
    throw new DmpError('DMP_CDA_UNREADABLE', {params: {element: 'id', line: header.id?.line ?? 0}})
  const setId = uniqueIdOf(header.setId) ?? uniqueId
  return {
    id: decided.itemId,
    action: decided.replaced ? 'replace' : 'submit',
    sourceSha256: prepared.sourceSha256,
    sourcePath: request.file,
    ins,
    ...(request.ipp ? {ipp: request.ipp} : {}),
    ...(request.venue ? {venue: request.venue} : {}),
    ...(request.sourceId ? {sourceId: request.sourceId} : {}),
    documentUniqueId: uniqueId,
    submissionSetUniqueId: decided.ids.set,
    signatureUniqueId: decided.ids.signature,
    setId,
    versionNumber: Number(header.versionNumber ?? 1),
    submissionTime: utcDigits(decided.now),
    sha1: sha1Hex,
    size,
    typeCode: header.code?.code ?? '',
    visibility: decided.visibility,
    ...(decided.replaced
      ? {replaces: {uniqueId: decided.replaced.uniqueId, entryUuid: decided.replaced.entryUuid}}
      : {}),
    frozen: {...frozen},
  }
}

/** Placeholder ids, for a validation that must not use up real ones. */
export const trialIds: Allotted = {
  document: '2.25.1' as Oid,
  set: '2.25.2' as Oid as SubmissionSetUniqueId,
  signature: '2.25.3' as Oid,
  versions: '2.25.4' as Oid,
}
