import {DmpError} from '../../errors/dmp-error.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem, PlannedItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import {checkVisibility, type VisibilityDecision} from '../../visibility/check-visibility.ts'
import type {Visibility} from '../../visibility/visibility.ts'
import type {Ending} from '../exchange/call-dmp.ts'
import type {Workbench} from '../ports.ts'
import {requireAccounted} from './after-restore.ts'
import {refuseDeleted} from './deleted-before.ts'
import {goOn} from './go-on.ts'
import {itemToContinue, refuseHeld} from './known-item.ts'
import {refuseNumberKnown} from './number-known.ts'
import {onceMore} from './once-more.ts'
import {type Allotted, allotIds, placeOf, plannedItem, type Replaced} from './plan-item.ts'
import {type PreparedDocument, prepareDocument} from './prepare-document.ts'
import {renderDocument} from './render-document.ts'
import {type LotItem, sendLot} from './send-lot.ts'
import {unlessSentElsewhere} from './sent-elsewhere.ts'
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

/** The document as kept, or the error of its ending with the ids that let a person follow it. */
export function settled(ending: Ending, item: PlannedItem, findings: readonly Finding[]): Submitted {
  const {error} = ending
  if (!error) return {item, findings}
  const details = {...error.details, uniqueId: item.documentUniqueId}
  throw new DmpError(error.code, {params: error.params, details, retry: error.retry, cause: error})
}

/** A document decided on and not yet numbered, or the item of an earlier run to go on with. */
export interface Admitted {
  readonly prepared: PreparedDocument
  readonly visibility: Visibility
  readonly open?: JournalItem
}

/** Looks, validates the identity, reads the holds, settles who may see it. Nothing is written. */
export async function admit(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitOptions,
  replaced?: ReplacedVersion,
): Promise<Admitted> {
  const prepared = await prepareDocument(bench, request)
  await refuseHeld(bench, prepared)
  replaced?.requirePatient(prepared.ins)
  const {visibility, concealed} = await decideVisibility(bench, prepared, options, replaced?.visibility)
  if (concealed) bench.warn({code: 'concealed'})
  const open = await itemToContinue(bench, prepared, options.again, replaced)
  if (!open) {
    if (!replaced) await refuseDeleted(bench, prepared, options.again)
    await refuseNumberKnown(bench, prepared, {again: options.again, setId: replaced?.setId})
  }
  return {prepared, visibility, ...(open ? {open} : {})}
}

export interface PlannedDocument extends LotItem {
  readonly item: PlannedItem
  readonly findings: readonly Finding[]
}

/** Makes and validates the document under its identifiers, then fixes everything in memory; see `recordPlan`. */
export async function planDocument(
  bench: Workbench,
  {prepared, visibility}: Admitted,
  ids: Allotted,
  replaced?: Replaced,
): Promise<PlannedDocument> {
  const rendered = await renderDocument(bench, prepared, placeOf(ids, replaced))
  const item = plannedItem(rendered, {
    ids,
    itemId: bench.random.uuid(),
    visibility,
    now: bench.clock.now(),
    ...(replaced ? {replaced} : {}),
  })
  return {item, rendering: rendered.rendering, findings: rendered.findings}
}

/**
 * Items planned, durably, before anything leaves: all of them or none.
 * @throws DmpError DMP_ALREADY_SENT, DMP_SAME_BYTES_OTHER_PATIENT when another process was first with the same bytes;
 * `details.refused` is the id of the item
 */
export async function recordPlan(
  bench: Workbench,
  planned: readonly PlannedDocument[],
  again: boolean,
): Promise<void> {
  if (!again) await requireAccounted(bench, {}, 'restored-submit')
  const entries = planned.map(({item}) => ({
    event: traceEvent({
      phase: 'event',
      operation: 'plan',
      itemId: item.id,
      occurredAt: bench.clock.now(),
      patient: item.ins,
      documents: [
        {uniqueId: item.documentUniqueId, typeCode: item.typeCode, sha1: item.sha1, size: item.size},
      ],
    }),
    planned: [item],
    again,
  }))
  await (await bench.journal()).record(entries)
}

/** Sends what was just planned, unless another process found it in the journal and was faster. */
export async function sendPlanned(bench: Workbench, lot: readonly PlannedDocument[]): Promise<Ending> {
  const [first] = lot
  if (!first) throw new RangeError('a lot has at least one document')
  return unlessSentElsewhere(bench, first.item, () => sendLot(bench, lot, 'nothing'))
}

/**
 * Goes on with the item of an earlier run, or of another process that was first.
 * @throws DmpError DMP_NOT_FOUND_AFTER_SENDING unless `again`, and those of the sending
 */
export async function continued(
  bench: Workbench,
  {prepared}: Admitted,
  open: JournalItem,
  {again}: SubmitOptions,
): Promise<Submitted> {
  const item = await onceMore(bench, open, again)
  return settled(await goOn(bench, item), item, prepared.findings)
}

/**
 * What to do once the journal refused to plan: go on with the open item of the process that was first.
 * @throws `refusal` when it is no such refusal; DMP_ALREADY_SENT when that process is done
 */
export async function afterRefusal(
  bench: Workbench,
  admitted: Admitted,
  options: SubmitOptions,
  refusal: unknown,
  replaced?: Replaced,
): Promise<Submitted> {
  if (!(refusal instanceof DmpError && refusal.code === 'DMP_ALREADY_SENT')) throw refusal
  const open = await itemToContinue(bench, admitted.prepared, options.again, replaced)
  if (!open) throw refusal
  return continued(bench, admitted, open, options)
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
  const admitted = await admit(bench, request, options, replaced)
  if (admitted.open) return continued(bench, admitted, admitted.open, options)
  // Keys before numbers: a wrong passphrase must not use up identifiers nor leave a planned item behind.
  await bench.link()
  const planned = await planDocument(bench, admitted, await allotIds(bench), replaced)
  try {
    await recordPlan(bench, [planned], options.again)
  } catch (error) {
    return afterRefusal(bench, admitted, options, error, replaced)
  }
  return settled(await sendPlanned(bench, [planned]), planned.item, planned.findings)
}
