import {isOid} from '../../../ids/oid.ts'
import type {JournalItem, PlannedItem} from '../../../ports/journal.ts'
import type {Candidate, Verdict} from '../candidate.ts'
import {deletionItem} from '../delete/deletion-item.ts'
import type {PlanFacts} from './freeze-request.ts'
import type {Identifiers} from './identifiers.ts'
import type {KnownVersions} from './known-versions.ts'
import type {PlanBench} from './plan-wish.ts'

type Deletion = {readonly item: PlannedItem} | {readonly verdict: Verdict}

/**
 * A deletion becomes an item that names its target; whatever document the order carried is never published. The target
 * is ours by the journal, or named by its uniqueId and the INS of its patient.
 */
export async function judgeDeletion(
  bench: PlanBench,
  {deletion = {}, local, origin}: Candidate,
  {known, identifiers, facts}: {known: KnownVersions; identifiers: Identifiers; facts: PlanFacts},
): Promise<Deletion> {
  const word = deletion.uniqueId ?? deletion.sourceId
  if (!word) return verdict('rejected', 'delete-unnamed')
  const named = await known.named(word)
  if (named.found === 'several') return verdict('held', 'delete-unclear')
  if (named.found === 'deleted') return verdict('excluded', 'delete-done')
  const item = named.found === 'one' ? named.item : undefined
  if (item && (item.state === undefined || item.state === 'planned'))
    return verdict('held', 'delete-not-sent')
  const stated = deletion.ins
  if (item && stated && (stated.matricule !== item.ins.matricule || stated.oid !== item.ins.oid))
    return verdict('held', 'delete-other-patient')
  const ins = item?.ins ?? stated
  const uniqueId = item?.documentUniqueId ?? deletion.uniqueId
  if (!uniqueId || !isOid(uniqueId.split('^')[0] ?? '')) return verdict('rejected', 'delete-unknown')
  if (!ins) return verdict('rejected', 'delete-without-patient')
  const journal = await bench.journal()
  const earlier = await journal.items({documentUniqueId: uniqueId, actions: ['delete']})
  if (earlier.some(({state}) => state !== 'refused')) return verdict('excluded', 'delete-planned')
  const [set] = await identifiers.take(1)
  if (!set) throw new RangeError('an identifier was asked for')
  const {ipp, venue, sourceId} = local
  return {
    item: await deletionItem(
      {
        uniqueId,
        ins,
        target: item?.state === undefined ? undefined : (item as JournalItem),
        local: {...(ipp ? {ipp} : {}), ...(venue ? {venue} : {}), ...(sourceId ? {sourceId} : {})},
        origin: {file: origin.file, ...(origin.line === undefined ? {} : {line: origin.line})},
      },
      {...facts, reason: deletion.reason ?? 'source-order'},
      {id: bench.random.uuid(), set, now: bench.clock.now()},
    ),
  }
}

function verdict(verdictClass: Verdict['class'], reason: string): Deletion {
  return {verdict: {class: verdictClass, reason}}
}
