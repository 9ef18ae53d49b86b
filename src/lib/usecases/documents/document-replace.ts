import {uniqueIdOf} from '../../cda/read-header.ts'
import {hashSource} from '../../digest/hash-source.ts'
import {tiesIdentities} from '../../ins/identities.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {askMissing} from '../submission/ask-missing.ts'
import {requestOfFlags, type SubmitInput} from '../submission/document-submit.ts'
import {acceptedOutcome} from '../submission/outcome-of.ts'
import {reportOf, type SubmissionReport} from '../submission/submission-report.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'
import {submitOne} from '../submission/submit-one.ts'
import {versionsOf} from './document-history.ts'
import {type DocumentReference, nameDocument} from './name-document.ts'
import {replacedVersion, replacementRefused} from './replaced-version.ts'

export interface ReplaceInput extends Omit<SubmitInput, 'files' | 'manifest' | 'dryRun' | 'again'> {
  readonly file: string
  readonly target: DocumentReference
  readonly reveal: boolean
  readonly conceal: boolean
  /** Identities file that may tie a former INS to the current one. */
  readonly identities?: string | undefined
}

/** A patient's INS can change: the replacement goes under the current one when the identities file ties both. */
async function tiesOf(
  bench: Workbench,
  identities: string | undefined,
): Promise<(former: Ins, current: Ins) => boolean> {
  if (!identities) return () => false
  const text = new TextDecoder().decode(await bench.files.read(identities))
  return (former, current) => tiesIdentities(text, former, current)
}

/** A new version stays what the hospital knew the former one as, unless told otherwise. */
function localNumbers(item: JournalItem | undefined): Pick<SubmissionRequest, 'ipp' | 'venue' | 'sourceId'> {
  if (!item) return {}
  const {ipp, venue, sourceId} = item
  return {...(ipp ? {ipp} : {}), ...(venue ? {venue} : {}), ...(sourceId ? {sourceId} : {})}
}

async function refuseUnchanged(
  bench: Workbench,
  item: JournalItem,
  request: SubmissionRequest,
): Promise<void> {
  const {sha256} = await hashSource(await bench.files.source(request.file), ['sha256'], bench.signal)
  const wanted = request.visibility
  const sameMasks =
    !wanted ||
    (Object.keys(wanted) as (keyof typeof wanted)[]).every((mask) => wanted[mask] === item.visibility[mask])
  if (sha256 === item.sourceSha256 && sameMasks)
    throw replacementRefused('unchanged', item.documentUniqueId, [item])
}

/** A ready-made CDA must itself say which version it replaces. */
export async function refuseUnannounced(
  bench: Workbench,
  request: SubmissionRequest,
  uniqueId: string,
  item: JournalItem | undefined,
): Promise<void> {
  if (!/\.xml$/i.test(request.file)) return
  const {header} = await bench.cdaReader.read(await bench.files.source(request.file), bench.signal)
  if (uniqueIdOf(header.replaces?.id) !== uniqueId)
    throw replacementRefused('not-announced', uniqueId, item ? await versionsOf(bench, item) : [])
}

export async function sendReplacement(
  bench: Workbench,
  request: SubmissionRequest,
  target: DocumentReference,
  options: {
    readonly reveal: boolean
    readonly conceal: boolean
    readonly ties?: (former: Ins, current: Ins) => boolean
  },
): Promise<SubmissionReport> {
  const profile = await bench.profile()
  const named = await nameDocument(bench, target)
  const replaced = await replacedVersion(bench, named, request.patient?.ins ?? named.item?.ins, options.ties)
  const submitted = await submitOne(
    bench,
    request,
    {again: true, reveal: options.reveal, conceal: options.conceal},
    replaced,
  )
  const outcome = acceptedOutcome({...request, action: 'replace'}, submitted)
  return reportOf({environment: profile.environment, profile: profile.name, dryRun: false}, [outcome], 1)
}

/**
 * `document replace` (TD2.1b): a new version of the current one.
 * @throws DmpError DMP_REPLACEMENT_REFUSED with the chain, DMP_DOCUMENT_NOT_FOUND, and those of a submission
 */
export async function documentReplace(bench: Workbench, input: ReplaceInput): Promise<SubmissionReport> {
  const named = await nameDocument(bench, input.target)
  const stated = await requestOfFlags(bench, input.file, {...input, again: true, dryRun: false})
  const request = await askMissing(bench, {...localNumbers(named.item), ...stated}, true)
  if (named.item) await refuseUnchanged(bench, named.item, request)
  await refuseUnannounced(bench, request, named.uniqueId, named.item)
  return sendReplacement(
    bench,
    {...request, action: 'replace'},
    {uniqueId: named.uniqueId},
    {...input, ties: await tiesOf(bench, input.identities)},
  )
}
