import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  isFinessKeyRight,
  isRppsKeyRight,
  isSiretKeyRight,
  luhn,
  readStructureId,
  structureIdOfFiness,
} from '../../../src/lib/pki/structure-id.ts'

describe('a structure identifier of the OU field', () => {
  it.each([
    ['10B0000014', 'finess', '0B0000014', true],
    ['10B0000015', 'finess', '0B0000015', false],
    ['300000000077081', 'siret', '00000000077081', true],
    ['318751275100020', 'siret', '18751275100020', true],
    ['499700367909006', 'cabinet-rpps', '99700367909006', true],
    ['2187512751', 'siren', '187512751', true],
  ])('%s is a %s', (text, kind, number, keyOk) => {
    expect(readStructureId(text)).toMatchObject({kind, number, keyOk})
  })

  it.each(['', '1', '10B000001', '10C0000014', '3123', 'DMP', '70B0000014', '1 0B0000014'])(
    '%j has no known form',
    (text) => {
      expect(readStructureId(text)).toBeUndefined()
    },
  )

  it('marks the prefixes given up in 2016', () => {
    expect(readStructureId('50B0000014')).toMatchObject({kind: 'finess-ej', deprecated: true})
    expect(readStructureId(structureIdOfFiness('0B0000014'))).toMatchObject({deprecated: false})
  })
})

describe('check digits', () => {
  it('hold for published test FINESS numbers, Corsican ones included', () => {
    for (const finess of [
      '0B0039129',
      '0B0057881',
      '0B0130811',
      '0B0221636',
      '750712184',
      '2A0000014',
      '2B0000012',
    ])
      expect(isFinessKeyRight(finess)).toBe(true)
  })

  it('know the exception of La Poste', () => {
    expect(isSiretKeyRight('35600000000048')).toBe(true)
    expect(luhn('35600000012344')).toBe(false)
    // digits add up to 30
    expect(isSiretKeyRight('35600000012346')).toBe(true)
    expect(isSiretKeyRight('35600000012347')).toBe(false)
    expect(isSiretKeyRight('18751275112346')).toBe(false)
  })

  it('want eleven digits of an RPPS number', () => {
    expect(isRppsKeyRight('99700075064')).toBe(luhn('99700075064'))
    expect(isRppsKeyRight('9970007506')).toBe(false)
  })

  it('catch any single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{8}$/),
        fc.nat({max: 8}),
        fc.integer({min: 1, max: 9}),
        (body, at, shift) => {
          const key = [...'0123456789'].find((digit) => luhn(body + digit)) ?? ''
          const right = [...(body + key)]
          const wrong = right.with(at, String((Number(right[at]) + shift) % 10)).join('')
          expect(isFinessKeyRight(right.join(''))).toBe(true)
          expect(isFinessKeyRight(wrong)).toBe(false)
        },
      ),
    )
  })
})
