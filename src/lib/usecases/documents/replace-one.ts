import {alreadySent} from '../../batch/one-submission.ts'
import {uniqueIdOf} from '../../cda/read-header.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import {isOid} from '../../ids/oid.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {type PreparedDocument, prepareDocument} from '../submission/prepare-document.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'
import {type ReplacedVersion, type Submitted, submitOne} from '../submission/submit-one.ts'
import {versionsOf} from './document-history.ts'
import {type NamedDocument, nameDocument} from './name-document.ts'
import {currentVersion, replacedVersion, replacementRefused} from './replaced-version.ts'

export interface ReplaceOptions {
  readonly reveal: boolean
  readonly conceal: boolean
  readonly ties?: ((former: Ins, current: Ins) => boolean) | undefined
  /** The same content with other masks is what is wanted. */
  readonly sameContent?: boolean
  /** Run again, the same list must not replace twice. */
  readonly once?: boolean
  readonly dryRun?: boolean
}

/** A new version stays what the hospital knew the former one as, unless told otherwise. */
export function withLocalNumbers(
  request: SubmissionRequest,
  item: JournalItem | undefined,
): SubmissionRequest {
  if (!item) return request
  const {ipp, venue, sourceId} = item
  return {...(ipp ? {ipp} : {}), ...(venue ? {venue} : {}), ...(sourceId ? {sourceId} : {}), ...request}
}

/** Under one uniqueId a refused try may stand before the one that was kept. */
async function keptTry(bench: Pick<Workbench, 'journal'>, named: NamedDocument): Promise<NamedDocument> {
  if (named.item?.state !== 'refused') return named
  const tries = await (await bench.journal()).items({documentUniqueId: named.uniqueId})
  const item = tries.find(({state}) => state !== 'refused') ?? named.item
  return {...named, item}
}

/**
 * The version that a line of a manifest names by document_id or source_id; nobody is asked.
 * @throws DmpError DMP_REFERENCE_UNCLEAR when a source id is unknown or names several documents
 */
export async function namedByRow(bench: Workbench, replaces: string): Promise<NamedDocument> {
  const journal = await bench.journal()
  const uniqueId = replaces as DocumentUniqueId
  const [item] = await journal.items({documentUniqueId: uniqueId, limit: 1})
  if (item) return keptTry(bench, {uniqueId, item})
  const [local] = await journal.items({sourceId: replaces, limit: 1})
  if (!local && isOid(replaces.split('^')[0] ?? '')) return {uniqueId}
  const {files, cdaReader} = bench
  const prompter = {...bench.prompter, available: false}
  return nameDocument({files, cdaReader, prompter, journal: bench.journal}, {sourceId: replaces})
}

function sameMasks({visibility: wanted}: SubmissionRequest, {visibility}: JournalItem): boolean {
  return (
    !wanted ||
    (Object.keys(wanted) as (keyof typeof wanted)[]).every((mask) => wanted[mask] === visibility[mask])
  )
}

/** The list run again: what took the place of the target with these very bytes is there already. */
async function refuseRepeated(
  bench: Workbench,
  {request, sourceSha256}: PreparedDocument,
  {uniqueId}: NamedDocument,
): Promise<void> {
  const items = await (await bench.journal()).items({sourceSha256})
  const done = items.find(
    (item) =>
      item.state === 'accepted' &&
      item.registryStatus !== 'deleted' &&
      item.replaces !== undefined &&
      (item.replaces.uniqueId === uniqueId || item.documentUniqueId === uniqueId) &&
      sameMasks(request, item),
  )
  if (done) throw alreadySent(done)
}

/** A ready-made CDA must itself say which version it replaces. */
async function refuseUnannounced(
  bench: Workbench,
  {reading}: PreparedDocument,
  {uniqueId, item}: NamedDocument,
): Promise<void> {
  if (reading && uniqueIdOf(reading.header.replaces?.id) !== uniqueId)
    throw replacementRefused('not-announced', uniqueId, item ? await versionsOf(bench, item) : [])
}

/**
 * The version that `request` replaces, once everything known here allows it.
 * @throws DmpError DMP_REPLACEMENT_REFUSED with the chain, DMP_ALREADY_SENT, DMP_DOCUMENT_NOT_FOUND
 */
export async function targetOf(
  bench: Workbench,
  request: SubmissionRequest,
  stated: NamedDocument,
  options: ReplaceOptions,
): Promise<ReplacedVersion> {
  const named = await keptTry(bench, stated)
  const prepared = await prepareDocument(bench, request)
  if (options.once) await refuseRepeated(bench, prepared, named)
  if (named.item) {
    const item = await currentVersion(bench, named.item)
    if (!options.sameContent && prepared.sourceSha256 === item.sourceSha256 && sameMasks(request, item))
      throw replacementRefused('unchanged', item.documentUniqueId, [item])
  }
  await refuseUnannounced(bench, prepared, named)
  return replacedVersion(bench, named, {
    patient: prepared.ins,
    sourceSha256: prepared.sourceSha256,
    ties: options.ties,
    dryRun: options.dryRun,
  })
}

/** Sends a new version of the one named (TD2.1b). @throws DmpError of `targetOf` and of a submission */
export async function replaceOne(
  bench: Workbench,
  request: SubmissionRequest,
  named: NamedDocument,
  options: ReplaceOptions,
): Promise<Submitted> {
  const replaced = await targetOf(bench, request, named, options)
  const {reveal, conceal} = options
  return submitOne(bench, request, {again: true, reveal, conceal}, replaced)
}

/** A line of a manifest that replaces, with what the hospital knew the former version as. */
export async function replaceRow(bench: Workbench, request: SubmissionRequest): Promise<Submitted> {
  const named = await namedByRow(bench, request.replaces ?? '')
  const whole = withLocalNumbers(request, named.item)
  return replaceOne(bench, whole, named, {reveal: false, conceal: false, once: true})
}
