/** Codes of audit messages: DICOM (CID 400–402), IHE, RFC 3881, and our own where none of them has a word. */

export interface Code {
  readonly code: string
  /** Name of the coding scheme, as DICOM writes it. */
  readonly system: string
  readonly text: string
}

/** Scheme of our own words. FHIR wants a URI of it: drawn once, it names the scheme and leads nowhere. */
export const LOCAL = 'dmp-cli'
export const LOCAL_URI = 'urn:uuid:5d0c5f0e-9a55-4c37-8f0e-2b9a3c1c7d41'

const dcm = (code: string, text: string): Code => ({code, system: 'DCM', text})
const ihe = (code: string, text: string): Code => ({code, system: 'IHE Transactions', text})
export const localCode = (code: string, text = code): Code => ({code, system: LOCAL, text})

export const EXPORT = dcm('110106', 'Export')
const QUERY = dcm('110112', 'Query')
const LOG_USED = dcm('110101', 'Audit Log Used')
const APPLICATION = dcm('110100', 'Application Activity')
const ALERT = dcm('110113', 'Security Alert')
const NODE_AUTHENTICATION = dcm('110126', 'Node Authentication')
const SECURITY_CONFIGURATION = dcm('110129', 'Security Configuration')

export const SOURCE_ROLE = dcm('110153', 'Source Role ID')
export const DESTINATION_ROLE = dcm('110152', 'Destination Role ID')
export const APPLICATION_ROLE = dcm('110150', 'Application')
export const LAUNCHER_ROLE = dcm('110151', 'Application Launcher')

export const PATIENT_NUMBER: Code = {code: '2', system: 'RFC-3881', text: 'Patient Number'}
export const REPORT_NUMBER: Code = {code: '9', system: 'RFC-3881', text: 'Report Number'}
export const URI_ID: Code = {code: '12', system: 'RFC-3881', text: 'URI'}
export const STORED_QUERY = ihe('ITI-18', 'Registry Stored Query')
export const SUBMISSION_SET: Code = {
  code: 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
  system: 'IHE XDS Metadata',
  text: 'submission set classificationNode',
}

/** C create, R read, U update, D delete, E execute. */
export type Action = 'C' | 'R' | 'U' | 'D' | 'E'

export interface EventCodes {
  readonly id: Code
  readonly action: Action
  /** The transaction, or the act where none is. */
  readonly type?: Code
  /** A call to another machine: it has a source and a destination. */
  readonly call: boolean
}

const SUBMIT: EventCodes = {
  id: EXPORT,
  action: 'R',
  type: ihe('ITI-41', 'Provide and Register Document Set-b'),
  call: true,
}

/** IHE ITI TF-2 (audit of each transaction, as its client); DICOM PS3.15 A.5.3 for the rest. */
const OPERATIONS: Readonly<Record<string, EventCodes>> = {
  submit: SUBMIT,
  replace: SUBMIT,
  search: {id: QUERY, action: 'E', type: STORED_QUERY, call: true},
  delete: {id: EXPORT, action: 'U', type: ihe('ITI-57', 'Update Document Set'), call: true},
  'dmp-exists': {id: QUERY, action: 'E', type: localCode('dmp-exists'), call: true},
  'ins-search': {id: QUERY, action: 'E', type: localCode('ins-search'), call: true},
  'param-lps': {id: APPLICATION, action: 'E', type: localCode('param-lps'), call: true},
  'tls-failure': {id: ALERT, action: 'E', type: NODE_AUTHENTICATION, call: true},
  'trace-read': {id: LOG_USED, action: 'R', call: false},
  'trace-export': {id: LOG_USED, action: 'R', call: false},
}

/** Acts on keys and certificates: an alert when they fail. */
const SECURITY = new Set(['cert-inspect', 'certificate-install', 'certificate-rollback', 'rotate-key'])

export function eventCodes(operation: string, outcome: string | undefined): EventCodes {
  if (Object.hasOwn(OPERATIONS, operation)) return OPERATIONS[operation] ?? SUBMIT
  if (!SECURITY.has(operation)) return {id: APPLICATION, action: 'E', type: localCode(operation), call: false}
  const id = outcome === 'failure' || outcome === 'refused' ? ALERT : APPLICATION
  return {id, action: 'E', type: SECURITY_CONFIGURATION, call: false}
}
