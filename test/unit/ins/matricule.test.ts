import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {inspectMatricule, maskIns, matriculeKey, parseMatricule} from '../../../src/lib/ins/matricule.ts'
import {keyOf, samplePatients} from '../../support/sample-patients.ts'

function reasonOf(text: string): unknown {
  try {
    parseMatricule(text)
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_INS_INVALID') return error.params['reason']
    throw error
  }
  return 'accepted'
}

const thirteen = fc
  .tuple(
    fc.integer({min: 1, max: 4}),
    fc.integer({min: 0, max: 99_99}),
    fc.oneof(
      fc.integer({min: 0, max: 99}).map((n) => String(n).padStart(2, '0')),
      fc.constantFrom('2A', '2B'),
    ),
    fc.integer({min: 0, max: 999_999}),
  )
  .map(
    ([sex, date, place, rest]) =>
      `${sex}${String(date).padStart(4, '0')}${place}${String(rest).padStart(6, '0')}`,
  )

describe('matricule key', () => {
  it.each([
    ['285052A004018', '14'],
    ['162042B033207', '46'],
    ['1994275056001', '19'],
    ['2931298818004', '64'],
  ])('of %s is %s', (number, key) => {
    expect(matriculeKey(number)).toBe(key)
  })

  it('agrees with the other published form of the Corsican rule, and is never 00, 98 or 99', () => {
    fc.assert(
      fc.property(thirteen, (number) => {
        expect(matriculeKey(number)).toBe(keyOf(number))
        expect(Number(matriculeKey(number))).toBeGreaterThanOrEqual(1)
        expect(Number(matriculeKey(number))).toBeLessThanOrEqual(97)
      }),
    )
  })
})

describe('reading a matricule', () => {
  it('drops blanks and dots and puts letters in upper case, nothing else', () => {
    expect(parseMatricule(' 2 85 05 2a 004.018\u00a014\u202f')).toBe('285052A00401814')
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['2,54E+14', 'spreadsheet'],
    ['2.54E+14', 'spreadsheet'],
    ['2-85-05-2A-004-018-14', 'characters'],
    ['28505²A00401814', 'characters'],
    ['２８５052A00401814', 'full-width'],
    ['285052A004018', 'no-key'],
    ['7123456789012', 'provisional'],
    ['8012345678901', 'provisional'],
    ['5123456789012', 'migrant'],
    ['512345678901234', 'migrant'],
    ['1418878867934420256667', 'old-ins'],
    ['28505', 'length'],
    ['2850520040181400', 'length'],
    ['285052C00401814', 'structure'],
    ['285053A00401814', 'structure'],
    ['28A05200401814A', 'structure'],
    ['985052A00401814', 'structure'],
    ['085052A00401814', 'structure'],
    ['285052A004018AB', 'structure'],
    ['285052A00401815', 'key'],
  ])('refuses %j: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason)
  })

  it('accepts every invented patient of the samples', () => {
    for (const {ins} of Object.values(samplePatients))
      expect(parseMatricule(ins.matricule)).toBe(ins.matricule)
  })

  it('sees every single wrong digit', () => {
    fc.assert(
      fc.property(
        thirteen,
        fc.integer({min: 1, max: 14}),
        fc.integer({min: 1, max: 9}),
        (number, at, shift) => {
          const whole = number + matriculeKey(number)
          const old = whole.charAt(at)
          fc.pre(/\d/.test(old))
          const changed = `${whole.slice(0, at)}${(Number(old) + shift) % 10}${whole.slice(at + 1)}`
          expect(reasonOf(changed)).not.toBe('accepted')
        },
      ),
    )
  })

  it('never lets the number into the error', () => {
    try {
      parseMatricule('285052A00401815')
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('285052A')
    }
  })

  it('judges the key of a returned number without refusing it', () => {
    expect(inspectMatricule('285052A00401815')).toEqual({matricule: '285052A00401815', keyIsRight: false})
  })
})

describe('masking a matricule', () => {
  it('shows the first character and the last two only', () => {
    expect(maskIns('285052A00401814')).toBe('2 85 05 ** *** *** **')
    expect(maskIns('28')).toBe('***')
  })
})
