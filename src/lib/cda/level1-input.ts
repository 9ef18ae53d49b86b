import type {PatientIdentity} from '../ins/patient-identity.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'

/** Media types that a level 1 body may have, with the formatCode each implies in the XDS entry (table J60). */
export const level1Formats = {
  'application/pdf': 'urn:ihe:iti:xds-sd:pdf:2008',
  'text/plain': 'urn:ihe:iti:xds-sd:text:2008',
  'text/rtf': 'urn:ihe:iti-fr:xds-sd:rtf:2010',
  'image/jpeg': 'urn:ihe:iti-fr:xds-sd:jpeg:2010',
  'image/tiff': 'urn:ihe:iti-fr:xds-sd:tiff:2010',
} as const

export type Level1MediaType = keyof typeof level1Formats

export function isLevel1MediaType(text: string | undefined): text is Level1MediaType {
  return text !== undefined && Object.hasOwn(level1Formats, text)
}

/** The id of a uniqueId: `root`, or `root^extension` taken apart. */
export function inputIdOf(uniqueId: string): InputId {
  const at = uniqueId.indexOf('^')
  return at === -1 ? {root: uniqueId} : {root: uniqueId.slice(0, at), extension: uniqueId.slice(at + 1)}
}

/** HL7 II of the input: `extension` only when there is one. */
export interface InputId {
  readonly root: string
  readonly extension?: string
}

export interface InputOrganization {
  /** Struct_IdNat with its type digit: `1` + FINESS, `3` + SIRET… */
  readonly id: string
  readonly name: string
}

export interface InputPerson {
  readonly family: string
  readonly given?: string
  /** J245 civility code, as it goes into `prefix`. */
  readonly prefix?: string
  /** J246 title code, as it goes into `suffix`. */
  readonly suffix?: string
}

interface InputParticipant {
  /** PS_IdNat: `8` + RPPS, `3` + FINESS + `/` + internal id… */
  readonly id: string
  /** J01 */
  readonly specialty?: CodedValue
  readonly organization?: InputOrganization
}

export interface InputAuthor extends InputParticipant {
  /** `YYYY-MM-DD[Thh:mm[:ss]][offset]`, as every date here; Europe/Paris when no offset is given. */
  readonly time: string
  /** J47 */
  readonly role?: CodedValue
  /** A person, or the software that wrote the document: exactly one of them. */
  readonly person?: InputPerson
  readonly device?: {readonly softwareName: string; readonly modelName: string}
}

export interface InputLegalAuthenticator extends InputParticipant {
  readonly time: string
  readonly person: InputPerson
}

/**
 * Everything a level 1 document says besides its body: plain JSON, frozen in the journal so that the same
 * bytes can be built again. No clock, no random value, no default that depends on the day.
 */
export interface Level1Input {
  /** ClinicalDocument/id, an OID: the XDS uniqueId. */
  readonly id: string
  readonly setId: InputId
  readonly versionNumber: number
  /** Id of the version that this one replaces. */
  readonly replaces?: InputId
  readonly mediaType: Level1MediaType
  /** J07 and J66 */
  readonly code: CodedValue
  readonly title: string
  readonly effectiveTime: string
  /** HL7 base level; masks never stand in a CDA header. `N` when absent. */
  readonly confidentiality?: 'N' | 'R' | 'V'
  /** `fr-FR` when absent. */
  readonly language?: string
  readonly patient: PatientIdentity
  readonly authors: readonly InputAuthor[]
  readonly custodian: InputOrganization
  readonly legalAuthenticator: InputLegalAuthenticator
  /** The main act. */
  readonly service: {
    readonly start: string
    readonly stop?: string
    /** CCAM, CIM-10 or LOINC code of the act: an eventCode of the XDS entry. */
    readonly code?: CodedValue
    readonly performer: {
      readonly id: string
      readonly person?: InputPerson
      readonly organization: InputOrganization
      /** Cadre d'exercice, J04 and J62. */
      readonly practiceSetting: CodedValue
    }
  }
  readonly encounter: {
    /** Visit number (venue) and the OID of the domain that allots it. */
    readonly id?: InputId
    readonly start: string
    readonly stop?: string
    /** J142 */
    readonly code?: CodedValue
    /** Secteur d'activité, J02 and J61. */
    readonly facility: CodedValue
  }
  /** Orders that this document answers (inFulfillmentOf). */
  readonly orders?: readonly InputId[]
}
