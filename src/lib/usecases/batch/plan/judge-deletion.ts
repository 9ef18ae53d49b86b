import {neverLeft} from '../../../batch/at-the-dmp.ts'
import type {DocumentUniqueId} from '../../../ids/identifiers.ts'
import {isOid} from '../../../ids/oid.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {JournalItem, PlannedItem} from '../../../ports/journal.ts'
import type {Candidate, DeletionWish, Verdict} from '../candidate.ts'
import {deletionItem} from '../delete/deletion-item.ts'
import type {PlanFacts} from './freeze-request.ts'
import type {Identifiers} from './identifiers.ts'
import type {Against} from './kept-back.ts'
import type {Known, KnownVersions} from './known-versions.ts'
import type {PlanBench} from './plan-wish.ts'
import type {TakenIds} from './taken-ids.ts'
import {DELETION_CHAIN} from './version-chains.ts'

type Deletion = {readonly item: PlannedItem} | Against

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
): Promise<Target | Verdict | Against> {
  const word = stated ?? sourceId
  if (!word) return verdict('rejected', 'delete-unnamed')
  const named = await known.named(word)
  // What an earlier plan fixed or sent is deleted all the same, whatever this plan keeps back.
  if (named.found !== 'one' && (await ids.withheld([stated, sourceId])))
    return verdict('excluded', 'delete-never-sent')
  if (named.found === 'several') return verdict('held', 'delete-unclear')
  if (named.found === 'deleted') return verdict('excluded', 'delete-done')
  if (named.found === 'one') return targetOfItem(known, named.item, ins)
  if (!stated || !isOid(stated.split('^')[0] ?? '')) return verdict('rejected', 'delete-unknown')
  return ins ? {uniqueId: stated, ins} : verdict('rejected', 'delete-without-patient')
}

/**
 * Two INS for one document: neither is chosen. A document that never left is withdrawn by its deletion; one that belongs
 * to a chain of versions waits for a person with its neighbours, because what would stand in the DMP is not known.
 */
async function targetOfItem(
  known: KnownVersions,
  item: Known,
  stated: Ins | undefined,
): Promise<Target | Against> {
  const {documentUniqueId: uniqueId, ins, replaces} = item
  if (stated && (stated.matricule !== ins.matricule || stated.oid !== ins.oid))
    return {verdict: verdict('held', 'delete-other-patient'), uniqueId}
  const successor = await known.replacementOf(item)
  if (neverLeft(item) ? (replaces ?? successor) : successor && neverLeft(successor)) {
    const uniqueIds: string[] = [uniqueId, ...(replaces ? [replaces.uniqueId] : [])]
    if (successor) uniqueIds.push(successor.documentUniqueId)
    return {verdict: verdict('held', DELETION_CHAIN), uniqueId, keepsBack: {uniqueIds}}
  }
  return {uniqueId, ins, item: item as JournalItem}
}

/** A deletion becomes an item that names its target; whatever document the order carried is never published. */
export async function judgeDeletion(
  bench: PlanBench,
  {deletion = {}, local, origin}: Candidate,
  around: Around,
): Promise<Deletion> {
  const target = await targetOfOrder(deletion, around)
  if ('verdict' in target) return target
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
