import type {Ins} from '../ins/patient-identity.ts'
import type {BlockId, DatamatrixFinding} from './payload.ts'
import {type Likeness, likeDay, likeName, likePlace, likeSex, numbersIn} from './printed-values.ts'
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

type Trait = Exclude<keyof ExpectedIdentity, 'ins'>
type Printed = ReadonlyMap<BlockId, string>

const traitBlocks: readonly (readonly [Trait, BlockId, (one: string, other: string) => Likeness])[] = [
  ['birthName', 'S4', likeName],
  ['givenNames', 'S3', likeName],
  ['sex', 'S5', likeSex],
  ['birthDate', 'S6', likeDay],
  ['birthPlace', 'S7', likePlace],
]

/** Names of the traits that differ and of those of which it cannot be told; never their values. */
function compareTraits(
  printed: Printed,
  twice: readonly unknown[],
  expected: ExpectedIdentity,
): Record<Likeness, Trait[]> {
  const told: Record<Likeness, Trait[]> = {same: [], other: [], unknown: []}
  for (const [trait, block, like] of traitBlocks) {
    const [one, other] = [printed.get(block), expected[trait]]
    // The place of birth need not be printed.
    if (!other || (one === undefined && block === 'S7')) continue
    const likeness = one === undefined ? 'unknown' : like(one, other)
    told[likeness === 'same' && twice.includes(block) ? 'unknown' : likeness].push(trait)
  }
  return told
}

/** The key is judged apart: with a wrong one the thirteen characters still say whose number it is. */
function compareNumber(text: string, sound: string | undefined, {ins}: ExpectedIdentity): Likeness {
  const expected = ins.matricule.slice(0, 13)
  const numbers = numbersIn(text)
  if (numbers.some((number) => number !== expected)) return 'other'
  if (sound !== undefined) return sound === ins.matricule ? 'same' : 'other'
  return numbers.length > 0 ? 'same' : 'unknown'
}

/**
 * A datamatrix INS printed in a document against the patient that the document is for: another matricule or other
 * traits mean that one document took the place of another. What is printed is compared even where it is faulty, and
 * what cannot be compared is said: it is not the same for that. A code of another kind says nothing of the patient.
 */
export function compareWithPrinted(text: string, expected: ExpectedIdentity): DatamatrixFinding[] {
  const {kind, identity, findings, text: typed, printed} = readPayload(text)
  if (kind !== 'ins') return []
  const fault = findings.find(({severity}) => severity === 'error')
  const faulty: DatamatrixFinding[] = fault
    ? [{rule: 'DATAMATRIX-FAULTY', severity: 'warning', params: {fault: fault.rule}}]
    : []
  const number = compareNumber(typed, identity.matricule, expected)
  if (number === 'other') return [...faulty, {rule: 'DATAMATRIX-OTHER-INS', severity: 'error', params: {}}]
  const twice = findings.filter(({params}) => params['fault'] === 'twice').map(({params}) => params['block'])
  const {other, unknown} = compareTraits(printed, twice, expected)
  if (other.length > 0)
    return [
      ...faulty,
      {rule: 'DATAMATRIX-OTHER-TRAITS', severity: 'error', params: {traits: other.join(', ')}},
    ]
  const open = [...(number === 'unknown' ? ['matricule'] : []), ...unknown]
  const oid = identity.oid
  return [
    ...faulty,
    ...(open.length > 0
      ? [{rule: 'DATAMATRIX-NOT-COMPARED', severity: 'warning', params: {what: open.join(', ')}} as const]
      : []),
    ...(number === 'same' && oid !== undefined && oid !== expected.ins.oid
      ? [{rule: 'DATAMATRIX-OTHER-OID', severity: 'warning', params: {oid}} as const]
      : []),
  ]
}
