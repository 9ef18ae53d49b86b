import {firstSegment, segmentsOf, valueAt} from './fields.ts'
import type {Hl7Message} from './message.ts'

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

/** What PV1 says of the stay: number, unit, contentTypeCode. */
export function stayOf(message: Hl7Message): {
  readonly venue?: string
  readonly unit?: string
  readonly activityCode?: string
} {
  const pv1 = firstSegment(message, 'PV1')
  const venue = valueAt(message, pv1, 19)
  const unit = valueAt(message, pv1, 3)
  const activityCode = STAYS[valueAt(message, pv1, 2)?.toUpperCase() ?? '']
  return {...(venue ? {venue} : {}), ...(unit ? {unit} : {}), ...(activityCode ? {activityCode} : {})}
}
