import {isBy} from '../counting-rules.ts'
import type {DocumentFact} from '../document-fact.ts'

/**
 * A document as it stood at the end of a civil day of Paris: what came later did not happen. Undefined when it was not
 * known yet. A later refusal or deletion is as unknown on that day as a later acceptance.
 */
export function stateAt(fact: DocumentFact, asOf: string): DocumentFact | undefined {
  if (!isBy(fact.plannedAt, asOf)) return undefined
  const {submittedAt, acceptedAt, deletedAt, registryStatus, ...rest} = fact
  const taken = fact.state === 'accepted' && isBy(acceptedAt ?? submittedAt, asOf)
  const left = isBy(submittedAt, asOf)
  // deleted on a day that nobody told: deleted
  const isDeleted = registryStatus === 'deleted' || deletedAt !== undefined
  const gone = isDeleted && isBy(deletedAt, asOf)
  return {
    ...rest,
    state: taken || fact.state !== 'accepted' ? fact.state : left ? 'sending' : 'planned',
    attempts: left ? fact.attempts : 0,
    ...(left && submittedAt !== undefined ? {submittedAt} : {}),
    ...(taken && acceptedAt !== undefined ? {acceptedAt} : {}),
    ...(gone && deletedAt !== undefined ? {deletedAt} : {}),
    ...(registryStatus !== undefined && (gone || registryStatus !== 'deleted') ? {registryStatus} : {}),
  }
}
