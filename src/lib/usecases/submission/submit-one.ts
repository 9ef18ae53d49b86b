import {DmpError} from '../../errors/dmp-error.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem, PlannedItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import {checkVisibility, type VisibilityDecision} from '../../visibility/check-visibility.ts'
import type {Visibility} from '../../visibility/visibility.ts'
import type {Ending} from '../exchange/call-dmp.ts'
import type {Workbench} from '../ports.ts'
import {itemToContinue, refuseHeld} from './known-item.ts'
import {allotIds, placeOf, plannedItem, type Replaced} from './plan-item.ts'
import {type PreparedDocument, prepareDocument} from './prepare-document.ts'
import {rebuildItem} from './rebuild-item.ts'
import {type RenderedDocument, renderDocument} from './render-document.ts'
import {resolveUnknown} from './resolve-unknown.ts'
import {sendLot} from './send-lot.ts'
import type {Finding} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'

export interface SubmitOptions {
  /** Send even what was already sent. */
  readonly again: boolean
  readonly reveal?: boolean
  readonly conceal?: boolean
}

/** The version to replace, with what the journal knows of who may see it. */
export interface ReplacedVersion extends Replaced {
  readonly visibility?: Visibility
  /** Refuses a patient who is not the one of the version replaced. @throws DmpError DMP_REPLACEMENT_REFUSED */
  requirePatient(ins: Ins): void
}

/** A document that the DMP now holds. */
export interface Submitted {
  readonly item: PlannedItem
  readonly findings: readonly Finding[]
}

export async function decideVisibility(
  bench: Pick<Workbench, 'paramLps' | 'profile'>,
  {request, minor}: PreparedDocument,
  options: SubmitOptions,
  previous?: Visibility,
): Promise<VisibilityDecision> {
  const [params, profile] = await Promise.all([bench.paramLps(), bench.profile()])
  return checkVisibility({
    wanted: request.visibility,
    previous,
    minor,
    cumulAllowed: params.cumulAllowed,
    minorsRule: params.minorsRule,
    reveal: options.reveal ?? false,
    conceal: options.conceal ?? false,
    allowConceal: profile.visibility.allowConceal,
  })
}

function settled(ending: Ending, item: PlannedItem, findings: readonly Finding[]): Submitted {
  if (ending.error) {
    const {error} = ending
    throw new DmpError(error.code, {
      params: error.params,
      details: {...error.details, uniqueId: item.documentUniqueId},
      retry: error.retry,
      cause: error,
    })
  }
  return {item, findings}
}

/** Goes on with an item of an earlier run, under the identifiers it was given then. */
async function goOn(bench: Workbench, item: JournalItem, findings: readonly Finding[]): Promise<Submitted> {
  if (item.state === 'unknown') {
    const resolution = await resolveUnknown(bench, item)
    if (resolution.state === 'accepted') return {item, findings}
    if (resolution.state === 'unknown') throw resolution.error
    return settled(resolution.ending, item, findings)
  }
  const rendering = await rebuildItem(bench, item)
  return settled(await sendLot(bench, [{item, rendering}], 'nothing'), item, findings)
}

async function plan(bench: Workbench, rendered: RenderedDocument, item: PlannedItem): Promise<void> {
  const event = traceEvent({
    phase: 'event',
    operation: 'plan',
    itemId: item.id,
    occurredAt: bench.clock.now(),
    patient: rendered.prepared.ins,
    documents: [{uniqueId: item.documentUniqueId, typeCode: item.typeCode, sha1: item.sha1, size: item.size}],
  })
  await (await bench.journal()).record([{event, planned: [item]}])
}

/**
 * Feeds one document (TD2.1a, or TD2.1b with `replaced`): look, validate, fix everything in the journal, send, settle.
 * Run again after an interruption or an unknown outcome, it goes on with the same submission.
 * @throws DmpError of the validation, of the visibility, of the DMP or of the line; the journal holds the state
 */
export async function submitOne(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitOptions,
  replaced?: ReplacedVersion,
): Promise<Submitted> {
  const prepared = await prepareDocument(bench, request)
  await refuseHeld(bench, prepared)
  replaced?.requirePatient(prepared.ins)
  const decision = await decideVisibility(bench, prepared, options, replaced?.visibility)
  const open = await itemToContinue(bench, prepared, options.again, replaced?.uniqueId)
  if (open) return goOn(bench, open, prepared.findings)
  const ids = await allotIds(bench)
  const rendered = await renderDocument(bench, prepared, placeOf(ids, replaced))
  const item = plannedItem(rendered, {
    ids,
    itemId: bench.random.uuid(),
    visibility: decision.visibility,
    now: bench.clock.now(),
    ...(replaced ? {replaced} : {}),
  })
  await bench.link()
  await plan(bench, rendered, item)
  return settled(
    await sendLot(bench, [{item, rendering: rendered.rendering}], 'nothing'),
    item,
    rendered.findings,
  )
}
