import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Candidate} from '../candidate.ts'
import type {KnownVersions} from './known-versions.ts'

const NUMBER = 'version'
const REPLACED = 'replaced'

/** A record, and what the header of its document says where the reader opened it. */
type Announcing = Pick<Candidate, 'action' | 'request' | 'document'>

/** What the first reading tells of the versions that documents announce: kept as pairs of numbers, on disk. */
export class Replacements {
  readonly #index: PlanIndex
  #last = 0

  constructor(index: PlanIndex) {
    this.#index = index
  }

  async note({action, request, document}: Announcing): Promise<void> {
    if (action !== 'replace') return
    await this.#pair(document?.uniqueId ?? request?.documentId, document?.replaces ?? request?.replaces)
    // A new version mostly keeps the hospital's number: that is no circle.
    const {sourceId, replaces} = request ?? {}
    if (sourceId !== replaces) await this.#pair(sourceId, replaces)
  }

  async #pair(name: string | undefined, replaces: string | undefined): Promise<void> {
    if (!name || !replaces) return
    await this.#index.note(REPLACED, String(await this.#numberOf(name)), await this.#numberOf(replaces))
  }

  async #numberOf(name: string): Promise<number> {
    const known = await this.#index.noted(NUMBER, name)
    if (known !== undefined) return known
    this.#last += 1
    await this.#index.note(NUMBER, name, this.#last)
    return this.#last
  }
}

/** A version by its own number, where the document has one, and by that of the hospital. */
export interface VersionNames {
  readonly uniqueId?: string | undefined
  readonly sourceId?: string | undefined
}

/** Whether the versions before that one, in this backlog or in the journal, come back to a version already met. */
export async function isCircular(
  {index, known}: {readonly index: PlanIndex; readonly known: KnownVersions},
  {uniqueId, sourceId}: VersionNames,
  replaces: string,
): Promise<boolean> {
  if (sourceId && sourceId !== replaces && (await turnsInBacklog(index, sourceId))) return true
  return (
    uniqueId !== undefined &&
    (uniqueId === replaces ||
      (await turnsInBacklog(index, uniqueId)) ||
      turnsInJournal(known, uniqueId, replaces))
  )
}

async function turnsInBacklog(index: PlanIndex, name: string): Promise<boolean> {
  const met = new Set<number>()
  let at = await index.noted(NUMBER, name)
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
