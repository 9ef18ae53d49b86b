import {describe, expect, it} from 'vitest'
import {compareWithPrinted, type ExpectedIdentity} from '../../../src/lib/datamatrix/compare-payload.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {example, GS, ins, REAL_OID, traits} from './payloads.ts'

const expected: ExpectedIdentity = {ins, ...traits}
const told = (text: string, whom: ExpectedIdentity = expected) =>
  compareWithPrinted(text, whom).map(({rule, severity, params}) =>
    [severity, rule.replace('DATAMATRIX-', ''), ...Object.values(params)].join(' '),
  )

describe('a printed datamatrix against the patient of the document', () => {
  it('says nothing when both are one, however names are written', () => {
    expect(told(example)).toEqual([])
    expect(told(example, {...expected, birthName: 'D ESSAI FICTIF', birthPlace: '20004'})).toEqual([])
    expect(told(example, {ins})).toEqual([])
  })

  it('refuses another matricule, and says it before any trait', () => {
    const other = {...expected, ins: {...ins, matricule: '265059999900141' as Matricule}, sex: 'M'}
    expect(told(example, other)).toEqual(['error OTHER-INS'])
  })

  it('refuses other traits, by their names alone', () => {
    const other = {...expected, birthName: 'AUTRE', birthDate: '19850518', sex: 'M'}
    expect(told(example, other)).toEqual(['error OTHER-TRAITS birthName, sex, birthDate'])
    expect(told(example, {...expected, givenNames: 'LEA'})).toEqual(['error OTHER-TRAITS givenNames'])
    expect(told(example, {...expected, birthPlace: '75056'})).toEqual(['error OTHER-TRAITS birthPlace'])
  })

  it('sees another matricule in a code whose separators were lost', () => {
    const other = {...expected, ins: {...ins, matricule: '265059999900141' as Matricule}}
    expect(told(example.replaceAll(GS, ' '), other)).toEqual([
      'warning FAULTY DATAMATRIX-SEPARATOR',
      'error OTHER-INS',
    ])
  })

  it('remarks the same matricule under another OID: a published style sheet writes one OID for all', () => {
    expect(told(example, {...expected, ins: {...ins, oid: REAL_OID}})).toEqual([
      'warning OTHER-OID 1.2.250.1.213.1.4.10',
    ])
  })

  it('takes no code of another kind for a patient', () => {
    expect(told('010340093000012017260101')).toEqual([])
  })

  const OTHER = '162042B03320746'
  const FAULT = 'warning FAULTY DATAMATRIX-VALUE'
  it.each<[string, string, string[]]>([
    [
      'whose number has a wrong key',
      example.replace('285052A00401814S21.2.250.1.213.1.4.10', `162042B03320799S21.2.250.1.213.1.4.8${GS}`),
      [FAULT, 'error OTHER-INS'],
    ],
    [
      'who is said by number and OID alone',
      `${example.slice(0, 26)}S1162042B03320799S21.2.250.1.213.1.4.8`,
      ['warning FAULTY DATAMATRIX-VALUE', 'error OTHER-INS'],
    ],
    [
      'whose number is in small letters',
      example.replace(ins.matricule, OTHER.toLowerCase()),
      [FAULT, 'error OTHER-INS'],
    ],
    [
      'whose number lost its key',
      example.replace(ins.matricule, '162042B033207  '),
      [FAULT, 'error OTHER-INS'],
    ],
    [
      'whose number follows the right one',
      `${example.slice(0, 26)}S1${ins.matricule}S1${OTHER}S2${ins.oid}S3ZOE`,
      ['warning FAULTY DATAMATRIX-BLOCK', 'error OTHER-INS'],
    ],
    [
      'whose number follows a fault',
      `${example.slice(0, 26)}ZZS1${OTHER}`,
      ['warning FAULTY DATAMATRIX-BLOCK', 'error OTHER-INS'],
    ],
    [
      'whose name is in small letters',
      example.replace("D'ESSAI-FICTIF", 'autre nom'),
      [FAULT, 'error OTHER-TRAITS birthName'],
    ],
    [
      'whose name has an accent',
      example.replace("D'ESSAI-FICTIF", 'AUTRÉ'),
      [FAULT, 'error OTHER-TRAITS birthName'],
    ],
    [
      'whose birth date is the other way round',
      example.replace('17-05-1985', '1985-05-18'),
      [FAULT, 'error OTHER-TRAITS birthDate'],
    ],
    [
      'whose birth date has slashes',
      example.replace('17-05-1985', '18/05/1985'),
      [FAULT, 'error OTHER-TRAITS birthDate'],
    ],
    ['whose sex is a small letter', example.replace('S5F', 'S5m'), [FAULT, 'error OTHER-TRAITS sex']],
  ])('refuses another patient %s', (_, text, rules) => {
    expect(told(text)).toEqual(rules)
  })

  it.each<[string, string]>([
    ['a name in small letters', example.replace("D'ESSAI-FICTIF", "d'essai-fictif")],
    ['an accent', example.replace('LEA', 'LÉA')],
    ['a date the other way round', example.replace('17-05-1985', '1985-05-17')],
    ['a place in small letters', example.replace('2A004', '2a004')],
    [
      'a wrong key',
      example
        .replace('285052A00401814S21.2.250.1.213.1.4.10', `285052A00401815S21.2.250.1.213.1.4.10`)
        .replace('4.10', `4.8${GS}`),
    ],
  ])('lets the right patient pass with %s, which is wrong all the same', (_, text) => {
    const whom = {...expected, ins: {...ins, oid: text.includes('4.8') ? REAL_OID : ins.oid}}
    expect(told(text, whom)).toEqual([FAULT])
  })

  it.each<[string, string, string]>([
    ['the number', example.replace(ins.matricule, 'true'), 'matricule'],
    ['the number', example.replace(ins.matricule, '???????????????'), 'matricule'],
    ['a sex that is none', example.replace('S5F', 'S5U'), 'sex'],
    ['an accent lost in print', example.replace('LEA', 'L\u00c3\u0089A'), 'givenNames'],
    ['a birth date that is none', example.replace('17-05-1985', '17-MAI-198'), 'birthDate'],
    ['a cut place', example.slice(0, -2), 'birthPlace'],
    ['what follows a lost separator', example.replace(GS, ''), 'birthName, givenNames, sex, birthDate'],
    ['a name printed twice', example.replace('S72A004', `S4AUTRE`), 'birthName'],
  ])('says what could not be compared, and calls it not the same: %s', (_, text, what) => {
    const found = told(text, {...expected, ins: {...ins, oid: REAL_OID}})
    expect(found[1]).toBe(`warning NOT-COMPARED ${what}`)
    expect(found.includes('warning OTHER-OID 1.2.250.1.213.1.4.10')).toBe(what !== 'matricule')
  })

  it.each([' ', GS, '\ufeff', 'X', '<GS>', ' ]d1'])('compares what stands behind a stray %j', (stray) => {
    const other = {...expected, ins: {...ins, matricule: OTHER as Matricule}}
    expect(told(stray + example, other)).toEqual(['error OTHER-INS'])
    expect(told(stray + example)).toEqual([])
  })
})
