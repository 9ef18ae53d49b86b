import {maskIns} from '../../ins/matricule.ts'
import {firstMismatch} from '../../structure/structure-grid.ts'
import {vihfStructureId} from '../../vihf/facts.ts'
import type {Workbench} from '../ports.ts'
import {documentEntry, type LotFacts, submissionSet} from './assemble-lot.ts'
import {localFacts} from './outcome-of.ts'
import {placeOf, plannedItem, trialIds} from './plan-item.ts'
import {prepareDocument} from './prepare-document.ts'
import {renderDocument} from './render-document.ts'
import {gridOf} from './structure-of-document.ts'
import type {DocumentOutcome} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {decideVisibility, type SubmitOptions} from './submit-one.ts'

/**
 * Everything up to the wire, and nothing of it kept: the set, the entry, the places that name the structure. Identifiers
 * are placeholders (`2.25.1`…); no key is opened.
 */
export async function dryRun(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitOptions,
): Promise<DocumentOutcome> {
  const prepared = await prepareDocument(bench, request)
  const {visibility} = await decideVisibility(bench, prepared, options)
  const rendered = await renderDocument(bench, prepared, placeOf(trialIds))
  const {rendering, findings} = rendered
  const item = plannedItem(rendered, {ids: trialIds, itemId: '-', visibility, now: bench.clock.now()})
  const [profile, valueSets] = await Promise.all([bench.profile(), bench.valueSets()])
  const facts: LotFacts = {
    profile,
    valueSets,
    structureId: vihfStructureId(profile, `1${profile.structure.finessEj}`),
  }
  const entry = documentEntry(item, rendering, facts)
  const set = submissionSet({item, rendering, activityCode: request.activityCode}, entry, facts)
  const structure = await gridOf(bench, rendering)
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
  }
}
