import {type Certificate, isSelfIssued} from './certificate.ts'
import {buildChain, isSignedBy} from './chain.ts'

/** What a chain gets wrong; `issuer` names the link, so that the person knows which certificate to look at. */
export interface ChainFault {
  readonly kind: /** It ends before the certificate below it: from then on nothing proves the latter. */
    | 'ends-first'
    | 'expired'
    | 'not-yet-valid'
    /** More authorities below it than its path length allows (RFC 5280 §4.2.1.9). */
    | 'path-too-long'
    /** Bears its own name as issuer, but its key did not sign it. */
    | 'not-self-signed'
  readonly issuer: Certificate
}

export interface ChainReport {
  /** Nearest first. */
  readonly issuers: readonly Certificate[]
  /** Ends at a root that signed itself. */
  readonly complete: boolean
  readonly faults: readonly ChainFault[]
}

/**
 * The chain of `leaf` in `pool` and its faults at `now`, in the order of the chain. Whom to trust is not said here:
 * see `trustPath`.
 */
export function reportChain(leaf: Certificate, pool: readonly Certificate[], now: number): ChainReport {
  const issuers = buildChain(leaf, pool)
  const faults: ChainFault[] = []
  // self-issued links do not count towards the path length
  let authoritiesBelow = 0
  for (const [index, issuer] of issuers.entries()) {
    const below = issuers[index - 1] ?? leaf
    const add = (kind: ChainFault['kind']) => faults.push({kind, issuer})
    if (now > issuer.notAfter) add('expired')
    else if (issuer.notAfter < below.notAfter) add('ends-first')
    if (now < issuer.notBefore) add('not-yet-valid')
    if (issuer.pathLength !== undefined && authoritiesBelow > issuer.pathLength) add('path-too-long')
    if (!isSelfIssued(issuer)) authoritiesBelow += 1
    else if (!isSignedBy(issuer, issuer.publicKey.spki)) add('not-self-signed')
  }
  const top = issuers.at(-1) ?? leaf
  const complete = isSelfIssued(top) && isSignedBy(top, top.publicKey.spki)
  return {issuers, complete, faults}
}
