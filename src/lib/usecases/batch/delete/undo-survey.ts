import {isInDoubt, isTaken, neverLeft} from '../../../batch/at-the-dmp.ts'
import type {Batch, Journal, JournalItem} from '../../../ports/journal.ts'
import {type OpenDeletion, openDeletion} from './open-deletion.ts'

/**
 * What an undo does with one item of the run. `delete`: it is in the DMP; `locate`: how its sending ended is not known,
 * so it is looked for first; `taken`: the DMP has its number, and only a person can say whose document that is; `withdraw`: it never left and never will; `replaced`: a document of another run or of a
 * single command took its place, which a person must decide on; `sending`: a process is sending it now; `underway`: its
 * deletion was begun and goes on; `elsewhere`: another run deletes it, and nobody knows how that ended.
 * A run may delete, too: what it did not delete yet is withdrawn, what it did is done for good.
 */
export type UndoFate =
  | 'delete'
  | 'locate'
  | 'taken'
  | 'withdraw'
  | 'replaced'
  | 'sending'
  | 'underway'
  | 'elsewhere'
  | 'deleted'
  | 'refused'
  | 'filtered'
  | 'limit'
  | 'deletion-withdraw'
  | 'deletion-unknown'
  | 'deletion-done'
  | 'deletion-refused'

/** Which documents of the run are meant; those that never left are withdrawn whatever it says. */
export interface UndoScope {
  /** Bounds of the sending, ms since 1970: first included, last excluded. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  readonly types?: readonly string[] | undefined
  readonly maxItems?: number | undefined
  /** Also what another run or command replaced since. */
  readonly withReplaced: boolean
  /** What waits to leave is withdrawn whatever its type: it would go to a wrong patient. */
  readonly everyWaiting?: boolean
}

export interface Judged {
  readonly item: JournalItem
  readonly fate: UndoFate
  /** What took its place. */
  readonly by?: JournalItem
  /** The deletion of it that was planned before. */
  readonly open?: OpenDeletion
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

/** What becomes of a deletion that the run itself was to make. */
function fateOfDeletion(item: JournalItem): UndoFate {
  if (item.state === 'accepted') return 'deletion-done'
  if (item.state === 'refused') return 'deletion-refused'
  if (item.state === 'sending') return 'sending'
  return neverLeft(item) ? 'deletion-withdraw' : 'deletion-unknown'
}

/** Reads a run for its undo: its own deletions, then what never ended, then newest first. */
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
    for await (const item of this.#journal.eachItem({batchId, actions: ['delete']}, 'newest'))
      yield {item, fate: fateOfDeletion(item)}
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
    const {state, registryStatus} = item
    if (state === 'refused') return {item, fate: 'refused'}
    if (state === 'sending') return {item, fate: 'sending'}
    const unsettled = isInDoubt(item)
    if (isTaken(item)) return {item, fate: 'taken'}
    if (state !== 'accepted' && !unsettled) return {item, fate: 'withdraw'}
    if (registryStatus === 'deleted') return {item, fate: 'deleted'}
    const open = await openDeletion(this.#journal, item)
    if (open?.kind === 'begun') return {item, fate: 'underway', open}
    if (!inScope(item, this.#scope)) return {item, fate: 'filtered'}
    if (open?.kind === 'busy') return {item, fate: open.fate}
    const over = open ? {open} : {}
    if (unsettled) return {item, fate: 'locate', ...over}
    if (registryStatus !== 'deprecated') return {item, fate: 'delete', ...over}
    const by = await standingReplacement(this.#journal, item)
    const outside = by && by.batchId !== this.#run.id
    if (by && outside && !this.#scope.withReplaced) return {item, fate: 'replaced', by}
    return {item, fate: 'delete', ...over, ...(by ? {by} : {})}
  }
}
