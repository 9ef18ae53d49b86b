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
})
