import {uniqueIdOf} from '../../../cda/read-header.ts'
import type {DocumentUniqueId} from '../../../ids/identifiers.ts'
import type {PreparedDocument} from '../../submission/prepare-document.ts'
import type {Verdict} from '../candidate.ts'
import {isLive, type Known, type KnownVersions} from './known-versions.ts'
import type {PlanBench} from './plan-wish.ts'

const wasDeleted = ({registryStatus}: Known) => registryStatus === 'deleted'

/** Deleted under the hospital's number, and nothing stands under it since. */
async function deletedUnderNumber(
  known: KnownVersions,
  {request: {sourceId}, ins}: PreparedDocument,
): Promise<Known | undefined> {
  if (!sourceId) return undefined
  const own = (await known.bySourceId(sourceId)).filter((item) => item.ins.matricule === ins.matricule)
  return own.some(isLive) ? undefined : own.find(wasDeleted)
}

/**
 * Nothing goes back by itself that was deleted from the DMP or ordered deleted: the same bytes, the same uniqueId, or
 * the same number of the hospital converted anew. An order counts whatever became of it: of a document that was not
 * there yet, the DMP refused it.
 */
export async function againstDeleted(
  {bench, known}: {readonly bench: Pick<PlanBench, 'journal'>; readonly known: KnownVersions},
  prepared: PreparedDocument,
  {replaces}: {readonly replaces: boolean},
): Promise<Verdict | undefined> {
  const {sourceSha256, ins, reading, request} = prepared
  const uniqueId = (reading && uniqueIdOf(reading.header.id)) ?? request.documentId
  const gone =
    (await known.byBytes(sourceSha256, ins)).find(wasDeleted) ??
    (uniqueId ? (await known.byUniqueId(uniqueId)).find(wasDeleted) : undefined) ??
    (replaces ? undefined : await deletedUnderNumber(known, prepared))
  if (gone) return {class: 'held', reason: 'deleted-before', params: {uniqueId: gone.documentUniqueId}}
  if (!uniqueId) return undefined
  const documentUniqueId = uniqueId as DocumentUniqueId
  const [order] = await (await bench.journal()).items({documentUniqueId, actions: ['delete'], limit: 1})
  return order && {class: 'held', reason: 'deletion-ordered', params: {batch: order.batchId ?? '-'}}
}
