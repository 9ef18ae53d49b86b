import type {Ins} from '../ins/patient-identity.ts'
import type {SearchTraits} from '../insi/insi.ts'

/** An INS with the traits held for it, as the vérification of INSi is asked about. */
export interface InsToVerify {
  readonly ins: Ins
  readonly traits: SearchTraits
}

/** What the service said, in its own words: nothing is known of its codes yet. */
export interface VerificationAnswer {
  readonly confirmed: boolean
  readonly code: string
  readonly label: string
}

/**
 * The vérification of the téléservice (WS_INS3, one identity; WS_INS4 and WS_INS5, many), which no part of this program
 * implements: neither its messages nor its codes are public (docs/decisions/0026-verification-by-comparison.md).
 * `dmp ins verify` compares here what a search answers and says so. Whoever holds the contract implements this.
 */
export interface InsVerification {
  /** @throws DmpError of the line or of the service */
  verify(identity: InsToVerify, signal?: AbortSignal): Promise<VerificationAnswer>
}
