import fc from 'fast-check'
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

  it('is not seen in a number with another key or in a time', () => {
    const others = [`${body}${matriculeKey(body) === '01' ? '02' : '01'}`, '20260302114500', '1700000000000']
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

describe('an INS as people type it or as exports glue it', () => {
  const groups = [1, 2, 2, 2, 3, 3, 2]
  const written = (number: string, separator: string) => {
    const starts = groups.map((_, n) => groups.slice(0, n).reduce((sum, width) => sum + width, 0))
    return starts.map((start, n) => number.slice(start, start + (groups[n] ?? 0))).join(separator)
  }
  const matricule = fc
    .record({
      sex: fc.constantFrom('1', '2'),
      year: fc.integer({min: 0, max: 99}),
      month: fc.integer({min: 1, max: 12}),
      place: fc.oneof(
        fc.integer({min: 1, max: 99}).map((n) => String(n).padStart(2, '0')),
        fc.constantFrom('2A', '2B', '2a'),
      ),
      rest: fc.integer({min: 0, max: 999_999}),
    })
    .map(({sex, year, month, place, rest}) => {
      const two = (n: number) => String(n).padStart(2, '0')
      const thirteen = `${sex}${two(year)}${two(month)}${place}${String(rest).padStart(6, '0')}`
      return thirteen + matriculeKey(thirteen.toUpperCase())
    })

  it('is hidden whatever stands between its groups', () => {
    const between = fc.constantFrom(' ', '\u00a0', '\u202f', '.', '-', '_', '\u2011', '\u00ad', '  ')
    fc.assert(
      fc.property(matricule, between, fc.constantFrom('patient ', 'CR-', ''), (ins, separator, before) => {
        const text = `${before}${written(ins, separator)} x`
        for (const hide of [hideMatricules, hideMatriculesInText]) {
          const shown = hide(text)
          expect(shown).toHaveLength(text.length)
          expect(shown.replaceAll(/[^\dAB]/gi, '')).not.toContain(ins.slice(1, 13))
          expect(shown).toContain('•••')
        }
      }),
    )
  })

  it('is hidden behind a date, before one, and between two', () => {
    fc.assert(
      fc.property(matricule, fc.constantFrom('20260302', '020326', '20260302114500', '9'), (ins, digits) => {
        for (const text of [
          `${digits}${ins}`,
          `${ins}${digits}`,
          `${digits}${ins}${digits}`,
          `${digits} ${ins}`,
        ])
          expect(hideMatricules(text)).not.toContain(ins.slice(1, 13))
      }),
    )
  })

  it('is hidden in full-width digits, and without its key in its groups', () => {
    const wide = whole.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xff10 - 0x30))
    expect(hideMatricules(wide)).toBe(`2${'•'.repeat(12)}${whole.slice(-2)}`)
    expect(hideMatricules(`n° ${written(whole, ' ').slice(0, -3)}`)).toContain('•••')
  })

  it('is not seen in dates and times, in OIDs or in numbers of patients and visits', () => {
    const two = (n: number) => String(n).padStart(2, '0')
    const time = fc
      .date({min: new Date('2000-01-01'), max: new Date('2039-12-31'), noInvalidDate: true})
      .map((date) => date.toISOString())
    fc.assert(
      fc.property(time, fc.integer({min: 0, max: 99}), (iso, n) => {
        const digits = iso.replaceAll(/\D/g, '')
        for (const text of [
          iso,
          digits,
          digits.slice(0, 14),
          `${digits.slice(0, 14)}+0100`,
          `${iso} ${two(n)}`,
        ])
          expect(hideMatricules(text)).toBe(text)
      }),
    )
    const arcs = fc.array(fc.nat({max: 99_999}), {minLength: 4, maxLength: 12})
    fc.assert(
      fc.property(arcs, (numbers) => {
        const oid = `1.2.250.1.${numbers.join('.')}`
        expect(hideMatriculesInText(`sent as ${oid}`)).toBe(`sent as ${oid}`)
        expect(hideMatricules(oid)).toBe(oid)
      }),
    )
    fc.assert(
      fc.property(fc.nat({max: 999_999_999_999}), fc.nat({max: 999_999}), (ipp, visit) => {
        for (const text of [String(ipp), `IPP ${ipp}, ${visit}`]) expect(hideMatricules(text)).toBe(text)
      }),
    )
  })
})
