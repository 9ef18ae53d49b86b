import {readBirthDate} from '../ins/birth-date.ts'
import {sameName} from '../ins/names.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {DatamatrixFinding, ReadIdentity} from './payload.ts'
import {readPayload} from './read-payload.ts'

/** Who a document is for, by its header or by what is stated of it; what is not stated is not compared. */
export interface ExpectedIdentity {
  readonly ins: Ins
  readonly birthName?: string | undefined
  readonly givenNames?: string | undefined
  readonly sex?: string | undefined
  /** AAAAMMJJ. */
  readonly birthDate?: string | undefined
  readonly birthPlace?: string | undefined
}

const sameDay = (one: string, other: string) => {
  const [a, b] = [readBirthDate(one), readBirthDate(other)]
  return typeof a === 'object' && typeof b === 'object' ? a.day === b.day : one === other
}

/** Corsica was `20` before 1976, and both forms of the same place are met. */
const samePlace = (one: string, other: string) =>
  one.replace(/^2[AB]/, '20') === other.replace(/^2[AB]/, '20') || one === '99999' || other === '99999'

/** Names of the traits that differ; never their values. */
function otherTraits(printed: ReadIdentity, expected: ExpectedIdentity): string[] {
  const pairs: [string, string | undefined, string | undefined, (one: string, other: string) => boolean][] = [
    ['birthName', printed.birthName, expected.birthName, sameName],
    ['givenNames', printed.givenNames, expected.givenNames, sameName],
    ['sex', printed.sex, expected.sex, (one, other) => one === other],
    ['birthDate', printed.birthDate, expected.birthDate, sameDay],
    ['birthPlace', printed.birthPlace, expected.birthPlace, samePlace],
  ]
  return pairs.flatMap(([trait, one, other, same]) => (!one || !other || same(one, other) ? [] : [trait]))
}

/**
 * A datamatrix INS printed in a document against the patient that the document is for: another matricule or other
 * traits mean that one document took the place of another. A code of another kind says nothing of the patient.
 */
export function compareWithPrinted(text: string, expected: ExpectedIdentity): DatamatrixFinding[] {
  const {kind, identity, findings} = readPayload(text)
  if (kind !== 'ins') return []
  const fault = findings.find(({severity}) => severity === 'error')
  const faulty: DatamatrixFinding[] = fault
    ? [{rule: 'DATAMATRIX-FAULTY', severity: 'warning', params: {fault: fault.rule}}]
    : []
  if (identity.matricule !== undefined && identity.matricule !== expected.ins.matricule)
    return [...faulty, {rule: 'DATAMATRIX-OTHER-INS', severity: 'error', params: {}}]
  const traits = otherTraits(identity, expected)
  if (traits.length > 0)
    return [
      ...faulty,
      {rule: 'DATAMATRIX-OTHER-TRAITS', severity: 'error', params: {traits: traits.join(', ')}},
    ]
  const oid = identity.oid
  return oid === undefined || oid === expected.ins.oid
    ? faulty
    : [...faulty, {rule: 'DATAMATRIX-OTHER-OID', severity: 'warning', params: {oid}}]
}
