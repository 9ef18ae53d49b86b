/** What became of a document elsewhere. `unknown`: it may be there, and another number would double it. */
export type SentFate = 'sent' | 'deleted' | 'unknown'

/** One thing known of earlier sendings, by one or several names of the document. */
export interface SentFact {
  readonly fate: SentFate
  readonly evidence: 'zam' | 'journal' | 'report'
  readonly uniqueId?: string
  /** Sender and number of the message that was answered. */
  readonly message?: {readonly application: string; readonly facility: string; readonly controlId: string}
  /** SHA-256 of the source file and matricule of its patient: the same bytes for another patient are not this. */
  readonly bytes?: {readonly sha256: string; readonly matricule: string}
  readonly sourceId?: string
}
