import type {Certificate} from '../pki/certificate.ts'
import type {Issuer} from '../pki/chain.ts'
import type {RevocationStatus} from '../revocation/status.ts'

/** For an act that counts: what was asked a minute ago need not be asked again, and both halves of a pair share a list. */
export const askedAnewMs = 60_000

export interface RevocationWish {
  /** No network at all: caches and given lists only. */
  readonly offline: boolean
  /** Paths of lists given by the user (`--crl`), DER or PEM. */
  readonly lists?: readonly string[]
  /** What is remembered is asked anew once it is older than this, whatever its date; usually a day, an hour of an answer. */
  readonly maxAgeMs?: number
  /** `http://[user:password@]host:port` of the profile; otherwise what the environment says (`HTTP_PROXY`, `NO_PROXY`). */
  readonly proxy?: string
  /** For all that is asked of the network about one certificate; 15 s unless told. */
  readonly budgetMs?: number
  readonly signal?: AbortSignal
}

/** Asks CRL and OCSP, through caches on disk; never throws for the network: that is `unknown`. */
export interface Revocation {
  /**
   * @param issuer the authority that signed `certificate`; without it, one that is known by data is taken
   * @throws DmpError when a list given by the user cannot be read at all
   */
  statusOf(
    certificate: Certificate,
    issuer: Issuer | undefined,
    wish: RevocationWish,
  ): Promise<RevocationStatus>
}
