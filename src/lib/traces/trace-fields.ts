/** Field lists of the parts of a trace: a part is copied field by field, so that nothing else slips in. */

export interface TransactionTrace {
  /** `TD2.1`, `TD3.1b`, `TD3.3c`, `TD0.2` */
  readonly dmp: string
  /** `ITI-41`, `ITI-18`, `ITI-57` */
  readonly ihe?: string
  readonly soapAction?: string
  /** WS-Addressing MessageID. */
  readonly messageId?: string
  readonly relatesTo?: string
}
export const TRANSACTION_FIELDS = ['dmp', 'ihe', 'soapAction', 'messageId', 'relatesTo'] as const

export interface ActorTrace {
  /** A named person; absent for an automate. */
  readonly user?: {
    readonly id: string
    readonly idType?: 'RPPS' | 'ADELI' | 'local'
    /** RPPS number, eleven digits, where it is known beside an id of the establishment's own. */
    readonly rpps?: string
    /** Family name and given name in one, as people are listed. */
    readonly name?: string
    readonly family?: string
    readonly given?: string
    readonly role?: string
    readonly specialty?: string
  }
  readonly org?: OrganisationTrace
  /** The site of the metadata, where it differs from `org`. */
  readonly site?: OrganisationTrace
  /** The account and machine at the keyboard. */
  readonly os?: {readonly account: string; readonly host: string}
  /** As sent in the VIHF; never the homologation number (EX_GEN-1490). */
  readonly software?: {readonly name: string; readonly version: string; readonly lpsId?: string}
}
export interface OrganisationTrace {
  readonly finess: string
  readonly level: 'EJ' | 'EG'
  readonly name?: string
  readonly idNat?: string
}
export const ACTOR_FIELDS = {
  user: ['id', 'idType', 'rpps', 'name', 'family', 'given', 'role', 'specialty'],
  org: ['finess', 'level', 'name', 'idNat'],
  os: ['account', 'host'],
  software: ['name', 'version', 'lpsId'],
} as const

/** The client certificate of the TLS link. */
export interface AuthTrace {
  readonly mode: string
  readonly certSubject?: string
  readonly certSerial?: string
  readonly certSha256?: string
  readonly card?: 'CPS' | 'CPE' | 'none'
}
export const AUTH_FIELDS = ['mode', 'certSubject', 'certSerial', 'certSha256', 'card'] as const

/** The VIHF of the call: its hash stands for it. */
export interface AssertionTrace {
  readonly id: string
  readonly issuer?: string
  readonly subject?: string
  readonly issueInstant?: string
  readonly sha256?: string
  readonly purposeOfUse?: string
  readonly role?: string
}
export const ASSERTION_FIELDS = [
  'id',
  'issuer',
  'subject',
  'issueInstant',
  'sha256',
  'purposeOfUse',
  'role',
] as const

/** A document of the lot, without its title or content. */
export interface DocumentTrace {
  readonly uniqueId: string
  readonly entryUuid?: string
  readonly typeCode?: string
  readonly classCode?: string
  readonly formatCode?: string
  readonly sha1?: string
  readonly size?: number
  readonly mimeType?: string
  readonly creationTime?: string
  readonly serviceStopTime?: string
  readonly confidentiality?: readonly string[]
  /** uniqueId of the version it replaces. */
  readonly replaces?: string
}
export const DOCUMENT_FIELDS = [
  'uniqueId',
  'entryUuid',
  'typeCode',
  'classCode',
  'formatCode',
  'sha1',
  'size',
  'mimeType',
  'creationTime',
  'serviceStopTime',
  'confidentiality',
  'replaces',
] as const

export interface SubmissionSetTrace {
  readonly uniqueId: string
  readonly entryUuid?: string
  readonly sourceId?: string
  readonly contentType?: string
  readonly submissionTime?: string
}
export const SET_FIELDS = ['uniqueId', 'entryUuid', 'sourceId', 'contentType', 'submissionTime'] as const

/** Where the call went. */
export interface RepositoryTrace {
  readonly url: string
  readonly host: string
}
export const REPOSITORY_FIELDS = ['url', 'host'] as const

/** A question to the registry (ITI-18), or to INSi: which traits it held, never their values. */
export interface QueryTrace {
  /** UUID of the stored query, and what it asks for. */
  readonly id?: string
  readonly returnType?: string
  readonly traits?: readonly string[]
  /** `one` given name or `all` of them, and the place of the one in the list. */
  readonly givenNames?: string
  readonly position?: number
  /** `1.2…8 → 1.2…10`, when the profile's mapping changed the OID answered. */
  readonly oidMapping?: string
}
export const QUERY_FIELDS = ['id', 'returnType', 'traits', 'givenNames', 'position', 'oidMapping'] as const

/** What the other side answered. */
export interface StatusTrace {
  readonly http?: number
  readonly registryStatus?: string
  readonly faultCode?: string
  readonly errors?: readonly {
    readonly code: string
    readonly severity?: string
    readonly context?: string
    readonly location?: string
  }[]
}

/** Place of the item in a bulk run. */
export interface BatchTrace {
  readonly id: string
  readonly line?: number
  readonly sha256?: string
}
export const BATCH_FIELDS = ['id', 'line', 'sha256'] as const
