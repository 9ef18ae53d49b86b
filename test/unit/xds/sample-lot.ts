import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../../../src/lib/ids/identifiers.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {DocumentEntry, Lot, SubmissionSet, XdsAuthor} from '../../../src/lib/xds/model.ts'

const author: XdsAuthor = {
  person: '899990000004^FICTIF^ALICE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
  institutions: ["CH D'ESSAI & FILS^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1990000002"],
  roles: ['Médecin <responsable>'],
  specialties: ['G15_10/SM26^Médecin - Médecine générale^1.2.250.1.213.1.1.4.5'],
}

const patientId = '265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH'

export const sampleSet: SubmissionSet = {
  uniqueId: '1.2.250.1.999.1.1.42.3.1' as SubmissionSetUniqueId,
  sourceId: '1.2.250.1.999.1.1.42' as Oid,
  patientId,
  submissionTime: '20250115083000',
  title: 'Compte rendu "du jour"',
  author,
  contentTypeCode: {
    code: '04',
    codeSystem: '1.2.250.1.213.2.2',
    displayName: 'Hospitalisation de jour',
  },
}

const entry: DocumentEntry = {
  mimeType: 'text/xml',
  uniqueId: '1.2.250.1.999.1.1.42.2.1' as DocumentUniqueId,
  patientId,
  languageCode: 'fr-FR',
  creationTime: '20250115080000',
  serviceStartTime: '20250114',
  serviceStopTime: '20250115',
  legalAuthenticator: author.person,
  sourcePatientId: 'IPP000042^^^&1.2.250.1.999.1.1.7&ISO^PI',
  sourcePatientInfo: ['PID-5|EXEMPLE^ADELE^^^^^L', 'PID-7|19650512', 'PID-8|F'],
  title: 'Compte rendu <b> & "suites"',
  comments: 'Deux lignes\nici',
  authors: [author, author],
  classCode: {code: '10', codeSystem: '1.2.250.1.213.1.1.4.1', displayName: 'Compte rendu'},
  typeCode: {code: '11488-4', codeSystem: '2.16.840.1.113883.6.1', displayName: 'CR de consultation'},
  formatCode: {
    code: 'urn:ihe:iti:xds-sd:pdf:2008',
    codeSystem: '1.3.6.1.4.1.19376.1.2.3',
    displayName: 'Document à corps non structuré en PDF/A-1',
  },
  confidentialityCodes: [
    {code: 'N', codeSystem: '2.16.840.1.113883.5.25', displayName: 'Normal'},
    {code: 'MASQUE_PS', codeSystem: '1.2.250.1.213.1.1.4.13', displayName: 'Masqué aux PS'},
  ],
  healthcareFacilityTypeCode: {
    code: 'SA01',
    codeSystem: '1.2.250.1.71.4.2.4',
    displayName: 'Établissement public de santé',
  },
  practiceSettingCode: {
    code: 'ETABLISSEMENT',
    codeSystem: '1.2.250.1.213.1.1.4.9',
    displayName: 'Établissement de santé',
  },
  eventCodes: [{code: 'HHFA016', codeSystem: '1.2.250.1.213.2.5', displayName: 'Appendicectomie'}],
  referenceIds: ['ABC123^^^&1.2.250.1.999.1.1.8&ISO^urn:ihe:iti:xds:2013:accession'],
  hash: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  size: 1234,
}

const second: DocumentEntry = {
  ...entry,
  uniqueId: '1.2.250.1.999.1.1.42.2.2' as DocumentUniqueId,
  title: 'Second',
}

const signature: DocumentEntry = {
  ...entry,
  uniqueId: '1.2.250.1.999.1.1.42.4.1' as DocumentUniqueId,
  languageCode: 'art',
  title: 'Source',
  sourcePatientId: patientId,
  sourcePatientInfo: [],
  referenceIds: [],
  authors: [author],
  classCode: {
    code: 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1',
    codeSystem: 'URN',
    displayName: 'Digital Signature',
  },
  typeCode: {code: 'E1762', codeSystem: 'ASTM', displayName: 'Full Document'},
  formatCode: {
    code: 'http://www.w3.org/2000/09/xmldsig#',
    codeSystem: 'URN',
    displayName: 'Default Signature Style',
  },
  eventCodes: [{code: '1.2.840.10065.1.12.1.14', codeSystem: '1.2.840.10065.1.12', displayName: 'Source'}],
}

/** Two documents, the second a replacement; every optional datum filled. Invented patient. */
export const sampleLot: Lot = {
  set: sampleSet,
  documents: [
    {entry},
    {entry: second, replaces: 'urn:uuid:00000000-0000-4000-8000-00000000d0c1' as EntryUuid},
  ],
  signature,
}

export const sampleCids = {documents: ['doc1@lps', 'doc2@lps'], signature: 'sig@lps'}
