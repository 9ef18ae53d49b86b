/*
 * The téléservice INSi: asking for the INS of one person by the traits of an identity document, and reading what comes
 * back.
 *
 * Source: the published description of the service `ICIR-v1` (`DESIR_ICIR_EXP_1.5.0.wsdl`), public clients and their
 * captured answers, and the RNIV. One operation is known on the wire, `rechercherInsAvecTraitsIdentite`; the
 * vérification is not, and has an interface of its own (`ports/ins-verification.ts`).
 *
 * By rule the récupération is for one person at a time, at the patient's venue: nothing here takes a list of people.
 *
 * Not here: TLS and HTTP (`transport`), the search by carte Vitale and the assertions of CPx and Pro Santé Connect
 * modes, the decision that two people are the same.
 */
import type {ReturnedTraits} from '../ins/compare-traits.ts'

export const SEARCH_ACTION = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite'

export const namespaces = {
  bam: 'urn:siram:bam:ctxbam',
  lps: 'urn:siram:lps:ctxlps',
  fault: 'urn:siram',
  search: 'http://www.cnamts.fr/INSiRecSans',
  result: 'http://www.cnamts.fr/INSiResultat',
} as const

/** Traits in the form that INSi takes: upper case, neither diacritics nor ligatures. */
export interface SearchTraits {
  readonly birthName: string
  /** In the order of the identity document, at least one. */
  readonly givenNames: readonly string[]
  readonly sex: 'M' | 'F'
  /** AAAA-MM-JJ; day and month may be `00`: a `DateLunaire` is a text and not a day of the calendar. */
  readonly birthDate: string
  /** INSEE code (COG), five characters. */
  readonly birthPlace?: string
}

/** An INS as INSi writes it, character for character. */
export interface ReturnedIns {
  /** Thirteen characters. */
  readonly number: string
  readonly key?: string
  readonly type?: string
  readonly oid?: string
  readonly from?: string
  readonly until?: string
}

/** Parts of an answer without which an identity is not whole. */
export type IdentityPart =
  | 'birthName'
  | 'firstGiven'
  | 'givenNames'
  | 'sex'
  | 'birthDate'
  | 'birthPlace'
  | 'number'
  | 'key'
  | 'oid'

export interface ReturnedIdentity {
  readonly active: ReturnedIns
  /** Earlier ones, kept exactly as returned and in their order (EXI REC 08). */
  readonly history: readonly ReturnedIns[]
  readonly traits: ReturnedTraits
  readonly missing: readonly IdentityPart[]
}

/** A fault of the service: `family` is the subcode (`siram_…`), `code` the precise one (`desir_…`, `insi_…`). */
export interface InsiFault {
  readonly family?: string
  readonly code?: string
  readonly severity?: string
  /** For the user. */
  readonly text: string
  /** For the editor. */
  readonly technical: string
  readonly messageId?: string
  /** The service says that the caller is at fault. */
  readonly ofSender: boolean
}

export type InsiAnswer =
  | {
      readonly kind: 'result'
      readonly code: string
      readonly label: string
      readonly identity?: ReturnedIdentity
    }
  | {readonly kind: 'fault'; readonly fault: InsiFault}
  /** Refused before SOAP; `HTTP_503`. */
  | {readonly kind: 'http'; readonly status: number; readonly retryAfterSeconds?: number}
  /** Message `error.DMP_INSI_UNREADABLE.reason.<reason>`. */
  | {readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly at?: string}

export type UnreadableReason =
  | 'type'
  | 'xml'
  | 'doctype'
  | 'envelope'
  | 'body'
  | 'twice'
  | 'absent'
  | 'masked'

/** A remark on a search or on what came back; message `rule.<rule>`. Params never hold a trait. */
export interface InsiFinding {
  readonly rule: `INSI-${string}`
  readonly severity: 'warning' | 'info'
  readonly params: Readonly<Record<string, string | number>>
}
