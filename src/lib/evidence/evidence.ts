/**
 * The proof of a deposit: what a third person needs to be sure, years later, that this establishment put this document
 * on its way with this signature, and what the DMP answered.
 *
 * Sources: IHE DSG and XAdES 1.1.1 as the GIE's message samples write the lot signature; RFC 5280 for certificates and
 * lists of revocation. The archive holds the signed bytes, the certificates, lists of revocation given with it, the facts
 * of the journal and, when wished, the document.
 *
 * The signature proves the document and who signed it. The DMP does not sign its answers: what it answered is what this
 * establishment recorded. The signing time is the signer's own word: no time-stamping authority vouches for it.
 * Nothing here reads files, knows the time or makes sentences.
 */

export const PROOF_FORMAT = 'dmp-proof/1'

/** Names of the members, in the order in which they are written. */
export const memberNames = {
  recipe: 'README.txt',
  sums: 'SHA1SUMS',
  signer: 'certificates/signer.pem',
  authorities: 'certificates/authorities.pem',
  document: 'document.xml',
  facts: 'proof.json',
  signature: 'signature.xml',
} as const

/** Lists of revocation (DER), numbered from 1. */
export const listName = (n: number): string => `revocation/${n}.crl`
export const LIST_FORM = /^revocation\/[1-9]\.crl$/

/** Most bytes of a member: read before anything is believed of it. */
export function mostBytes(name: string): number {
  if (name === memberNames.document) return 256 * 1024 * 1024
  return LIST_FORM.test(name) ? 32 * 1024 * 1024 : 1024 * 1024
}

export type Members = ReadonlyMap<string, Uint8Array>

/** What could not be put in. */
export type MissingPart = 'signature' | 'answer' | 'authorities' | 'revocation' | 'document'

export interface RecordedAnswer {
  readonly at: string
  readonly outcome: string
  readonly http: number | null
  readonly registryStatus: string | null
  readonly codes: readonly string[]
}

/** What the journal says of the deposit; no identity of a patient. */
export interface ProofFacts {
  readonly format: typeof PROOF_FORMAT
  readonly document: {
    readonly uniqueId: string
    /** Of the bytes that were sent; lower case hexadecimal. */
    readonly sha1: string
    readonly size: number
    readonly typeCode: string
  }
  readonly submissionSetUniqueId: string
  readonly signatureUniqueId: string
  /** Other documents of the same lot. */
  readonly others: readonly string[]
  readonly environment: string
  readonly sentAt: string | null
  readonly messageId: string | null
  readonly answer: RecordedAnswer | null
  readonly missing: readonly MissingPart[]
}
