/** Names of IHE XDS in ebRIM 3.0 (IHE ITI TF-3 §4.2), as the registry reads and writes them. */
export const rim = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'
export const lcm = 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0'
export const rs = 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'
export const query = 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'
export const xdsb = 'urn:ihe:iti:xds-b:2007'
export const xop = 'http://www.w3.org/2004/08/xop/include'

export const documentEntryType = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1'
export const submissionSetNode = 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd'

export const setSchemes = {
  author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  contentType: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
  patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
  uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
} as const

export const entrySchemes = {
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  classCode: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  typeCode: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  format: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  facility: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  practice: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  event: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const

export const associations = {
  hasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  replaces: 'urn:ihe:iti:2007:AssociationType:RPLC',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
  updateStatus: 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
} as const

export const associationObjectType = 'urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Association'

export const statuses = {
  approved: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  deprecated: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
  archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
} as const

export const actions = {
  submit: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
  submitAnswer: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse',
  query: 'urn:ihe:iti:2007:RegistryStoredQuery',
  queryAnswer: 'urn:ihe:iti:2007:RegistryStoredQueryResponse',
  update: 'urn:ihe:iti:2010:UpdateDocumentSet',
  updateAnswer: 'urn:ihe:iti:2010:UpdateDocumentSet-Response',
} as const

export const codeSystems = {
  confidentiality: '2.16.840.1.113883.5.25',
  masks: '1.2.250.1.213.1.1.4.13',
  structures: '1.2.250.1.71.4.2.2',
  people: '1.2.250.1.71.4.2.1',
} as const
