import type {SearchTraits} from './insi.ts'

/** One request of a search. */
export interface Attempt {
  /** `one`: a single given name; `all`: the whole list in one element. */
  readonly names: 'one' | 'all'
  /** Place of the name in the list, from 1; 0 for the whole list. */
  readonly position: number
  readonly given: string
  readonly withPlace: boolean
}

export interface Tried {
  readonly attempt: Attempt
  /** CodeCR. */
  readonly code: string
}

export type SearchVerdict = 'found' | 'none' | 'several' | 'unknown-code'

/**
 * What to ask next (guidance for callers of INSi): one given name at a time, in order, then all of them; after several
 * candidates (02) the whole list, then the birth place, which is not sent before since a wrong one hides the person.
 * Undefined once an identity was found, an unknown code came, or nothing is left to try.
 */
export function nextAttempt(
  {givenNames, birthPlace}: Pick<SearchTraits, 'givenNames' | 'birthPlace'>,
  past: readonly Tried[],
): Attempt | undefined {
  const last = past.at(-1)
  const one = (position: number): Attempt => ({
    names: 'one',
    position,
    given: givenNames[position - 1] ?? '',
    withPlace: false,
  })
  if (!last) return one(1)
  const {attempt, code} = last
  if ((code !== '01' && code !== '02') || attempt.withPlace) return undefined
  const all: Attempt = {names: 'all', position: 0, given: givenNames.join(' '), withPlace: false}
  const alone = attempt.names === 'one'
  const several = past.find((tried) => tried.code === '02')
  if (!several) {
    if (alone && attempt.position < givenNames.length) return one(attempt.position + 1)
    return alone && givenNames.length > 1 ? all : undefined
  }
  if (alone && givenNames.length > 1) return all
  if (birthPlace === undefined) return undefined
  const narrowest = code === '02' ? attempt : several.attempt
  return {...narrowest, withPlace: true}
}

/** What a search that has ended says. */
export function searchVerdict(past: readonly Tried[]): SearchVerdict {
  const code = past.at(-1)?.code
  if (code === '00') return 'found'
  if (code !== '01' && code !== '02') return 'unknown-code'
  return past.some((tried) => tried.code === '02') ? 'several' : 'none'
}
