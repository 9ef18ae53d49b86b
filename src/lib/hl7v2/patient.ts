import {firstSegment, type Repetition, repetitionsOf, segmentsOf, valueAt, valueIn} from './fields.ts'
import type {Hl7Message, Hl7Segment} from './message.ts'

/** The patient of a PID segment; what it does not state is absent. */
export interface Hl7Patient {
  /** Matricule and OID as written, by the OID of CX.4.2; every distinct one. */
  readonly ins: readonly {readonly value: string; readonly oid: string}[]
  /** INS-C and other former identifiers stand in PID-3. */
  readonly former: boolean
  /** Identifiers of type PI, with the OID of their domain when given. */
  readonly ipps: readonly {readonly value: string; readonly oid?: string}[]
  readonly birthName?: string
  /** AAAAMMJJ */
  readonly birthDate?: string
  readonly sex?: string
  /** PID-32, table 0445, upper case. */
  readonly reliability: readonly string[]
}

const INS_ROOT = '1.2.250.1.213.1.4.'
const CURRENT = new Set(['8', '9', '10', '11'])
/** CX.5 of an INS in the published versions; an empty type is taken by its OID. */
const TYPES = new Set(['INS', 'INS-NIR', 'INS-NIA', 'NH', ''])

function identifiers(message: Hl7Message, pid: Repetition[]) {
  return pid.map((one) => ({
    value: valueIn(message, one, 1) ?? '',
    oid: valueIn(message, one, 4, 2) ?? '',
    type: valueIn(message, one, 5)?.toUpperCase() ?? '',
  }))
}

/** PID-5 of the birth identity: type `L`, else the only one that names no type. */
function birthName(message: Hl7Message, names: readonly Repetition[]): string | undefined {
  const typed = names.find((one) => valueIn(message, one, 7)?.toUpperCase() === 'L')
  const untyped = names.filter((one) => valueIn(message, one, 7) === undefined)
  const chosen = typed ?? (untyped.length === 1 ? untyped[0] : undefined)
  return chosen && valueIn(message, chosen, 1)
}

export function patientOf(message: Hl7Message): Hl7Patient {
  const pid = firstSegment(message, 'PID')
  const all = identifiers(message, [...repetitionsOf(message, pid, 3)])
  const ours = all.filter(({oid}) => oid.startsWith(INS_ROOT))
  const ins = new Map<string, {value: string; oid: string}>()
  for (const {value, oid, type} of ours)
    if (CURRENT.has(oid.slice(INS_ROOT.length)) && TYPES.has(type) && value)
      ins.set(`${value}^${oid}`, {value, oid})
  const name = birthName(message, repetitionsOf(message, pid, 5))
  const birthDate = valueAt(message, pid, 7)?.slice(0, 8)
  const sex = valueAt(message, pid, 8)?.toUpperCase()
  return {
    ins: [...ins.values()],
    former: ours.some(({oid}) => !CURRENT.has(oid.slice(INS_ROOT.length))),
    ipps: all
      .filter(({type, value}) => type === 'PI' && value !== '')
      .map(({value, oid}) => ({value, ...(oid ? {oid} : {})})),
    reliability: reliabilityWords(message, pid),
    ...(name ? {birthName: name} : {}),
    ...(birthDate ? {birthDate} : {}),
    ...(sex ? {sex} : {}),
  }
}

/** PID-32 of a segment, table 0445, upper case. */
const reliabilityWords = (message: Hl7Message, pid: Hl7Segment | undefined) =>
  repetitionsOf(message, pid, 32).map((one) => (valueIn(message, one)?.toUpperCase() ?? '').slice(0, 12))

/** What the patient of a segment is told by: the same person, the same words. */
const traitsOf = (message: Hl7Message, segment: Hl7Segment) =>
  JSON.stringify([
    identifiers(message, [...repetitionsOf(message, segment, 3)])
      .map(({value, oid, type}) => `${value}^${oid}^${type}`)
      .toSorted(),
    birthName(message, repetitionsOf(message, segment, 5)),
    valueAt(message, segment, 7)?.slice(0, 8),
    valueAt(message, segment, 8)?.toUpperCase(),
  ])

/**
 * Whether a message has more patients than its documents can be told apart by. Only a result message repeats the group of
 * a patient, each with results of its own (HL7 v2.5, ORU^R01 PATIENT_RESULT); `differ` when the groups are not one
 * patient's, `misplaced` where the grammar has one PID only.
 */
export function severalPatients(message: Hl7Message, type: string): 'differ' | 'misplaced' | undefined {
  const pids = segmentsOf(message, 'PID')
  if (pids.length < 2) return undefined
  if (!type.startsWith('ORU^') || !everyPatientHasResults(message)) return 'misplaced'
  return new Set(pids.map((pid) => traitsOf(message, pid))).size > 1 ? 'differ' : undefined
}

function everyPatientHasResults({segments}: Hl7Message): boolean {
  let waits = false
  for (const {name} of segments) {
    if (name === 'PID' && waits) return false
    if (name === 'PID') waits = true
    if (name === 'OBR') waits = false
  }
  return !waits
}

/**
 * Whether the groups of one patient say his identity differently (PID-32): what one of them doubts is not sent under the
 * word of another.
 */
export function reliabilityDiffers(message: Hl7Message): boolean {
  const words = segmentsOf(message, 'PID').map((pid) => reliabilityWords(message, pid).toSorted().join(' '))
  return new Set(words).size > 1
}

/** What PID-32 lets us do: `refuse` wins over `ambiguous`, which wins over `qualified`; `absent` says nothing. */
export function reliabilityOf({reliability}: Hl7Patient): {
  readonly verdict: 'qualified' | 'ambiguous' | 'refused' | 'absent'
  readonly word: string
} {
  if (reliability.length === 0) return {verdict: 'absent', word: '-'}
  const judged = reliability.map((word) => ({
    word,
    verdict:
      word === 'QUAL'
        ? ('qualified' as const)
        : word === 'VALI'
          ? ('ambiguous' as const)
          : ('refused' as const),
  }))
  return (
    judged.find(({verdict}) => verdict === 'refused') ??
    judged.find(({verdict}) => verdict === 'ambiguous') ?? {verdict: 'qualified', word: 'QUAL'}
  )
}
