import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Candidate} from '../candidate.ts'
import type {KnownVersions} from './known-versions.ts'

const NUMBER = 'version'
const REPLACED = 'replaced'

/** A record, and what the header of its document says where the reader opened it. */
type Announcing = Pick<Candidate, 'action' | 'request'> & {
  readonly document?: {readonly uniqueId?: string; readonly replaces?: string}
}

/** What the first reading tells of the versions that documents announce: kept as pairs of numbers, on disk. */
export class Replacements {
  readonly #index: PlanIndex
  #last = 0

  constructor(index: PlanIndex) {
    this.#index = index
  }

  async note({action, request, document}: Announcing): Promise<void> {
    const uniqueId = document?.uniqueId ?? request?.documentId
    const replaces = document?.replaces ?? request?.replaces
    if (action !== 'replace' || !uniqueId || !replaces) return
    await this.#index.note(REPLACED, String(await this.#numberOf(uniqueId)), await this.#numberOf(replaces))
  }

  async #numberOf(uniqueId: string): Promise<number> {
    const known = await this.#index.noted(NUMBER, uniqueId)
    if (known !== undefined) return known
    this.#last += 1
    await this.#index.note(NUMBER, uniqueId, this.#last)
    return this.#last
  }
}

/** Whether the versions before that one, in this backlog or in the journal, come back to a version already met. */
export async function isCircular(
  {index, known}: {readonly index: PlanIndex; readonly known: KnownVersions},
  uniqueId: string,
  replaces: string,
): Promise<boolean> {
  return (
    uniqueId === replaces ||
    (await turnsInBacklog(index, uniqueId)) ||
    turnsInJournal(known, uniqueId, replaces)
  )
}

async function turnsInBacklog(index: PlanIndex, uniqueId: string): Promise<boolean> {
  const met = new Set<number>()
  let at = await index.noted(NUMBER, uniqueId)
  while (at !== undefined && !met.has(at)) {
    met.add(at)
    at = await index.noted(REPLACED, String(at))
  }
  return at !== undefined
}

async function turnsInJournal(known: KnownVersions, uniqueId: string, replaces: string): Promise<boolean> {
  const met = new Set<string>([uniqueId])
  let at: string | undefined = replaces
  while (at !== undefined && !met.has(at)) {
    met.add(at)
    const kept: readonly {readonly replaces?: {readonly uniqueId: string}}[] = await known.byUniqueId(at)
    at = kept.find((item) => item.replaces)?.replaces?.uniqueId
  }
  return at !== undefined
}
