/** Why nothing can be said of a revocation: never to be taken for `good`. */
export type RevocationDoubt =
  | 'offline'
  | 'no-address'
  | 'issuer-unknown'
  | 'unreachable'
  | 'refused'
  | 'unreadable'
  | 'wrong-signer'
  | 'stale'
  | 'not-yet-valid'
  | 'responder-does-not-know'
  | 'back-off'
  | 'off'

interface Evidence {
  readonly by: 'crl' | 'ocsp'
  /** Address or path it came from. */
  readonly from: string
  /** ms since 1970. */
  readonly thisUpdate: number
  readonly nextUpdate?: number
}

/** One source that told nothing: address or path, and why. */
export interface RevocationTry {
  readonly from: string
  readonly doubt: RevocationDoubt
  readonly detail?: string
}

/** What is known of the revocation of one certificate at one instant. */
export type RevocationStatus = Known & {
  /** Lists given by the user that told nothing of this certificate, whatever others said. */
  readonly unusedLists?: readonly RevocationTry[]
  /** Sources that were asked beside and told nothing, where another one is believed. */
  readonly unheard?: readonly RevocationTry[]
}

type Known =
  | ({readonly status: 'good'} & Evidence)
  /** `stale`: the list is past its nextUpdate; what it says stays decisive. `at`: ms since 1970. */
  | ({
      readonly status: 'revoked'
      readonly at: number
      readonly reason?: string
      readonly stale: boolean
      /** A later word that says good: a revocation is not taken back. */
      readonly contradictedBy?: Evidence
    } & Evidence)
  | {
      readonly status: 'unknown'
      readonly doubt: RevocationDoubt
      /** Every try, for the details: address and what came of it. */
      readonly tries: readonly RevocationTry[]
    }

/** What is known of the revocation of one authority of a chain. */
export interface AuthorityRevocation {
  /** Its name. */
  readonly issuer: string
  readonly status: RevocationStatus
  /** It, or one below it, is an anchor or vouched for by the operator: that nothing is known is no news. */
  readonly believed?: boolean | undefined
}
