/**
 * The header of a CDA R2 document as the CI-SIS wants it (volet "structuration minimale" 1.16), read leniently:
 * every part may be missing, because the rules (`rules/`) say what is wrong and the header of a wrong document
 * must be readable to say it. Each part keeps the line of its element.
 *
 * The header is the only source of a document's XDS metadata (src/lib/xds/entry-from-cda.ts).
 * Not modelled: the content of structured bodies, data enterers, informants, participants, authorizations;
 * rules that look at them walk `root`.
 */
import type {XmlNode} from '../xmltree/xml-node.ts'

export const CDA_NAMESPACE = 'urn:hl7-org:v3'

/** Roots and codes fixed by the CI-SIS. */
export const cdaOids = {
  professionals: '1.2.250.1.71.4.2.1',
  structures: '1.2.250.1.71.4.2.2',
  confidentiality: '2.16.840.1.113883.5.25',
  gender: '2.16.840.1.113883.5.1',
} as const

/** templateId roots of a level 1 document: HL7 France, CI-SIS structuration minimale, IHE XDS-SD. */
export const templateRoots = {
  hl7France: '2.16.840.1.113883.2.8.2.1',
  structurationMinimale: '1.2.250.1.213.1.1.1.1',
  xdsSd: '1.3.6.1.4.1.19376.1.2.20',
} as const

/** OIDs under which a matricule INS may stand in a CDA header. */
export const insOids: readonly string[] = [
  '1.2.250.1.213.1.4.8',
  '1.2.250.1.213.1.4.9',
  '1.2.250.1.213.1.4.10',
  '1.2.250.1.213.1.4.11',
]

/** HL7 II. */
export interface CdaId {
  readonly root?: string
  readonly extension?: string
  readonly nullFlavor?: string
  readonly line: number
}

/** HL7 CD/CE. */
export interface CdaCode {
  readonly code?: string
  readonly codeSystem?: string
  readonly displayName?: string
  readonly nullFlavor?: string
  readonly line: number
}

/** HL7 TS, digits with offset as written. */
export interface CdaTime {
  readonly value?: string
  readonly nullFlavor?: string
  readonly line: number
}

export interface CdaNamePart {
  readonly text: string
  readonly qualifier?: string
  readonly line: number
}

export interface CdaName {
  readonly prefix?: string
  readonly suffix?: string
  readonly families: readonly CdaNamePart[]
  readonly givens: readonly CdaNamePart[]
  readonly line: number
}

export interface CdaOrganization {
  readonly ids: readonly CdaId[]
  readonly name?: string
  /** standardIndustryClassCode: cadre d'exercice. */
  readonly industryClass?: CdaCode
  readonly line: number
}

export interface CdaPatient {
  readonly ids: readonly CdaId[]
  readonly names: readonly CdaName[]
  readonly gender?: CdaCode
  readonly birthTime?: CdaTime
  /** birthplace/place/addr/county: INSEE code (COG). */
  readonly birthPlace?: string
  readonly line: number
}

/** Author, legal authenticator or performer. */
export interface CdaParticipant {
  readonly role?: CdaCode
  readonly time?: CdaTime
  readonly ids: readonly CdaId[]
  /** assignedAuthor/code: profession or know-how. */
  readonly specialty?: CdaCode
  readonly person?: CdaName
  readonly device?: {readonly softwareName?: string; readonly modelName?: string}
  readonly organization?: CdaOrganization
  readonly line: number
}

export interface CdaServiceEvent {
  readonly ids: readonly CdaId[]
  readonly code?: CdaCode
  readonly start?: CdaTime
  readonly stop?: CdaTime
  readonly performers: readonly CdaParticipant[]
  readonly line: number
}

export interface CdaEncounter {
  readonly ids: readonly CdaId[]
  readonly code?: CdaCode
  readonly start?: CdaTime
  readonly stop?: CdaTime
  /** location/healthCareFacility/code: secteur d'activité. */
  readonly facility?: CdaCode
  readonly line: number
}

export interface CdaReplaced {
  readonly typeCode?: string
  readonly id?: CdaId
  readonly line: number
}

/** inFulfillmentOf/order: its ids, and the DICOM accession numbers when given. */
export interface CdaOrder {
  readonly ids: readonly CdaId[]
  readonly accessions: readonly CdaId[]
  readonly line: number
}

export type CdaBody =
  | {
      readonly kind: 'non-xml'
      readonly mediaType?: string
      readonly representation?: string
      /** Character data of nonXMLBody/text as written: base64, unless `representation` says otherwise. */
      readonly content: string
      readonly line: number
    }
  | {readonly kind: 'structured'; readonly line: number}

export interface CdaHeader {
  /** ClinicalDocument, for rules about parts that are not modelled. */
  readonly root: XmlNode
  readonly templateIds: readonly CdaId[]
  readonly id?: CdaId
  readonly code?: CdaCode
  readonly title?: string
  readonly effectiveTime?: CdaTime
  readonly confidentiality?: CdaCode
  readonly languageCode?: string
  readonly setId?: CdaId
  readonly versionNumber?: string
  readonly patient?: CdaPatient
  readonly authors: readonly CdaParticipant[]
  readonly custodian?: CdaOrganization
  readonly legalAuthenticator?: CdaParticipant
  /** documentationOf in document order: the first is the main act. */
  readonly services: readonly CdaServiceEvent[]
  readonly replaces?: CdaReplaced
  readonly encounter?: CdaEncounter
  readonly orders: readonly CdaOrder[]
  readonly body?: CdaBody
}
