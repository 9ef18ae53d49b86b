import type {Action, Code} from './codes.ts'

/** The parts of an audit message, as DICOM PS3.15 A.5 names them. */

export interface Participant {
  readonly kind: 'source' | 'destination' | 'user' | 'application' | 'launcher'
  readonly userId: string
  readonly alternativeUserId?: string
  readonly userName?: string
  readonly requestor: boolean
  readonly role?: Code
  /** Machine name (1) or IP address (2). */
  readonly network?: {readonly address: string; readonly type: '1' | '2'}
}

export interface AuditObject {
  readonly kind: 'patient' | 'submission-set' | 'document' | 'query' | 'audit-log' | 'trace'
  readonly id: string
  /** 1 person, 2 system object. */
  readonly typeCode: '1' | '2'
  /** 1 patient, 3 report, 13 security resource, 20 job, 24 query. */
  readonly role: '1' | '3' | '13' | '20' | '24'
  /** 14: logical deletion. */
  readonly lifeCycle?: '14'
  readonly idType: Code
  /** In clear; XML and FHIR write base64. */
  readonly query?: string
  readonly details: readonly Detail[]
}

export interface Detail {
  readonly type: string
  readonly value: string
}

/** 0 success, 4 minor, 8 serious failure. */
export type OutcomeIndicator = '0' | '4' | '8'

export interface AuditMessage {
  readonly id: Code
  readonly action: Action
  readonly type?: Code
  readonly at: string
  readonly outcome: OutcomeIndicator
  readonly outcomeText?: string
  readonly purpose?: Code
  readonly participants: readonly [Participant, ...Participant[]]
  readonly site?: string
  readonly sourceId: string
  readonly objects: readonly AuditObject[]
}

export interface AuditWish {
  /** Documents of a submission as objects of their own: IHE's table has the submission set alone. */
  readonly withDocuments: boolean
  readonly t: (key: string) => string
}
