import type {DocumentUniqueId} from '../../../ids/identifiers.ts'
import {isOid} from '../../../ids/oid.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {JournalItem, PlannedItem} from '../../../ports/journal.ts'
import type {Candidate, DeletionWish, Verdict} from '../candidate.ts'
import {deletionItem} from '../delete/deletion-item.ts'
import type {PlanFacts} from './freeze-request.ts'
import type {Identifiers} from './identifiers.ts'
import type {Known, KnownVersions} from './known-versions.ts'
import type {PlanBench} from './plan-wish.ts'
import type {TakenIds} from './taken-ids.ts'

type Deletion = {readonly item: PlannedItem} | {readonly verdict: Verdict}

interface Around {
  readonly known: KnownVersions
  readonly identifiers: Identifiers
  readonly ids: TakenIds
  readonly facts: PlanFacts
}

interface Target {
  readonly uniqueId: DocumentUniqueId
  readonly ins: Ins
  readonly item?: JournalItem
}

/** The document that an order names, ours by the journal, or named by its uniqueId and the INS of its patient. */
async function targetOfOrder(
  {uniqueId: stated, sourceId, ins}: DeletionWish,
  {known, ids}: Around,
): Promise<Target | Verdict> {
  const word = stated ?? sourceId
  if (!word) return verdict('rejected', 'delete-unnamed')
  if (await ids.withheld([stated, sourceId])) return verdict('excluded', 'delete-never-sent')
  const named = await known.named(word)
  if (named.found === 'several') return verdict('held', 'delete-unclear')
  if (named.found === 'deleted') return verdict('excluded', 'delete-done')
  if (named.found === 'one') return targetOfItem(named.item, ins)
  if (!stated || !isOid(stated.split('^')[0] ?? '')) return verdict('rejected', 'delete-unknown')
  return ins ? {uniqueId: stated, ins} : verdict('rejected', 'delete-without-patient')
}

/** Two INS for one document: neither is chosen. */
function targetOfItem(item: Known, stated: Ins | undefined): Target | Verdict {
  const {documentUniqueId: uniqueId, ins, state} = item
  if (state === undefined || state === 'planned') return verdict('held', 'delete-not-sent')
  if (stated && (stated.matricule !== ins.matricule || stated.oid !== ins.oid))
    return verdict('held', 'delete-other-patient')
  return {uniqueId, ins, item: item as JournalItem}
}

/** A deletion becomes an item that names its target; whatever document the order carried is never published. */
export async function judgeDeletion(
  bench: PlanBench,
  {deletion = {}, local, origin}: Candidate,
  around: Around,
): Promise<Deletion> {
  const target = await targetOfOrder(deletion, around)
  if ('class' in target) return {verdict: target}
  const {uniqueId, ins, item} = target
  const journal = await bench.journal()
  const earlier = await journal.items({documentUniqueId: uniqueId, actions: ['delete']})
  if (earlier.some(({state}) => state !== 'refused')) return {verdict: verdict('excluded', 'delete-planned')}
  const [set] = await around.identifiers.take(1)
  if (!set) throw new RangeError('an identifier was asked for')
  const {ipp, venue, sourceId} = local
  const {file, line} = origin
  return {
    item: await deletionItem(
      {
        uniqueId,
        ins,
        target: item,
        local: {...(ipp ? {ipp} : {}), ...(venue ? {venue} : {}), ...(sourceId ? {sourceId} : {})},
        origin: {file, ...(line === undefined ? {} : {line})},
      },
      {...around.facts, reason: deletion.reason ?? 'source-order'},
      {id: bench.random.uuid(), set, now: bench.clock.now()},
    ),
  }
}

function verdict(verdictClass: Verdict['class'], reason: string): Verdict {
  return {class: verdictClass, reason}
}
