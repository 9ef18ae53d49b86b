import {firstSegment, type Repetition, repetitionsOf, valueAt, valueIn} from './fields.ts'
import type {Hl7Message} from './message.ts'

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
    reliability: repetitionsOf(message, pid, 32).map((one) =>
      (valueIn(message, one)?.toUpperCase() ?? '').slice(0, 12),
    ),
    ...(name ? {birthName: name} : {}),
    ...(birthDate ? {birthDate} : {}),
    ...(sex ? {sex} : {}),
  }
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
