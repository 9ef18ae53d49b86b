import type {Candidate, Verdict} from '../candidate.ts'

/** Reason of everything that hangs together with a version that the same backlog replaces and deletes. */
export const DELETION_CHAIN = 'deletion-chain'

type Names = readonly string[]

function namesOf({document, request, local, deletion, keepsBack}: Candidate): Names {
  const {sourceIds = [], uniqueIds = []} = keepsBack ?? {}
  const all = [
    document?.uniqueId,
    document?.replaces,
    request?.documentId,
    request?.replaces,
    request?.sourceId ?? local.sourceId,
    deletion?.uniqueId,
    deletion?.sourceId,
    ...uniqueIds,
    ...sourceIds,
  ]
  return [...new Set(all.flatMap((name) => (name ? [name] : [])))]
}

/**
 * Versions of one backlog that replace each other, as far as a deletion of the same backlog touches them. Which version
 * stands in the DMP after replacements and deletions depends on their order and on what each met there: it cannot be
 * followed exactly offline, so all of such a chain waits for a person. Only replacements and deletions are remembered.
 */
export class VersionChains {
  readonly #links = new Map<string, Set<string>>()
  readonly #deleted = new Set<string>()
  #touched: Set<string> | undefined

  see(candidate: Candidate): void {
    const names = namesOf(candidate)
    if (candidate.action === 'delete' || candidate.keepsBack)
      for (const name of names) this.#deleted.add(name)
    const replaces = candidate.request?.replaces ?? candidate.document?.replaces
    if (candidate.action !== 'replace' && !replaces) return
    for (const name of names) {
      const known = this.#links.get(name) ?? new Set()
      for (const other of names) known.add(other)
      this.#links.set(name, known)
    }
  }

  /** Undefined for what no chain with a deletion holds; asked once everything was seen. */
  verdict(candidate: Candidate): Verdict | undefined {
    this.#touched ??= this.#flood()
    if (this.#touched.size === 0) return undefined
    const touched = this.#touched
    return namesOf(candidate).some((name) => touched.has(name))
      ? {class: 'held', reason: DELETION_CHAIN}
      : undefined
  }

  #flood(): Set<string> {
    const open = [...this.#deleted].filter((name) => this.#links.has(name))
    const touched = new Set(open)
    for (let name = open.pop(); name !== undefined; name = open.pop())
      for (const other of this.#links.get(name) ?? [])
        if (!touched.has(other)) {
          touched.add(other)
          open.push(other)
        }
    return touched
  }
}
