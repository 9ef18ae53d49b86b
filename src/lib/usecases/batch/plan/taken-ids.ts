import type {PlanIndex} from '../../../ports/plan-index.ts'
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

const DELETED = 'deleted'

/** A deletion that the first reading met: what it names must not be published before it. */
export async function noteDeletion(index: PlanIndex, name: string, n: number): Promise<void> {
  await index.note(DELETED, name, n)
}

export async function isDeletedAfter(
  index: PlanIndex,
  names: readonly (string | undefined)[],
  n: number,
): Promise<boolean> {
  for (const name of names) {
    const at = name === undefined ? undefined : await index.noted(DELETED, name)
    if (at !== undefined && at > n) return true
  }
  return false
}
