import {readManifest} from '../../../manifest/read-manifest.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import {requestOfRow} from '../../submission/request-of-row.ts'
import type {Candidate, CandidateSource} from '../candidate.ts'
import type {PlanTerms} from './batch-of-plan.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'

export interface PlanInputs {
  /** What decides that a later command asks for the same plan. */
  readonly terms: PlanTerms
  readonly facts: Readonly<Record<string, unknown>>
  /** All records in order; each call reads them anew. */
  open(): CandidateSource
  readonly rules: PlanReport['rules']
  /** Files left out because an earlier plan saw them. */
  seenBefore(): number
  /** The plan is complete: what it saw need not be seen again. */
  planned(batchId: string): Promise<void>
}

async function* manifestRows(bench: PlanBench, path: string, wish: PlanWish): AsyncGenerator<Candidate> {
  const {files, signal} = bench
  const profile = await bench.profile()
  const source = await files.source(path)
  const options = {visibility: wish.visibility}
  for await (const entry of readManifest(source.open(signal), path, options)) {
    const origin = {file: path, line: entry.line}
    const sourceId = entry.sourceId ? {sourceId: entry.sourceId} : {}
    if (entry.kind === 'fault') {
      const {field, reason} = entry
      const verdict = {class: 'rejected', reason: 'DMP_MANIFEST_LINE', params: {field, reason}} as const
      yield {action: 'submit', origin, local: sourceId, verdict}
      continue
    }
    const request = requestOfRow(entry, files.resolve(path, '..', entry.file ?? ''), path, profile)
    const {ipp, venue, title, typeCode, unit} = entry
    const local = {
      ...sourceId,
      ...(ipp ? {ipp} : {}),
      ...(venue ? {venue} : {}),
      ...(title ? {title} : {}),
      ...(typeCode ? {typeCode} : {}),
      ...(unit ? {unit} : {}),
    }
    yield {action: request.action, origin, local, request}
  }
}

/** Looks at what the operator named and prepares its reading. @throws DmpError when an input cannot be read at all */
export async function openInputs(bench: PlanBench, wish: PlanWish, _index: PlanIndex): Promise<PlanInputs> {
  const paths = wish.inputs.map((input) => bench.files.resolve(input))
  async function* all(): AsyncGenerator<Candidate> {
    for (const path of paths) yield* manifestRows(bench, path, wish)
  }
  return {
    terms: {inputs: paths, visibility: wish.visibility ?? null, again: wish.again ?? false},
    facts: {},
    open: all,
    rules: null,
    seenBefore: () => 0,
    planned: async () => undefined,
  }
}
