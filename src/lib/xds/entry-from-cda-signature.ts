import type {DocumentUniqueId} from '../ids/identifiers.ts'
import type {Oid} from '../ids/oid.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'
import {confidentialityCodesOf} from './entry-from-cda-codes.ts'
import type {DocumentEntry, XdsAuthor} from './model.ts'

export interface SignatureFacts {
  readonly uniqueId: Oid
  /** UTC AAAAMMJJhhmmss */
  readonly signingTime: string
  /** Author of the submission set. */
  readonly author: XdsAuthor
  /** Any document of the lot: its patient, facility and practice setting are copied. */
  readonly document: DocumentEntry
  /** `xds.signatureFormatCode` */
  readonly formatCode?: 'http://www.w3.org/2000/09/xmldsig#' | 'urn:ihe:iti:dsg:detached:2014'
  /** SHA-1 (hex) and size of the signature document, when sent. */
  readonly hash?: string
  readonly size?: number
}

const classCode: CodedValue = {
  code: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1',
  codeSystem: 'URN',
  displayName: 'Digital Signature',
}
const typeCode: CodedValue = {code: 'E1762', codeSystem: 'ASTM', displayName: 'Full Document'}
const eventCode: CodedValue = {
  code: '1.2.840.10065.1.12.1.14',
  codeSystem: '1.2.840.10065.1.12',
  displayName: 'Source',
}
const formats = {
  'http://www.w3.org/2000/09/xmldsig#': {
    code: 'http://www.w3.org/2000/09/xmldsig#',
    codeSystem: 'URN',
    displayName: 'Default Signature Style',
  },
  'urn:ihe:iti:dsg:detached:2014': {
    code: 'urn:ihe:iti:dsg:detached:2014',
    codeSystem: '1.3.6.1.4.1.19376.1.2.3',
    displayName: 'Signature détachée',
  },
} as const satisfies Readonly<Record<string, CodedValue>>

/**
 * The fiche of the signature that goes with every lot (GIE message samples; IHE DSG): always hidden from the
 * patient and masked, whatever the visibility of the documents.
 */
export function signatureEntryOf(facts: SignatureFacts): DocumentEntry {
  const {document, author, signingTime} = facts
  const formatCode = formats[facts.formatCode ?? 'http://www.w3.org/2000/09/xmldsig#']
  return {
    mimeType: 'text/xml',
    uniqueId: facts.uniqueId as string as DocumentUniqueId,
    patientId: document.patientId,
    languageCode: 'art',
    creationTime: signingTime,
    serviceStartTime: signingTime,
    serviceStopTime: signingTime,
    legalAuthenticator: author.person,
    sourcePatientId: document.patientId,
    sourcePatientInfo: [],
    title: 'Source',
    authors: [author],
    classCode,
    typeCode,
    formatCode,
    confidentialityCodes: confidentialityCodesOf({
      hiddenFromProfessionals: true,
      hiddenFromPatient: true,
      hiddenFromLegalRepresentatives: false,
    }),
    healthcareFacilityTypeCode: document.healthcareFacilityTypeCode,
    practiceSettingCode: document.practiceSettingCode,
    eventCodes: [eventCode],
    referenceIds: [],
    ...(facts.hash === undefined ? {} : {hash: facts.hash}),
    ...(facts.size === undefined ? {} : {size: facts.size}),
  }
}
