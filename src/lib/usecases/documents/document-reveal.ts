import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Visibility} from '../../visibility/visibility.ts'
import type {Workbench} from '../ports.ts'
import {lookingOnly} from '../submission/existing-journal.ts'
import type {Frozen} from '../submission/render-document.ts'
import type {SubmissionReport} from '../submission/submission-report.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'
import {type Consent, requireConsent} from './consent.ts'
import {sendReplacement} from './document-replace.ts'
import {type DocumentReference, nameDocument} from './name-document.ts'
import {currentVersion, replacementRefused} from './replaced-version.ts'

export type Audience = 'patient' | 'professionals' | 'legal-representatives'

export interface RevealInput {
  readonly target: DocumentReference
  readonly to: readonly Audience[]
  /** New ready-made CDA announcing the replacement, when the version shown was itself ready-made. */
  readonly file?: string | undefined
  readonly consent: Consent
  readonly dryRun: boolean
}

const MASK_OF: Readonly<Record<Audience, keyof Visibility>> = {
  patient: 'hiddenFromPatient',
  professionals: 'hiddenFromProfessionals',
  'legal-representatives': 'hiddenFromLegalRepresentatives',
}

function revealed(before: Visibility, to: readonly Audience[]): Visibility {
  return {...before, ...Object.fromEntries(to.map((audience) => [MASK_OF[audience], false]))}
}

/** The same content once more, its masks lifted; a built document is built again under its new number. */
function requestOf(item: JournalItem, visibility: Visibility, file: string | undefined): SubmissionRequest {
  const frozen = item.frozen as unknown as Frozen
  const common = {
    action: 'replace' as const,
    identityStatus: 'QUAL',
    visibility,
    ...(item.ipp ? {ipp: item.ipp} : {}),
    ...(item.venue ? {venue: item.venue} : {}),
    ...(item.sourceId ? {sourceId: item.sourceId} : {}),
    ...(frozen.activityCode ? {activityCode: frozen.activityCode} : {}),
  }
  if (frozen.kind === 'level1')
    return {
      ...common,
      file: item.sourcePath,
      sha256: item.sourceSha256,
      patient: frozen.input.patient,
      content: frozen.input,
    }
  if (!file)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--file'}, details: {missing: ['file']}})
  return {...common, file}
}

/**
 * `document reveal`: after the announcement consultation, the same content made visible, as a replacement (in indirect
 * mode visibility changes in no other way). It cannot be undone: asked for (EX_3.3-1045).
 */
export async function documentReveal(tools: Workbench, input: RevealInput): Promise<SubmissionReport> {
  const {dryRun, target, to} = input
  const bench = dryRun ? await lookingOnly(tools) : tools
  const {item, uniqueId} = await nameDocument(bench, target)
  if (!item) throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId}})
  const current = await currentVersion(bench, item)
  const visibility = revealed(current.visibility, to)
  if (to.every((audience) => !current.visibility[MASK_OF[audience]])) {
    throw replacementRefused('already-visible', uniqueId, [current])
  }
  if (!dryRun) await requireConsent(bench, input.consent, {action: 'reveal', uniqueId, value: uniqueId})
  const file = input.file ? bench.files.resolve(input.file) : undefined
  const request = requestOf(current, visibility, file)
  const options = {reveal: true, conceal: false, sameContent: true, dryRun}
  return sendReplacement(bench, request, {uniqueId, item: current}, options)
}
