import type {AuthenticatedCall} from '../backend.ts'

export interface KnownAction {
  readonly service: AuthenticatedCall['service']
  readonly action: string
  readonly answer: string
  readonly body: {readonly namespace: string; readonly name: string}
}

/** What an establishment certificate of the Alimentation profile may call (rights matrix of the GIE). */
export const knownActions: readonly KnownAction[] = [
  {
    service: 'repository',
    action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
    answer: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse',
    body: {namespace: 'urn:ihe:iti:xds-b:2007', name: 'ProvideAndRegisterDocumentSetRequest'},
  },
  {
    service: 'registry',
    action: 'urn:ihe:iti:2007:RegistryStoredQuery',
    answer: 'urn:ihe:iti:2007:RegistryStoredQueryResponse',
    body: {namespace: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0', name: 'AdhocQueryRequest'},
  },
  {
    service: 'registry',
    action: 'urn:ihe:iti:2010:UpdateDocumentSet',
    answer: 'urn:ihe:iti:2010:UpdateDocumentSet-Response',
    body: {namespace: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0', name: 'SubmitObjectsRequest'},
  },
  {
    service: 'patients',
    action: 'urn:hl7-org:v3:PRPA_IN201307UV02',
    answer: 'urn:hl7-org:v3:PRPA_IN201308UV02',
    body: {namespace: 'urn:hl7-org:v3', name: 'PRPA_IN201307UV02'},
  },
]

/** Real transactions that the same matrix closes to an establishment certificate. */
export const closedActions: ReadonlySet<string> = new Set([
  'urn:ihe:iti:2007:RetrieveDocumentSet',
  'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization',
  'urn:hl7-org:v3:PRPA_IN201305UV02',
  'urn:hl7-org:v3:PRPA_IN201311UV02',
  'urn:hl7-org:v3:PRPA_IN201314UV02',
])
