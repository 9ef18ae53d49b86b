import {builderVersion} from '../../cda/build-level1.ts'
import type {Level1Input} from '../../cda/level1-input.ts'
import {validateCda} from '../../cda/validate.ts'
import type {Workbench} from '../ports.ts'
import {composeLevel1, type Level1Place} from './compose-level1.ts'
import {invalid, type PreparedDocument} from './prepare-document.ts'
import {type Rendering, renderLevel1, renderReady} from './rendering.ts'
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
}

type Bench = Pick<Workbench, 'cdaReader' | 'signal' | 'profile' | 'valueSets' | 'clock' | 'schemaPack'>

async function render(
  bench: Bench,
  prepared: PreparedDocument,
  place: Level1Place,
): Promise<{frozen: Frozen; rendering: Rendering}> {
  const profile = await bench.profile()
  const activity = prepared.request.activityCode ? {activityCode: prepared.request.activityCode} : {}
  const digest = profile.xds.signatureDigest
  if (prepared.kind === 'ready') {
    return {frozen: {kind: 'ready', ...activity}, rendering: await renderReady(bench, prepared.file, digest)}
  }
  const input = composeLevel1(prepared.request, prepared.kind, place, profile, await bench.valueSets())
  const rendering = await renderLevel1(bench, input, prepared.file, digest)
  return {frozen: {kind: 'level1', builderVersion, input, ...activity}, rendering}
}

/** Above this size the official pack is not applied in process: it would hold the document several times over. */
const PACK_MAX_BYTES = 8 * 1024 * 1024

async function packFindings(
  bench: Bench,
  prepared: PreparedDocument,
  {source, size}: Rendering,
): Promise<Finding[]> {
  const pack = await bench.schemaPack()
  if (!pack) return []
  if (size > PACK_MAX_BYTES)
    return [{rule: 'PACK-NOT-APPLIED', severity: 'warning', params: {layer: 'xsd', reason: 'size'}}]
  const chunks: Uint8Array[] = []
  for await (const chunk of source.open(bench.signal)) chunks.push(Uint8Array.from(chunk))
  const [verdict] = await pack.checkCda(
    [{name: prepared.request.file, bytes: Buffer.concat(chunks)}],
    bench.signal,
  )
  const refused = (verdict?.findings ?? []).map(
    ({layer, line, text}): Finding => ({
      rule: layer === 'xsd' ? 'PACK-XSD' : 'PACK-SCHEMATRON',
      severity: 'error',
      ...(line === undefined ? {} : {line}),
      params: {text},
    }),
  )
  const absent = (verdict?.unavailable ?? []).map(
    ({layer, reason}): Finding => ({rule: 'PACK-NOT-APPLIED', severity: 'warning', params: {layer, reason}}),
  )
  return [...refused, ...absent]
}

/**
 * Makes the CDA (or takes the ready one) and validates it as it will be sent (EX_2.1-1071, EX_2.1-1090).
 * @throws DmpError DMP_DOCUMENT_INVALID with every finding, DMP_MISSING_VALUE, DMP_CODE_UNKNOWN
 */
export async function renderDocument(
  bench: Bench,
  prepared: PreparedDocument,
  place: Level1Place,
): Promise<RenderedDocument> {
  const profile = await bench.profile()
  const {frozen, rendering} = await render(bench, prepared, place)
  const header = validateCda(rendering.header, {
    valueSets: await bench.valueSets(),
    now: bench.clock.now(),
    allowedInsOids: profile.ins.allowedOids,
    bodyChecked: prepared.kind !== 'ready' || (prepared.reading?.elided ?? false),
  })
  const findings: Finding[] = [
    ...prepared.findings,
    ...header,
    ...(await packFindings(bench, prepared, rendering)),
  ]
  if (findings.some(({severity}) => severity === 'error')) throw invalid(prepared.request, findings)
  return {prepared, frozen, rendering, findings}
}
