import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Candidate, Verdict} from '../candidate.ts'
import type {PlanRow} from './plan-row.ts'
import type {Judged} from './row-writer.ts'

const IDS = 'unique-id'
const WITHHELD = 'withheld'

/** Reason of a document that a later record of the same backlog deletes: it is never published, not even for a while. */
export const DELETED_LATER = 'deleted-later'

/** Identifiers of documents within one plan, noted in the order of the records. */
export class TakenIds {
  readonly #index: PlanIndex

  constructor(index: PlanIndex) {
    this.#index = index
  }

  /** Notes what a decided record did with its identifiers. */
  async keep({n, class: verdict, action, reason, uniqueId, local}: PlanRow): Promise<void> {
    if (verdict === 'ready' && action !== 'delete' && uniqueId) await this.#index.note(IDS, uniqueId, n)
    if (reason !== DELETED_LATER) return
    for (const name of [uniqueId, local.sourceId]) if (name) await this.#index.note(WITHHELD, name, n)
  }

  /** Two documents cannot have one identifier: the registry would take the answer about one for the other. */
  async check(judged: Judged): Promise<Judged> {
    const {item, row} = judged
    if (!item || item.action === 'delete') return judged
    const first = await this.#index.noted(IDS, item.documentUniqueId)
    if (first === undefined) return judged
    const {itemId: _item, ...rest} = row
    return {row: {...rest, class: 'held', reason: 'same-id-other-bytes', params: {first}}}
  }

  /** Whether the document that a deletion names was kept back in this very plan for the sake of that deletion. */
  async withheld(names: readonly (string | undefined)[]): Promise<boolean> {
    for (const name of names) {
      if (name !== undefined && (await this.#index.noted(WITHHELD, name)) !== undefined) return true
    }
    return false
  }
}

const byBytes = (sha256: string) => `sha256 ${sha256}`

const DELETED = 'deleted'
const DELETION_HELD = 'deletion-held'

/** Notes what a record of the first reading orders to delete, clearly or not. */
export async function noteOrders(
  index: PlanIndex,
  {deletion, verdict, keepsBack}: Candidate,
  n: number,
): Promise<void> {
  const isHeld = verdict !== undefined
  for (const name of [deletion?.uniqueId, deletion?.sourceId])
    if (name) await noteDeletion(index, name, n, isHeld)
  const {uniqueIds = [], sourceIds = [], sha256s = []} = keepsBack ?? {}
  for (const name of [...uniqueIds, ...sourceIds, ...sha256s.map(byBytes)])
    await noteDeletion(index, name, n, true)
}

/** A deletion that the first reading met: what it names must not be published, even when it waits for a person. */
async function noteDeletion(index: PlanIndex, name: string, n: number, isHeld: boolean): Promise<void> {
  await index.note(isHeld ? DELETION_HELD : DELETED, name, n)
}

/** A document as deletions may name it. */
export interface DeletionNames {
  /** Numbers that are never used again: a deletion anywhere in the backlog counts, whatever the order of the files. */
  readonly ids: readonly (string | undefined)[]
  /** The hospital's number, under which a later document may be published: only a deletion further on counts. */
  readonly sourceId?: string | undefined
  /** Of its bytes, by which an order without a number names it. */
  readonly sha256?: string | undefined
}

/** Why a document of a backlog that also deletes it does not go; undefined when nothing deletes it. */
export async function againstDeletions(
  index: PlanIndex,
  {ids, sourceId, sha256}: DeletionNames,
  n: number,
): Promise<Verdict | undefined> {
  const meets = async (set: string) => {
    for (const id of ids) if (id !== undefined && (await index.noted(set, id)) !== undefined) return true
    if (sha256 !== undefined && (await index.noted(set, byBytes(sha256))) !== undefined) return true
    const at = sourceId === undefined ? undefined : await index.noted(set, sourceId)
    return at !== undefined && at > n
  }
  if (await meets(DELETED)) return {class: 'excluded', reason: DELETED_LATER}
  return (await meets(DELETION_HELD)) ? {class: 'held', reason: 'deletion-held'} : undefined
}
