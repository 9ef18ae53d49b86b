import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../ids/identifiers.ts'
import type {Oid} from '../ids/oid.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'

/** Author of a lot or of a document, already in the HL7 v2 forms that XDS wants. */
export interface XdsAuthor {
  /** XCN */
  readonly person: string
  /** XON, one each */
  readonly institutions: readonly string[]
  readonly roles: readonly string[]
  /** CE `code^label^system` */
  readonly specialties: readonly string[]
}

/** Fiche d'un document (DocumentEntry). Times are UTC digits (EX_2.1-1110). */
export interface DocumentEntry {
  readonly mimeType: string
  readonly uniqueId: DocumentUniqueId
  /** CX */
  readonly patientId: string
  readonly languageCode: string
  readonly creationTime: string
  readonly serviceStartTime: string
  readonly serviceStopTime?: string
  /** XCN */
  readonly legalAuthenticator: string
  /** CX */
  readonly sourcePatientId: string
  /** `PID-n|…`, empty for the signature entry. */
  readonly sourcePatientInfo: readonly string[]
  readonly title: string
  readonly comments?: string
  readonly authors: readonly XdsAuthor[]
  readonly classCode: CodedValue
  readonly typeCode: CodedValue
  readonly formatCode: CodedValue
  readonly confidentialityCodes: readonly CodedValue[]
  readonly healthcareFacilityTypeCode: CodedValue
  readonly practiceSettingCode: CodedValue
  readonly eventCodes: readonly CodedValue[]
  /** CX with CX.5 of J231 */
  readonly referenceIds: readonly string[]
  /** SHA-1 (hex) and size of the bytes sent; absent when `xds.hashAndSize` is `none`. */
  readonly hash?: string
  readonly size?: number
}

/** Lot de soumission (SubmissionSet). */
export interface SubmissionSet {
  readonly uniqueId: SubmissionSetUniqueId
  readonly sourceId: Oid
  readonly patientId: string
  /** UTC AAAAMMJJhhmmss */
  readonly submissionTime: string
  readonly title?: string
  readonly comments?: string
  readonly author: XdsAuthor
  readonly contentTypeCode: CodedValue
}

/** One document of a lot: its entry and, for a replacement, the entry it makes obsolete. */
export interface LotDocument {
  readonly entry: DocumentEntry
  readonly replaces?: EntryUuid
}

/** Everything a TD2.1 body says, without the bytes of the documents. */
export interface Lot {
  readonly set: SubmissionSet
  readonly documents: readonly LotDocument[]
  readonly signature: DocumentEntry
}
