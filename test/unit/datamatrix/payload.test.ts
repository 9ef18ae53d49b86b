import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {encodePayload} from '../../../src/lib/datamatrix/encode-payload.ts'
import {readPayload} from '../../../src/lib/datamatrix/read-payload.ts'
import type {StrictTraits} from '../../../src/lib/ins/patient-identity.ts'
import {example, GS, ins, people, REAL_OID, traits} from './payloads.ts'

const rules = (text: string) =>
  readPayload(text).findings.map(({rule, severity, params}) =>
    [severity, rule.replace('DATAMATRIX-', ''), ...Object.values(params)].join(' '),
  )
const TEST = 'warning TEST-OID 1.2.250.1.213.1.4.10'
const whole = {
  matricule: '285052A00401814',
  oid: ins.oid,
  givenNames: 'LEA MARIE-ANGE',
  birthName: "D'ESSAI-FICTIF",
  sex: 'F',
  birthDate: '19850517',
  birthPlace: '2A004',
}

describe('writing', () => {
  it('writes the example of the format, names folded', () => {
    expect(encodePayload(ins, traits)).toBe(example)
    expect(example).toHaveLength(121)
  })

  it('ends an OID of 19 characters with a separator, and not one of 20', () => {
    const real = encodePayload({...ins, oid: REAL_OID}, traits)
    expect(real).toContain(`S21.2.250.1.213.1.4.8${GS}S3`)
    expect(real).toHaveLength(121)
  })

  it('puts no separator after a name of 100 characters, nor after the last block', () => {
    const text = encodePayload(ins, {...traits, givenNames: 'A'.repeat(100), birthPlace: ''})
    expect(text).toContain(`${'A'.repeat(100)}S4`)
    expect(text).toMatch(/S617-05-1985$/)
    expect(readPayload(text).identity).toEqual({...whole, givenNames: 'A'.repeat(100), birthPlace: undefined})
  })

  it.each<[string, Partial<StrictTraits>, string]>([
    ['a digit in a name', {birthName: 'ESSAI 2'}, 'birthName/character'],
    ['an XML sign', {birthName: 'A&B'}, 'birthName/character'],
    ['an emoji', {givenNames: 'LÉA 😀'}, 'givenNames/character'],
    ['a control character', {givenNames: `LEA${GS}S4X`}, 'givenNames/character'],
    ['a name of 101 characters', {birthName: 'A'.repeat(101)}, 'birthName/too-long'],
    ['no name', {birthName: ' '}, 'birthName/empty'],
    ['a day that is none', {birthDate: '19850231'}, 'birthDate/date'],
    ['a postal code with a letter', {birthPlace: '2C004'}, 'birthPlace/place'],
    ['an undetermined sex', {sex: 'U' as 'F'}, 'sex/sex'],
  ])('refuses %s', (_, change, expected) => {
    let told = ''
    try {
      encodePayload(ins, {...traits, ...change})
    } catch (error) {
      const {code, details} = error as {code: string; details: {trait: string; fault: string}}
      told = `${code} ${details.trait}/${details.fault}`
    }
    expect(told).toBe(`DMP_DATAMATRIX_TRAIT ${expected}`)
  })
})

describe('reading', () => {
  it('reads the example whole', () => {
    expect(readPayload(example)).toMatchObject({kind: 'ins', identity: whole})
    expect(rules(example)).toEqual([TEST])
  })

  it('takes the blocks in any order, and no place of birth', () => {
    const text = `${example.slice(0, 26)}S5FS4D'ESSAI-FICTIF${GS}S617-05-1985S1285052A00401814S3LEA MARIE-ANGE${GS}S21.2.250.1.213.1.4.10`
    expect(readPayload(text).identity).toEqual({...whole, birthPlace: undefined})
    expect(rules(text)).toEqual([TEST])
  })

  it('reads back every identity that it writes', () => {
    fc.assert(
      fc.property(people, ({ins: given, traits: theirs}) => {
        const {identity, findings} = readPayload(encodePayload(given, theirs))
        const {firstGiven: _, ...printed} = theirs
        expect(identity).toEqual({...given, ...printed})
        expect(findings.filter(({severity}) => severity === 'error')).toEqual([])
      }),
    )
  })

  it('never throws, whatever it is given', () => {
    const wounded = fc
      .tuple(fc.nat(121), fc.nat(8), fc.string({unit: 'binary', maxLength: 8}))
      .map(([at, gone, put]) => example.slice(0, at) + put + example.slice(at + gone))
    fc.assert(
      fc.property(fc.oneof(wounded, fc.string({unit: 'binary'})), (text) => {
        const {kind, findings, identity} = readPayload(text)
        expect(kind === 'ins' || findings.some(({rule}) => rule === 'DATAMATRIX-OTHER-CODE')).toBe(true)
        // What is said of it never holds what it says.
        const told = JSON.stringify(findings)
        expect(told.includes(identity.matricule ?? '-285052A')).toBe(false)
      }),
      {numRuns: 2000},
    )
  })
})

describe('what scanners make of it', () => {
  it.each([
    ['the four characters <GS>', example.replaceAll(GS, '<GS>'), 'warning TYPED written-separator'],
    ['{GS}', example.replaceAll(GS, '{GS}'), 'warning TYPED written-separator'],
    ['^029', example.replaceAll(GS, '^029'), 'warning TYPED written-separator'],
    ['an AIM prefix', `]d1${example}`, 'info TYPED aim-prefix'],
    ['a line end', `${example}\r\n`, 'info TYPED line-end'],
    ['small letters', example.toLowerCase(), 'warning TYPED small-letters'],
    ['a separator at the end', `${example}${GS}`, 'info TYPED surplus-separator'],
  ])('recognises %s, says so, and reads it all the same', (_, text, told) => {
    expect(readPayload(text).identity).toEqual(whole)
    expect(rules(text)).toEqual([told, TEST])
  })

  const american = `QWERTYUIOPASDFGHJKLZXCVBNM1234567890-'.<>`
  const french = `AZERTYUIOPQSDFGHJKLWXCVBN?&é"'(-è_çà)ù:./`
  const typed = (text: string, from: string, to: string) =>
    [...text].map((sign) => to[from.indexOf(sign)] ?? sign).join('')

  it('undoes a scanner set to QWERTY on an AZERTY computer, key by key', () => {
    const text = typed(example.replaceAll(GS, '<GS>'), american, french)
    expect(text).toMatch(/^ISà&àà/)
    expect(readPayload(text).identity).toEqual(whole)
    expect(rules(text)).toEqual(['warning TYPED french-host', 'warning TYPED written-separator', TEST])
  })

  it('undoes a scanner set to AZERTY on a QWERTY computer', () => {
    const keys = `AZERTYUIOPQSDFGHJKLMWXCVBN1234567890-'.`
    const struck = `QWERTYUIOPASDFGHJKL:ZXCVBN!@#$%^&*()64<`
    const text = typed(example, keys, struck)
    expect(text).toMatch(/^IS\)!\)\)/)
    expect(readPayload(text).identity).toEqual(whole)
    expect(rules(text)).toEqual(['warning TYPED american-host', TEST])
  })

  it.each([
    ['swallowed', ''],
    ['typed as a space', ' '],
  ])('refuses separators %s, and does not guess where a name ends', (_, instead) => {
    const text = example.replaceAll(GS, instead)
    const {identity} = readPayload(text)
    expect(identity).toEqual({matricule: whole.matricule, oid: whole.oid})
    expect(rules(text)).toEqual(['error SEPARATOR S3', TEST])
    const real = `${example.slice(0, 26)}S1285052A00401814S21.2.250.1.213.1.4.8${instead}S3LEA${GS}S4X`
    expect(rules(real)).toContain('error SEPARATOR S2')
  })
})

describe('what is not a sound datamatrix INS', () => {
  it('recognises S1true of the demonstration style sheet, and reads the rest', () => {
    const text = example.replace('285052A00401814', 'true')
    expect(readPayload(text).identity).toEqual({...whole, matricule: undefined})
    expect(rules(text)).toEqual(['error S1TRUE', TEST])
  })

  it.each([
    ['2d-doc', 'DC03FR000001125E125B0126FR247500010MME/SPECIMEN'],
    ['gs1', '010340093000012017260101'],
    ['gs1', '(01)03400930000120(17)260101'],
    ['gs1', ']d20103400930000120'],
    ['other', 'https://example.invalid'],
    ['other', ''],
  ])('says that it is a code of another kind: %s', (kind, text) => {
    expect(readPayload(text)).toMatchObject({kind, identity: {}})
    expect(rules(text).at(-1)).toBe(`error OTHER-CODE ${kind}`)
  })

  it.each([
    ['a header without its zeros', example.replace('IS0100', 'IS01X0'), ['error HEADER', TEST]],
    ['another version', example.replace('IS01', 'IS02'), ['warning VERSION 02', TEST]],
    ['a block twice', example.replace('S5F', 'S5FS5F'), ['error BLOCK S5 twice', TEST]],
    ['an unknown block', `${example}S9X`, ['error BLOCK - unknown', TEST]],
    ['no sex', example.replace('S5F', ''), ['error BLOCK S5 missing', TEST]],
    ['an empty name', example.replace("D'ESSAI-FICTIF", ''), ['error VALUE S4 empty', TEST]],
    [
      'a date the other way round',
      example.replace('17-05-1985', '1985-05-17'),
      ['error VALUE S6 date', TEST],
    ],
    ['a sex that is none', example.replace('S5F', 'S5X'), ['error VALUE S5 sex', TEST]],
    ['a small letter in a name', example.replace('LEA', 'Lea'), ['error VALUE S3 name', TEST]],
    ['an OID that is none of the INS', example.replace('213.1.4.10', '213.1.4.99'), ['error VALUE S2 oid']],
    ['a cut end', example.slice(0, -2), ['error VALUE S7 place', TEST]],
  ])('names %s', (_, text, expected) => {
    expect(rules(text)).toEqual(expected)
  })

  it('refuses a wrong key under a real OID, and remarks it for a test person', () => {
    const wrong = example.replace('00401814', '00401815')
    expect(rules(wrong)).toEqual([TEST, 'warning TEST-KEY'])
    expect(rules(wrong.replace('4.10', `4.8${GS}`))).toEqual(['error VALUE S1 key'])
  })
})
