import type {Criteria} from './criteria.ts'
import type {InsiPerson} from './person.ts'

/** CodeCR 00, 01, 02. */
export type SearchResult =
  | {readonly kind: 'one'; readonly person: InsiPerson}
  | {readonly kind: 'none'}
  | {readonly kind: 'several'}

/** The identities that have all these traits; several are never returned. A wrong birth place finds nobody. */
export function searchPeople(people: readonly InsiPerson[], wanted: Criteria): SearchResult {
  const found = people.filter(
    (one) =>
      !one.unknown &&
      one.birthName === wanted.birthName &&
      one.sex === wanted.sex &&
      one.birthDate === wanted.birthDate &&
      one.answersTo.includes(wanted.given) &&
      (wanted.birthPlace === undefined || one.birthPlace === wanted.birthPlace),
  )
  const [person] = found
  if (person === undefined) return {kind: 'none'}
  return found.length > 1 ? {kind: 'several'} : {kind: 'one', person}
}
