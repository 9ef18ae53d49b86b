import type {Batch, Journal, JournalItem} from '../../../ports/journal.ts'

/**
 * What an undo does with one item of the run. `delete`: it is in the DMP; `locate`: how its sending ended is not known,
 * so it is looked for first; `withdraw`: it never left and never will; `replaced`: a document of another run or of a
 * single command took its place, which a person must decide on; `sending`: a process is sending it now.
 */
export type UndoFate =
  | 'delete'
  | 'locate'
  | 'withdraw'
  | 'replaced'
  | 'sending'
  | 'underway'
  | 'deleted'
  | 'refused'
  | 'filtered'
  | 'limit'

export const undoFates: readonly UndoFate[] = [
  'delete',
  'locate',
  'withdraw',
  'replaced',
  'sending',
  'underway',
  'deleted',
  'refused',
  'filtered',
  'limit',
]

/** Which documents of the run are meant; those that never left are withdrawn whatever it says. */
export interface UndoScope {
  /** Bounds of the sending, ms since 1970: first included, last excluded. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  readonly types?: readonly string[] | undefined
  readonly maxItems?: number | undefined
  /** Also what another run or command replaced since. */
  readonly withReplaced: boolean
}

export interface Judged {
  readonly item: JournalItem
  readonly fate: UndoFate
  /** What took its place. */
  readonly by?: JournalItem
}

/** A deletion of it is planned or under way, by this undo begun earlier or by somebody else. */
const OPEN: readonly JournalItem['state'][] = ['planned', 'deferred', 'unknown', 'sending', 'held']

export async function openDeletion(
  journal: Pick<Journal, 'items'>,
  {documentUniqueId, ins}: Pick<JournalItem, 'documentUniqueId' | 'ins'>,
): Promise<JournalItem | undefined> {
  const found = await journal.items({documentUniqueId, actions: ['delete'], states: OPEN})
  return found.find((one) => one.ins.matricule === ins.matricule && one.ins.oid === ins.oid)
}

/** The newest version that took the place of `item` and stands; undefined when nothing does. */
export async function standingReplacement(
  journal: Pick<Journal, 'items'>,
  item: JournalItem,
): Promise<JournalItem | undefined> {
  const versions = await journal.items({setId: item.setId})
  return versions
    .filter(({versionNumber, state}) => versionNumber > item.versionNumber && state === 'accepted')
    .filter(({registryStatus}) => registryStatus !== 'deleted')
    .toSorted((a, b) => b.versionNumber - a.versionNumber)[0]
}

export function inScope({sentAt = 0, typeCode}: JournalItem, {since, until, types}: UndoScope): boolean {
  if (since !== undefined && sentAt < since) return false
  if (until !== undefined && sentAt >= until) return false
  return types === undefined || types.length === 0 || types.includes(typeCode)
}

/** Reads a run for its undo: what never ended first, then newest first. */
export class UndoSurvey {
  readonly #journal: Journal
  readonly #run: Batch
  readonly #scope: UndoScope
  #wanted = 0

  constructor(journal: Journal, run: Batch, scope: UndoScope) {
    this.#journal = journal
    this.#run = run
    this.#scope = scope
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Judged> {
    const batchId = this.#run.id
    for await (const item of this.#journal.eachItem({batchId, states: ['unknown', 'held']}, 'newest'))
      yield await this.#judge(item)
    const rest = ['accepted', 'planned', 'deferred', 'sending', 'refused'] as const
    for await (const item of this.#journal.eachItem({batchId, states: rest}, 'newest'))
      yield await this.#judge(item)
  }

  async #judge(item: JournalItem): Promise<Judged> {
    const judged = await this.#fateOf(item)
    const {fate} = judged
    if (fate !== 'delete' && fate !== 'locate' && fate !== 'underway') return judged
    const {maxItems = Number.POSITIVE_INFINITY} = this.#scope
    if (fate !== 'underway' && this.#wanted >= maxItems) return {item, fate: 'limit'}
    this.#wanted += 1
    return judged
  }

  async #fateOf(item: JournalItem): Promise<Judged> {
    const {state, heldFrom, registryStatus} = item
    if (state === 'refused') return {item, fate: 'refused'}
    if (state === 'sending') return {item, fate: 'sending'}
    const unsettled = state === 'unknown' || heldFrom === 'unknown'
    if (state !== 'accepted' && !unsettled) return {item, fate: 'withdraw'}
    if (registryStatus === 'deleted') return {item, fate: 'deleted'}
    if (await openDeletion(this.#journal, item)) return {item, fate: 'underway'}
    if (!inScope(item, this.#scope)) return {item, fate: 'filtered'}
    if (unsettled) return {item, fate: 'locate'}
    if (registryStatus !== 'deprecated') return {item, fate: 'delete'}
    const by = await standingReplacement(this.#journal, item)
    const outside = by && by.batchId !== this.#run.id
    if (by && outside && !this.#scope.withReplaced) return {item, fate: 'replaced', by}
    return {item, fate: 'delete', ...(by ? {by} : {})}
  }
}
