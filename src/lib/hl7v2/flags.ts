import {segmentsOf, valueAt} from './fields.ts'
import type {Hl7Message, Hl7Segment} from './message.ts'

/** Flags about one submission (OBX of system MetaDMPMSS); absent when the message does not state them. */
export interface SubmissionFlags {
  readonly hiddenFromProfessionals?: boolean
  readonly hiddenFromPatient?: boolean
  readonly hiddenFromLegalRepresentatives?: boolean
  readonly secretConnection?: boolean
  readonly changesVisibility?: boolean
  readonly forDmp?: boolean
}

/** OBX-3.1 in all published versions; flags about secure mail and its texts are not read. */
const NAMES: Readonly<Record<string, keyof SubmissionFlags>> = {
  MASQUE_PS: 'hiddenFromProfessionals',
  INVISIBLE_PATIENT: 'hiddenFromPatient',
  INVISIBLE_REP_LEGAUX: 'hiddenFromLegalRepresentatives',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'hiddenFromLegalRepresentatives',
  CONNEXION_SECRETE: 'secretConnection',
  MODIF_CONF_CODE: 'changesVisibility',
  MODIF_CONFIDENTIALITYCODE: 'changesVisibility',
  DESTDMP: 'forDmp',
}

/** `at`: the flag that is stated twice differently, or says neither Y nor N. */
export function flagsOf(message: Hl7Message): SubmissionFlags | {readonly at: string} {
  const found: {-readonly [K in keyof SubmissionFlags]: boolean} = {}
  for (const obx of segmentsOf(message, 'OBX')) {
    const code = valueAt(message, obx, 3)?.toUpperCase() ?? ''
    const flag = Object.hasOwn(NAMES, code) ? NAMES[code] : undefined
    if (!flag) continue
    const word = valueAt(message, obx, 5)?.toUpperCase()
    if (word !== 'Y' && word !== 'N') return {at: code}
    if (found[flag] !== undefined && found[flag] !== (word === 'Y')) return {at: code}
    found[flag] = word === 'Y'
  }
  return found
}

/** Class of the stay (PV1-2) as a contentTypeCode proposal (volet, mapping: J59). */
const STAYS: Readonly<Record<string, string>> = {I: '03', O: '07', R: '19', N: '97', E: '07'}

/** What the PV1 of one group says of the stay: number, unit, contentTypeCode. */
export interface Hl7Stay {
  readonly venue?: string
  readonly unit?: string
  readonly activityCode?: string
}

function stayAt(message: Hl7Message, pv1: Hl7Segment | undefined): Hl7Stay {
  const venue = valueAt(message, pv1, 19)
  const unit = valueAt(message, pv1, 3)
  const activityCode = STAYS[valueAt(message, pv1, 2)?.toUpperCase() ?? '']
  return {...(venue ? {venue} : {}), ...(unit ? {unit} : {}), ...(activityCode ? {activityCode} : {})}
}

const STAY_FIELDS = [
  ['PV1^19', 'venue'],
  ['PV1^3', 'unit'],
  ['PV1^2', 'activityCode'],
] as const

/** The stays of a message, one for each PV1; a group of results without one has a stay that says nothing. */
function staysOf(message: Hl7Message): readonly Hl7Stay[] {
  const stays: Hl7Stay[] = []
  let bare = false
  for (const segment of message.segments) {
    if (segment.name !== 'PID' && segment.name !== 'PV1') continue
    if (segment.name === 'PV1') stays.push(stayAt(message, segment))
    else if (bare) stays.push({})
    bare = segment.name === 'PID'
  }
  return bare ? [...stays, {}] : stays
}

/** What the groups of a message state differently of the stay: fields of PV1. */
const differences = (stays: readonly Hl7Stay[]) =>
  STAY_FIELDS.filter(([, name]) => new Set(stays.map((stay) => stay[name])).size > 1)

/** The stay of a message, without what its groups state differently. */
export function stayOf(message: Hl7Message): Hl7Stay {
  const stays = staysOf(message)
  const disputed = new Set<string>(differences(stays).map(([, name]) => name))
  return Object.fromEntries(Object.entries(stays[0] ?? {}).filter(([name]) => !disputed.has(name)))
}

/**
 * The first field of PV1 that the groups of a message state differently: which of its documents is of which stay is not
 * known here, and a unit under a hold must not send under the name of another.
 */
export function stayDiffersAt(message: Hl7Message): string | undefined {
  return differences(staysOf(message))[0]?.[0]
}
