import type {JournalItem} from '../../ports/journal.ts'
import type {TraceSource} from '../../ports/trace-sources.ts'
import type {Environment} from '../../profile/profile.ts'
import type {DocumentFact} from '../../stats/document-fact.ts'
import {
  type FactSurroundings,
  factOfItem,
  factOfKeptBack,
  type Sender,
  type ToldOfItem,
} from '../../stats/document-facts.ts'
import {CountedPatients} from './counted-patients.ts'
import {KeptBackRecords} from './kept-back-records.ts'
import {ToldByEvents} from './told-by-events.ts'

export interface FactsWish {
  /** Who sends where no event tells: the profile's own numbers and software. */
  readonly sender: Sender
  readonly environment: Environment
  /** With patients told apart, which takes room. */
  readonly patients?: boolean
}

/**
 * Everything known of the documents of several journals, one at a time: each document once, the first journal that has
 * its item deciding, then the records that plans kept back. A journal that is named first wins: name the one in use
 * before the ones that were put aside.
 *
 * Memory: ids of the items (where there are several journals) and of accepted documents, and of each document only what
 * its item does not say itself; some hundred bytes for each.
 */
export async function* documentFacts(
  sources: readonly TraceSource[],
  wish: FactsWish,
  signal?: AbortSignal,
): AsyncGenerator<DocumentFact> {
  const seen = new Set<string>()
  const accepted = new Set<string>()
  const keptBack = new KeptBackRecords()
  const patients = wish.patients ? new CountedPatients() : undefined
  let around: FactSurroundings | undefined
  for (const source of sources) {
    const told = new ToldByEvents(wish.patients ?? false)
    await told.read(source, signal)
    await keptBack.read(source, signal)
    const sender = told.usual ?? wish.sender
    around = {
      environment: source.environment ?? wish.environment,
      sender,
      ...(sources.length > 1 ? {journal: source.journalId} : {}),
    }
    for await (const item of source.items?.({actions: ['submit', 'replace']}) ?? []) {
      signal?.throwIfAborted()
      const {documentUniqueId: uniqueId, sourceId} = item
      keptBack.met({uniqueId, sourceId})
      if (sources.length > 1 && isKnown(seen, item.id)) continue
      const repeats = isKept(item) && isKnown(accepted, uniqueId)
      const replacedBy = told.replacedBy(uniqueId) as DocumentFact['replacedBy']
      const changesVisibilityOnly = await hasSameContent(source, item)
      yield factOfItem(
        item,
        withPatient(told.of(item), item, patients),
        {repeats, replacedBy, changesVisibilityOnly},
        around,
      )
    }
  }
  if (around) for (const record of keptBack.left()) yield factOfKeptBack(record, around)
}

/** Whether it was met before; it is from now on. */
function isKnown(met: Set<string>, id: string): boolean {
  const known = met.has(id)
  met.add(id)
  return known
}

const isKept = ({state, registryStatus}: JournalItem) => state === 'accepted' && registryStatus !== 'deleted'

function withPatient(
  told: ToldOfItem,
  {ins}: JournalItem,
  patients: CountedPatients | undefined,
): ToldOfItem {
  return patients ? {...told, patientRef: patients.of(ins, told.patientRef)} : told
}

/** A replacement of the same bytes changes nothing but who may see the document. */
async function hasSameContent(source: TraceSource, {action, replaces, sourceSha256}: JournalItem) {
  if (action !== 'replace' || !replaces) return false
  for await (const former of source.items?.({documentUniqueId: replaces.uniqueId, limit: 1}) ?? [])
    return former.sourceSha256 === sourceSha256
  return false
}
