import type {Hold} from '../../../ports/journal.ts'
import type {Candidate, NamedDocuments, Verdict} from '../candidate.ts'
import type {PlanBench} from './plan-wish.ts'
import {DELETED_LATER} from './taken-ids.ts'
import {DELETION_CHAIN} from './version-chains.ts'

/** What a verdict knows of the document that does not go. */
export interface Against {
  readonly verdict: Verdict
  readonly uniqueId?: string
  readonly sha256?: string
  /** What else must wait with it. */
  readonly keepsBack?: NamedDocuments
}

const present = (...names: readonly (string | undefined)[]) => names.flatMap((name) => (name ? [name] : []))

/** What a deletion that does not go keeps back: exactly what it names. */
function namedByDeletion({deletion}: Candidate): NamedDocuments {
  const {uniqueId, sourceId} = deletion ?? {}
  return {uniqueIds: present(uniqueId), sourceIds: uniqueId ? [] : present(sourceId)}
}

/**
 * Documents that no later plan and no item planned before may publish after this verdict: what an unclear order of
 * deletion names, and what was kept back for the sake of one.
 */
export function keptBackAfter(candidate: Candidate, against: Against): NamedDocuments | undefined {
  const {verdict, uniqueId, sha256} = against
  const stated = against.keepsBack ?? candidate.keepsBack
  if (stated) return stated
  if (candidate.action === 'delete')
    return verdict.class === 'excluded' ? undefined : namedByDeletion(candidate)
  if (verdict.reason !== DELETED_LATER && verdict.reason !== DELETION_CHAIN) return undefined
  // A number that the source states would hold the line before its deletion is looked at, when the list comes again.
  if (uniqueId && !candidate.request?.documentId) return {uniqueIds: [uniqueId]}
  return {uniqueIds: [], sha256s: present(sha256)}
}

/** Word under which holds of this origin are explained. */
export const DELETION_ASKED = 'deletion-asked'

/** Lays holds without end on these documents; what a person laid for good stays as it is. */
export async function keepBack(
  {journal, clock}: Pick<PlanBench, 'journal' | 'clock'>,
  {uniqueIds, sourceIds = [], sha256s = []}: NamedDocuments,
): Promise<void> {
  const named = [
    ...uniqueIds.map((value) => ({kind: 'document_id', value}) as const),
    ...sourceIds.map((value) => ({kind: 'source_id', value}) as const),
    ...sha256s.map((value) => ({kind: 'file_sha256', value}) as const),
  ]
  if (named.length === 0) return
  const store = await journal()
  const key = ({kind, value}: Pick<Hold, 'kind' | 'value'>) => `${kind} ${value}`
  const standing = await store.holdsOn(named)
  const forGood = new Set(standing.filter(({until}) => until === undefined).map(key))
  const facts = {reason: DELETION_ASKED, by: 'batch plan', createdAt: clock.now()}
  const fresh = named.filter((one) => !forGood.has(key(one))).map((one): Hold => ({...one, ...facts}))
  if (fresh.length > 0) await store.hold(fresh)
}
