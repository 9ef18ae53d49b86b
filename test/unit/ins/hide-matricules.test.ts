import {describe, expect, it} from 'vitest'
import {hideMatricules} from '../../../src/lib/ins/hide-matricules.ts'
import {matriculeKey} from '../../../src/lib/ins/matricule.ts'

const body = '2650599999001'
const whole = body + matriculeKey(body)

describe('an INS inside a name of the hospital', () => {
  it.each([
    [`idd/${whole}_CR.txt`],
    [`CR-${whole}`],
    [`${whole}.pdf`],
    [`a.${whole}.pdf`],
    [`CR${body}-2`],
    [whole],
  ])('is hidden, the rest of the name kept: %s', (text) => {
    const shown = hideMatricules(text)
    expect(shown).not.toContain(body.slice(0, 8))
    expect(shown).toHaveLength(text.length)
    expect(shown.replaceAll(/[•\d]/g, '')).toBe(text.replaceAll(/\d/g, ''))
  })

  it('is not seen in a number with another key, in more digits or in a time', () => {
    const others = [
      `${body}${matriculeKey(body) === '01' ? '02' : '01'}`,
      `9${whole}`,
      '20260302114500',
      '1700000000000',
    ]
    for (const text of others) expect(hideMatricules(text)).toBe(text)
  })
})
