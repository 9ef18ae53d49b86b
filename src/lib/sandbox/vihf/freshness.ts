import {fault} from '../refusals.ts'
import {childrenNamed, elementsOf} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'

/** How far ahead a client's clock may be, in milliseconds. */
const tolerance = 5_000
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function refuse(cause: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/${cause}`, text)
}

/** Identifiers that may be taken once; the oldest are forgotten beyond `capacity`. */
export class UsedOnce {
  readonly #seen = new Map<string, number>()
  readonly #capacity: number

  constructor(capacity = 500_000) {
    this.#capacity = capacity
  }

  /** False when it was taken before. */
  take(id: string, at: number): boolean {
    if (this.#seen.has(id)) return false
    this.#seen.set(id, at)
    if (this.#seen.size > this.#capacity) {
      const [oldest] = this.#seen.keys()
      if (oldest !== undefined) this.#seen.delete(oldest)
    }
    return true
  }
}

/** Milliseconds of a UTC instant with milliseconds, as the GIE samples write them. */
export function readInstant(text: string | undefined, cause: string): number {
  const at = instant.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN
  if (Number.isNaN(at)) refuse(cause, `Instant mal formé (UTC, millisecondes, Z) : ${cause}`)
  return at
}

/** IssueInstant within `maxAgeSeconds` of the arrival, not ahead of it; Conditions, optional, then hold too. */
export function checkFreshness(assertion: SourceElement, receivedAt: number, maxAgeSeconds: number): number {
  const issuedAt = readInstant(assertion.attributes.get('IssueInstant'), 'issue-instant')
  if (issuedAt - receivedAt > tolerance)
    refuse('future', 'VIHF daté dans le futur : vérifier l’horloge du poste')
  if (receivedAt - issuedAt > maxAgeSeconds * 1000) {
    refuse('stale', `VIHF périmé : plus de ${maxAgeSeconds} secondes depuis IssueInstant`)
  }
  const [conditions, ...others] = childrenNamed(assertion, assertion.namespace, 'Conditions')
  if (others.length > 0) refuse('conditions', 'Plusieurs Conditions dans l’assertion')
  if (conditions === undefined) return issuedAt
  if (elementsOf(conditions).length > 0) refuse('conditions', 'Conditions ne doit rien contenir')
  const from = conditions.attributes.get('NotBefore')
  const until = conditions.attributes.get('NotOnOrAfter')
  if (from !== undefined && receivedAt + tolerance < readInstant(from, 'conditions')) {
    refuse('conditions', 'VIHF pas encore valable (NotBefore)')
  }
  if (until !== undefined && receivedAt >= readInstant(until, 'conditions')) {
    refuse('conditions', 'VIHF plus valable (NotOnOrAfter)')
  }
  return issuedAt
}
