import {describe, expect, it} from 'vitest'
import {
  hideMatricules,
  hideMatriculesInText,
  hideMatriculesWithin,
} from '../../../src/lib/ins/hide-matricules.ts'
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

describe('an INS inside a sentence or an answer', () => {
  it('is hidden, identifiers of documents and hashes being kept', () => {
    const uniqueId = `1.2.250.1.999.${whole}.7`
    const sha256 = `${whole}${'a'.repeat(49)}`
    const text = `/in/CR-${whole}.pdf: sent as ${uniqueId} (${sha256})`
    const shown = hideMatriculesInText(text)
    expect(shown).toContain(uniqueId)
    expect(shown).toContain(sha256)
    expect(shown).not.toContain(`CR-${whole}`)
  })

  it('is hidden wherever a value carries it', () => {
    const value = {file: `CR-${whole}.pdf`, lines: [{near: whole, n: 3, at: null}]}
    const shown = hideMatriculesWithin(value)
    expect(JSON.stringify(shown)).not.toContain(body)
    expect(shown).toMatchObject({lines: [{n: 3, at: null}]})
  })
})
