import type {CdaHeader} from '../../cda/model.ts'
import {compareWithPrinted, type ExpectedIdentity} from '../../datamatrix/compare-payload.ts'
import {isInsCode} from '../../datamatrix/read-payload.ts'
import type {Ins, PatientIdentity} from '../../ins/patient-identity.ts'
import type {DatamatrixLook, DatamatrixSearch} from '../../ports/datamatrix.ts'
import type {Finding} from './submission-report.ts'

/** Of one document that a person waits for. */
export const searchedAlone: DatamatrixLook = {pages: 10, cpuMs: 3000}
/** Of one document among very many. */
export const searchedInBulk: DatamatrixLook = {pages: 1, cpuMs: 300}

/** The patient whom a document is for: as stated, else as its header says (CI-SIS structuration minimale). */
export function expectedIdentity(
  ins: Ins,
  patient: PatientIdentity | undefined,
  header: CdaHeader | undefined,
): ExpectedIdentity {
  if (patient) return {ins, ...patient.traits}
  const named = header?.patient
  const families = named?.names.flatMap(({families: all}) => all) ?? []
  const birth =
    families.find(({qualifier}) => qualifier === 'BR') ?? families.find(({qualifier}) => !qualifier)
  // The given names of the birth act are one element without qualifier.
  const given = named?.names.flatMap(({givens}) => givens).find(({qualifier}) => !qualifier)
  const born = named?.birthTime?.value?.slice(0, 8)
  return {
    ins,
    birthName: birth?.text,
    givenNames: given?.text,
    sex: named?.gender?.code === 'M' || named?.gender?.code === 'F' ? named.gender.code : undefined,
    birthDate: born?.length === 8 ? born : undefined,
    birthPlace: named?.birthPlace,
  }
}

/**
 * What the datamatrix INS printed in a document says against the patient it is for. None is due on every document, so
 * an absent one is information, and one that could not be looked for is not absent. Every code is compared, and what
 * could not be looked at is said beside a right one too: it may hide another patient's.
 */
export function printedFindings(
  {texts, unread}: DatamatrixSearch,
  expected: ExpectedIdentity,
): readonly Finding[] {
  const codes = texts.filter(isInsCode)
  const [why] = unread
  if (codes.length > 0)
    return [
      ...codes.flatMap((text) => compareWithPrinted(text, expected)),
      ...(why === undefined
        ? []
        : [{rule: 'DATAMATRIX-PARTLY-READ', severity: 'info', params: {why}} as const]),
    ]
  return why === undefined
    ? [{rule: 'DATAMATRIX-ABSENT', severity: 'info', params: {}}]
    : [{rule: 'DATAMATRIX-NOT-READABLE', severity: 'info', params: {why}}]
}
