import {parisOffsetMinutes} from '../../civil-time/paris.ts'
import type {DocumentFact} from '../document-fact.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** The instant at which a civil day of Paris is over. @param day `AAAA-MM-JJ` */
export function endOf(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`) + DAY
  const guess = midnight - parisOffsetMinutes(midnight) * MINUTE
  return midnight - parisOffsetMinutes(guess) * MINUTE
}

/**
 * A document as it stood at an instant (`endOf` a day): what came later did not happen. Undefined when it was not
 * known yet. A later refusal or deletion is as unknown on that day as a later acceptance.
 */
export function stateAt(fact: DocumentFact, end: number): DocumentFact | undefined {
  if (fact.plannedAt >= end) return undefined
  const isPast = (instant: number | undefined) => instant === undefined || instant < end
  const {submittedAt, acceptedAt, deletedAt, registryStatus, ...rest} = fact
  const taken = fact.state === 'accepted' && isPast(acceptedAt ?? submittedAt)
  const left = isPast(submittedAt)
  // deleted on a day that nobody told: deleted
  const isDeleted = registryStatus === 'deleted' || deletedAt !== undefined
  const gone = isDeleted && isPast(deletedAt)
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
