import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {checkVisibility, type VisibilityQuestion} from '../../../src/lib/visibility/check-visibility.ts'
import {parseVisibility} from '../../../src/lib/visibility/parse-visibility.ts'
import type {Visibility} from '../../../src/lib/visibility/visibility.ts'

/** The masks as letters: P(atient), S (professionnels de santé), R(eprésentants légaux). */
function masks(letters: string): Visibility {
  return {
    hiddenFromPatient: letters.includes('P'),
    hiddenFromProfessionals: letters.includes('S'),
    hiddenFromLegalRepresentatives: letters.includes('R'),
  }
}

const SETS = ['', 'P', 'S', 'R', 'PS', 'PR', 'SR', 'PSR']

function answer(question: VisibilityQuestion): string {
  try {
    const {visibility, inherited, revealed, concealed} = checkVisibility(question)
    const letters = `${visibility.hiddenFromPatient ? 'P' : ''}${visibility.hiddenFromProfessionals ? 'S' : ''}${visibility.hiddenFromLegalRepresentatives ? 'R' : ''}`
    return `ok ${letters || '-'}${inherited ? ' inherited' : ''}${revealed ? ' revealed' : ''}${concealed ? ' concealed' : ''}`
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return error.code === 'DMP_VISIBILITY_FORBIDDEN' ? String(error.params['reason']) : error.code
  }
}

interface Case {
  readonly wanted: string | undefined
  readonly previous: string | undefined
  readonly minor: boolean
  readonly cumulAllowed: boolean
  readonly minorsRule: boolean
  readonly reveal: boolean
  readonly conceal: boolean
  readonly allowConceal: boolean
}

/** The rule said again, on sets of letters, as a list of refusals in order of gravity. */
function statement(one: Case): string {
  const final = one.wanted ?? one.previous
  if (final === undefined) return 'DMP_VISIBILITY_NOT_STATED'
  const before = new Set(one.previous)
  const after = new Set(final)
  const shown = one.previous === undefined ? 0 : [...before].filter((mask) => !after.has(mask)).length
  const hidden = one.previous === undefined ? 0 : [...after].filter((mask) => !before.has(mask)).length
  const refusals: [boolean, string][] = [
    [after.has('P') && after.has('S') && !one.cumulAllowed, 'cumulation'],
    [after.has('R') && !one.minor, 'adult'],
    [after.has('R') && !one.minorsRule, 'minors-rule-off'],
    [shown > 0 && !one.reveal, 'needs-reveal'],
    [hidden > 0 && !one.allowConceal, 'conceal-not-allowed'],
    [hidden > 0 && !one.conceal, 'needs-conceal'],
  ]
  const refused = refusals.find(([applies]) => applies)
  if (refused) return refused[1]
  return `ok ${final || '-'}${one.wanted === undefined ? ' inherited' : ''}${shown ? ' revealed' : ''}${hidden ? ' concealed' : ''}`
}

/** Six yes-or-no facts as the bits of a number below 64. */
function everyCase(): Case[] {
  const stated = [undefined, ...SETS]
  return stated.flatMap((wanted) =>
    stated.flatMap((previous) =>
      Array.from({length: 64}, (_, bits) => ({
        wanted,
        previous,
        minor: (bits & 1) > 0,
        cumulAllowed: (bits & 2) > 0,
        minorsRule: (bits & 4) > 0,
        reveal: (bits & 8) > 0,
        conceal: (bits & 16) > 0,
        allowConceal: (bits & 32) > 0,
      })),
    ),
  )
}

describe('visibility', () => {
  it('follows the rule in each of the 5184 combinations', () => {
    let count = 0
    const wrong: unknown[] = []
    const answers = new Set<string>()
    for (const one of everyCase()) {
      count++
      const got = answer({
        ...one,
        wanted: one.wanted === undefined ? undefined : masks(one.wanted),
        previous: one.previous === undefined ? undefined : masks(one.previous),
      })
      answers.add(got.split(' ')[0] ?? '')
      if (got !== statement(one)) wrong.push({...one, got})
    }
    expect(wrong).toEqual([])
    expect(count).toBe(9 * 9 * 64)
    expect([...answers].sort()).toEqual([
      'DMP_VISIBILITY_NOT_STATED',
      'adult',
      'conceal-not-allowed',
      'cumulation',
      'minors-rule-off',
      'needs-conceal',
      'needs-reveal',
      'ok',
    ])
  })

  const plain = {minor: false, cumulAllowed: false, minorsRule: true}

  it('is never assumed for a new document', () => {
    expect(answer(plain)).toBe('DMP_VISIBILITY_NOT_STATED')
  })

  it('is inherited by a replacement that states nothing', () => {
    expect(answer({...plain, previous: masks('P')})).toBe('ok P inherited')
  })

  it('does not let a mask for representatives outlive the patient’s minority unseen', () => {
    expect(answer({...plain, previous: masks('R')})).toBe('adult')
    expect(answer({...plain, previous: masks('R'), wanted: masks(''), reveal: true})).toBe('ok - revealed')
  })
})

describe('visibility flags', () => {
  it('state nothing when none is given', () => {
    expect(parseVisibility({})).toBeUndefined()
    expect(parseVisibility({hideFromPatient: false, visible: undefined})).toBeUndefined()
  })

  it('state what they say', () => {
    expect(parseVisibility({visible: true})).toEqual(masks(''))
    expect(parseVisibility({hideFromPatient: true, hideFromLegalRepresentatives: true})).toEqual(masks('PR'))
    expect(parseVisibility({hideFromProfessionals: true})).toEqual(masks('S'))
  })

  it('refuse visible and hidden at once', () => {
    expect(() => parseVisibility({visible: true, hideFromPatient: true})).toThrowError(
      'DMP_VISIBILITY_FORBIDDEN',
    )
  })
})
