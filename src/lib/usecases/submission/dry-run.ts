import {maskIns} from '../../ins/matricule.ts'
import {firstMismatch} from '../../structure/structure-grid.ts'
import {futureReaders} from '../habilitation/future-readers.ts'
import type {Workbench} from '../ports.ts'
import {documentEntry, type LotFacts, submissionSet} from './assemble-lot.ts'
import {refuseDeleted} from './deleted-before.ts'
import type {DryRunMemory} from './dry-run-memory.ts'
import {itemToContinue, refuseHeld} from './known-item.ts'
import {refuseNumberKnown} from './number-known.ts'
import {requireWord} from './once-more.ts'
import {localFacts} from './outcome-of.ts'
import {placeOf, plannedItem, trialIds} from './plan-item.ts'
import {type PreparedDocument, prepareDocument} from './prepare-document.ts'
import {renderDocument} from './render-document.ts'
import {unitsOf} from './structure-of-document.ts'
import type {DocumentOutcome, Finding} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {decideVisibility, type ReplacedVersion, type SubmitOptions} from './submit-one.ts'

/** What the journal says of the bytes and of the numbers: already there, on their way, or another document's. */
async function knownFindings(
  bench: Workbench,
  prepared: PreparedDocument,
  {again}: SubmitOptions,
  replaced: ReplacedVersion | undefined,
): Promise<readonly Finding[]> {
  const open = await itemToContinue(bench, prepared, again, replaced)
  if (!open) {
    if (!replaced) await refuseDeleted(bench, prepared, again)
    await refuseNumberKnown(bench, prepared, {again, setId: replaced?.setId})
    return []
  }
  requireWord(open, again)
  const {documentUniqueId: uniqueId, state} = open
  return [{rule: 'JOURNAL-CONTINUES', severity: 'warning', params: {uniqueId, state}}]
}

/**
 * Everything up to the wire, and nothing of it kept: the journal (see `lookingOnly`), the set, the entry, the places
 * that name the structure. Identifiers are placeholders (`2.25.1`…); no key is opened.
 * @throws DmpError as the submission would, as far as that can be known here
 */
export async function dryRun(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitOptions,
  replaced?: ReplacedVersion,
  memory?: DryRunMemory,
): Promise<DocumentOutcome> {
  const prepared = await prepareDocument(bench, request)
  await refuseHeld(bench, prepared)
  replaced?.requirePatient(prepared.ins)
  const {visibility} = await decideVisibility(bench, prepared, options, replaced?.visibility)
  const known = await knownFindings(bench, prepared, options, replaced)
  const twin = options.again ? undefined : memory?.twin(prepared)
  if (twin !== undefined) {
    const finding: Finding = {rule: 'RUN-DUPLICATE', severity: 'warning', params: {first: twin}}
    const ins = maskIns(prepared.ins.matricule)
    return {...localFacts(request), state: 'duplicate', ins, findings: [finding]}
  }
  const rendered = await renderDocument(bench, prepared, placeOf(trialIds, replaced), {from: 'seen'})
  memory?.keep(prepared)
  const {rendering, structure} = rendered
  const findings = [...known, ...rendered.findings]
  const item = plannedItem(rendered, {
    ids: trialIds,
    itemId: '-',
    visibility,
    now: bench.clock.now(),
    ...(replaced ? {replaced} : {}),
  })
  const [profile, valueSets, {structureId}] = await Promise.all([
    bench.profile(),
    bench.valueSets(),
    unitsOf(bench, 'seen'),
  ])
  const facts: LotFacts = {profile, valueSets, structureId}
  const entry = documentEntry(item, rendering, facts)
  const set = submissionSet({item, rendering, activityCode: request.activityCode}, entry, facts)
  const readersOf = await futureReaders(bench)
  return {
    ...localFacts(request),
    state: 'ready',
    kind: prepared.kind,
    sha1: rendering.sha1Hex,
    size: rendering.size,
    ins: maskIns(prepared.ins.matricule),
    findings,
    lot: {
      contentTypeCode: set.contentTypeCode.code,
      author: set.author.person,
      institutions: set.author.institutions,
      title: entry.title,
      classCode: entry.classCode.code,
      typeCode: entry.typeCode.code,
      formatCode: entry.formatCode.code,
      confidentialityCodes: entry.confidentialityCodes.map(({code}) => code),
      creationTime: entry.creationTime,
      serviceStartTime: entry.serviceStartTime,
      healthcareFacilityTypeCode: entry.healthcareFacilityTypeCode.code,
      practiceSettingCode: entry.practiceSettingCode.code,
    },
    structure,
    firstMismatch: firstMismatch(structure) ?? null,
    readers: readersOf(entry.typeCode.code, visibility.hiddenFromProfessionals),
  }
}
