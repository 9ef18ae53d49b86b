import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {nextAttempt, searchVerdict, type Tried} from '../../../src/lib/insi/attempts.ts'

/** Codes answered one after the other; tells what was asked. */
function walk(traits: Parameters<typeof nextAttempt>[0], codes: readonly string[]) {
  const past: Tried[] = []
  for (let attempt = nextAttempt(traits, past); attempt; attempt = nextAttempt(traits, past))
    past.push({attempt, code: codes[past.length] ?? '01'})
  const asked = past.map(({attempt}) => `${attempt.given}${attempt.withPlace ? ' +place' : ''}`)
  return {asked, verdict: searchVerdict(past), past}
}

const three = {givenNames: ['PIERRE', 'PAUL', 'JACQUES']}

describe('attempts of a search', () => {
  it.each<[string, Parameters<typeof nextAttempt>[0], string[], string[], string]>([
    ['stop at the first match', three, ['00'], ['PIERRE'], 'found'],
    ['go on after none', three, ['01', '00'], ['PIERRE', 'PAUL'], 'found'],
    ['end with the whole list', three, [], ['PIERRE', 'PAUL', 'JACQUES', 'PIERRE PAUL JACQUES'], 'none'],
    ['narrow several by the list', three, ['02', '00'], ['PIERRE', 'PIERRE PAUL JACQUES'], 'found'],
    [
      'then by the place',
      {...three, birthPlace: '99999'},
      ['02', '02', '00'],
      ['PIERRE', 'PIERRE PAUL JACQUES', 'PIERRE PAUL JACQUES +place'],
      'found',
    ],
    [
      'go back to the name that gave several when the list gives none',
      {...three, birthPlace: '99999'},
      ['02', '01', '00'],
      ['PIERRE', 'PIERRE PAUL JACQUES', 'PIERRE +place'],
      'found',
    ],
    ['stay several without a place', three, ['02', '01'], ['PIERRE', 'PIERRE PAUL JACQUES'], 'several'],
    ['need one call for one name', {givenNames: ['LEA']}, [], ['LEA'], 'none'],
    [
      'stay several when the place gives none',
      {givenNames: ['LEA'], birthPlace: '1'},
      ['02', '01'],
      ['LEA', 'LEA +place'],
      'several',
    ],
    ['stop at an unknown code', three, ['07'], ['PIERRE'], 'unknown-code'],
  ])('%s', (_what, traits, codes, asked, verdict) => {
    expect(walk(traits, codes)).toMatchObject({asked, verdict})
  })

  it('never ask the same twice, and at most the names, the list and the place', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,6}$/), {minLength: 1, maxLength: 10})
    const code = fc.constantFrom('00', '01', '02', '99')
    fc.assert(
      fc.property(names, fc.boolean(), fc.array(code, {maxLength: 14}), (givenNames, placed, codes) => {
        const {asked, past} = walk({givenNames, ...(placed ? {birthPlace: '99999'} : {})}, codes)
        expect(new Set(asked).size).toBe(asked.length)
        expect(asked.length).toBeLessThanOrEqual(givenNames.length + 2)
        expect(past.slice(0, -1).every(({code}) => code === '01' || code === '02')).toBe(true)
      }),
    )
  })
})
