import type {DocumentUniqueId} from '../../../ids/identifiers.ts'
import type {Oid} from '../../../ids/oid.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {PlannedItem} from '../../../ports/journal.ts'
import type {Visibility} from '../../../visibility/visibility.ts'
import {placeOf, plannedItem, trialIds} from '../../submission/plan-item.ts'
import {type PreparedDocument, prepareDocument} from '../../submission/prepare-document.ts'
import {renderDocument} from '../../submission/render-document.ts'
import type {Finding} from '../../submission/submission-report.ts'
import type {SubmissionRequest} from '../../submission/submission-request.ts'
import {decideVisibility} from '../../submission/submit-one.ts'
import type {CandidateOrigin} from '../candidate.ts'
import type {Identifiers} from './identifiers.ts'
import type {PlanBench} from './plan-wish.ts'

/** The version that a record replaces, as far as it is known without asking the DMP. */
export interface PlannedTarget {
  readonly uniqueId: DocumentUniqueId
  readonly setId: string
  readonly versionNumber: number
  /** Whose it is, and who may see it, where the journal or an earlier record tells. */
  readonly ins?: Ins
  readonly visibility?: Visibility
}

/** What a plan fixes for every item it makes. */
export interface PlanFacts {
  readonly batchId: string
  readonly establishment: string
}

export interface FrozenRequest {
  readonly item: PlannedItem
  readonly findings: readonly Finding[]
}

type Optional = 'sendAfter' | 'revealDue' | 'unit' | 'authorId' | 'title'

function given(values: {readonly [K in Optional]?: PlannedItem[K] | undefined}): Pick<PlannedItem, Optional> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/**
 * Fixes everything of a submission (architecture: identity of a submission): identifiers, bytes, their SHA-1 and size,
 * who may see it. No key is opened and nothing is asked of the DMP; the entryUuid of a replaced version is found when
 * the lot leaves.
 * @throws DmpError of the preparation, the validation, the visibility
 */
export async function freezeRequest(
  bench: PlanBench,
  prepared: PreparedDocument,
  {
    identifiers,
    facts,
    origin,
    target,
  }: {
    readonly identifiers: Identifiers
    readonly facts: PlanFacts
    readonly origin: CandidateOrigin
    readonly target?: PlannedTarget | undefined
  },
): Promise<FrozenRequest> {
  const {request} = prepared
  // The source says that this version was made to change who may see it: that is the word a person would give.
  const stated = request.changesVisibility ? {reveal: true, conceal: true} : {}
  const {visibility} = await decideVisibility(bench, prepared, {again: false, ...stated}, target?.visibility)
  const ids = await identifiersFor(prepared, identifiers)
  const rendered = await renderDocument(bench, prepared, placeOf(ids, target), {from: 'seen'})
  const {header} = rendered.rendering
  const author = header.authors[0]?.ids[0]?.extension
  const bare = plannedItem(rendered, {ids, itemId: bench.random.uuid(), visibility, now: bench.clock.now()})
  const item: PlannedItem = {
    ...bare,
    ...(target ? {action: 'replace', replaces: {uniqueId: target.uniqueId}} : {}),
    ...facts,
    ...given({
      sendAfter: request.sendAfter,
      revealDue: request.revealDue,
      unit: request.unit,
      authorId: request.author?.id ?? author,
      title: header.title ?? request.title,
    }),
    origin: {file: origin.file, ...(origin.line === undefined ? {} : {line: origin.line})},
  }
  return {item, findings: rendered.findings}
}

/** A ready-made CDA brings the numbers of the document itself; those of the lot are ours. */
async function identifiersFor({kind}: PreparedDocument, identifiers: Identifiers) {
  if (kind !== 'ready') return identifiers.allot()
  const [set, signature] = await identifiers.take(2)
  if (!set || !signature) throw new RangeError('two identifiers were asked for')
  return {...trialIds, set: set as Oid as typeof trialIds.set, signature}
}

/** Looks at the file and the identity; a copy, since what is known of a document lives as long as its request. */
export function prepareForPlan(bench: PlanBench, request: SubmissionRequest): Promise<PreparedDocument> {
  return prepareDocument(bench, {...request})
}
