import {tiesIdentities} from '../../ins/identities.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {Workbench} from '../ports.ts'
import {askMissing} from '../submission/ask-missing.ts'
import {requestOfFlags, type SubmitInput} from '../submission/document-submit.ts'
import {dryRun} from '../submission/dry-run.ts'
import {lookingOnly} from '../submission/existing-journal.ts'
import {acceptedOutcome} from '../submission/outcome-of.ts'
import {refuseSharedInput, wordValue} from '../submission/patient-of-flags.ts'
import {reportOf, type SubmissionReport} from '../submission/submission-report.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'
import {type DocumentReference, type NamedDocument, nameDocument} from './name-document.ts'
import {type ReplaceOptions, replaceOne, targetOf, withLocalNumbers} from './replace-one.ts'

export interface ReplaceInput extends Omit<SubmitInput, 'files' | 'manifest' | 'again'> {
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

/** Identifiers given as `@file` or `-` are read before the target is looked for. */
async function readTarget(bench: Workbench, target: DocumentReference): Promise<DocumentReference> {
  const {sourceId, ipp, venue} = target
  return {
    ...target,
    sourceId: sourceId && (await wordValue(bench, sourceId)),
    ipp: ipp && (await wordValue(bench, ipp)),
    venue: venue && (await wordValue(bench, venue)),
  }
}

/** Sends a replacement, or only looks at it. */
export async function sendReplacement(
  bench: Workbench,
  request: SubmissionRequest,
  named: NamedDocument,
  options: ReplaceOptions,
): Promise<SubmissionReport> {
  const {environment, name} = await bench.profile()
  const {reveal, conceal, dryRun: looking = false} = options
  const outcome = looking
    ? await dryRun(
        bench,
        request,
        {again: true, reveal, conceal},
        await targetOf(bench, request, named, options),
      )
    : acceptedOutcome(request, await replaceOne(bench, request, named, options))
  return reportOf({environment, profile: name, dryRun: looking}, [outcome], 1)
}

/**
 * `document replace` (TD2.1b): a new version of the current one.
 * @throws DmpError DMP_REPLACEMENT_REFUSED with the chain, DMP_DOCUMENT_NOT_FOUND, and those of a submission
 */
export async function documentReplace(tools: Workbench, input: ReplaceInput): Promise<SubmissionReport> {
  const bench = input.dryRun ? await lookingOnly(tools) : tools
  const {target, file, patient, document} = input
  refuseSharedInput([
    ...Object.values(patient),
    ...[target.sourceId, target.ipp, target.venue],
    ...[document.ipp, document.venue, document.sourceId],
  ])
  const named = await nameDocument(bench, await readTarget(bench, target))
  const stated = await requestOfFlags(bench, file, {...input, again: true})
  const asked = await askMissing(bench, withLocalNumbers(stated, named.item), true)
  const ties = await tiesOf(bench, input.identities)
  return sendReplacement(bench, {...asked, action: 'replace'}, named, {...input, ties})
}
