import {builderVersion} from '../../cda/build-level1.ts'
import type {Level1Input, Level1MediaType} from '../../cda/level1-input.ts'
import {validateCda} from '../../cda/validate.ts'
import type {StructureRow} from '../../structure/structure-grid.ts'
import type {Workbench} from '../ports.ts'
import {composeLevel1, type Level1Place} from './compose-level1.ts'
import {packFindings} from './pack-findings.ts'
import {invalid, type PreparedDocument} from './prepare-document.ts'
import {type Rendering, renderLevel1, renderReady} from './rendering.ts'
import {gridOf, structureFindings, type Units, type UnitsFrom, unitsOf} from './structure-of-document.ts'
import type {Finding} from './submission-report.ts'

/** What the journal keeps so that the very same bytes can be made again; patient data inside. */
export type Frozen =
  | {
      readonly kind: 'level1'
      readonly builderVersion: string
      readonly input: Level1Input
      readonly activityCode?: string
    }
  | {readonly kind: 'ready'; readonly activityCode?: string}

export interface RenderedDocument {
  readonly prepared: PreparedDocument
  readonly frozen: Frozen
  readonly rendering: Rendering
  /** Everything known to be worth saying; no error among them. */
  readonly findings: readonly Finding[]
  readonly structure: readonly StructureRow[]
}

export type RenderBench = Pick<
  Workbench,
  'cdaReader' | 'signal' | 'profile' | 'valueSets' | 'clock' | 'schemaPack' | 'keyFiles' | 'link'
>

/** What the document says: composed from the request, or the content of an earlier version under a new number. */
async function inputOf(
  bench: RenderBench,
  {request}: PreparedDocument,
  mediaType: Level1MediaType,
  place: Level1Place,
  {structureId}: Units,
): Promise<Level1Input> {
  if (!request.content) {
    const [profile, valueSets] = await Promise.all([bench.profile(), bench.valueSets()])
    return composeLevel1(request, mediaType, place, profile, valueSets, structureId)
  }
  const {uniqueId, ...rest} = place
  return {...request.content, id: uniqueId, ...rest}
}

async function render(
  bench: RenderBench,
  prepared: PreparedDocument,
  place: Level1Place,
  units: Units,
): Promise<{frozen: Frozen; rendering: Rendering}> {
  const {xds} = await bench.profile()
  const {activityCode} = prepared.request
  const activity = activityCode ? {activityCode} : {}
  if (prepared.kind === 'ready') {
    const rendering = await renderReady(bench, prepared.file, xds.signatureDigest)
    return {frozen: {kind: 'ready', ...activity}, rendering}
  }
  const input = await inputOf(bench, prepared, prepared.kind, place, units)
  const rendering = await renderLevel1(bench, input, prepared.file, xds.signatureDigest)
  return {frozen: {kind: 'level1', builderVersion, input, ...activity}, rendering}
}

/** Everything to say of a rendered document, errors included. */
export async function lookThrough(
  bench: RenderBench,
  prepared: PreparedDocument,
  rendering: Rendering,
): Promise<readonly Finding[]> {
  const {ins} = await bench.profile()
  const header = validateCda(rendering.header, {
    valueSets: await bench.valueSets(),
    now: bench.clock.now(),
    allowedInsOids: ins.allowedOids,
    bodyChecked: prepared.kind !== 'ready' || (prepared.reading?.elided ?? false),
  })
  const official = await packFindings(bench, prepared.request.file, rendering)
  return [...prepared.findings, ...header, ...official]
}

/**
 * Makes the CDA (or takes the ready one) and validates it as it will be sent (EX_2.1-1071, EX_2.1-1090), the structure
 * it names included. With `seen` no key is opened; `judge: false` leaves the verdict on the structure to the caller.
 * @throws DmpError DMP_DOCUMENT_INVALID with every finding, DMP_MISSING_VALUE, DMP_CODE_UNKNOWN
 */
export async function renderDocument(
  bench: RenderBench,
  prepared: PreparedDocument,
  place: Level1Place,
  {from = 'link', judge = true}: {readonly from?: UnitsFrom; readonly judge?: boolean} = {},
): Promise<RenderedDocument> {
  const units = await unitsOf(bench, from)
  const {frozen, rendering} = await render(bench, prepared, place, units)
  const structure = gridOf(await bench.profile(), units, rendering.header)
  const findings = [
    ...(await lookThrough(bench, prepared, rendering)),
    ...(judge ? structureFindings(structure) : []),
  ]
  if (findings.some(({severity}) => severity === 'error')) throw invalid(prepared.request, findings)
  return {prepared, frozen, rendering, findings, structure}
}
