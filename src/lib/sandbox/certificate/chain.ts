import type {Certificate} from './certificate.ts'

/** Certificates the sandbox trusts: a root and its intermediates. */
export interface TrustAnchors {
  readonly authorities: readonly Certificate[]
  /** There are other authorities, which are not known here. */
  readonly partial?: boolean
}

export type ChainVerdict =
  | {readonly trusted: true; readonly chain: readonly Certificate[]}
  | {readonly trusted: false; readonly cause: 'untrusted' | 'expired' | 'not-yet-valid'}

/**
 * Follows issuers from a leaf to a trusted self-signed root; each link by signature and CA flag, each certificate in
 * its dates at `at` (milliseconds).
 */
export function verifyChain(leaf: Certificate, trust: TrustAnchors, at: number): ChainVerdict {
  const chain = [leaf]
  for (;;) {
    const current = chain.at(-1) ?? leaf
    if (at < current.notBefore) return {trusted: false, cause: 'not-yet-valid'}
    if (at > current.notAfter) return {trusted: false, cause: 'expired'}
    const isRoot = current !== leaf && current.x509.checkIssued(current.x509)
    if (isRoot) return {trusted: true, chain}
    const issuer = trust.authorities.find(
      ({x509}) => x509.ca && current.x509.checkIssued(x509) && current.x509.verify(x509.publicKey),
    )
    if (issuer === undefined || chain.length > 4) return {trusted: false, cause: 'untrusted'}
    chain.push(issuer)
  }
}
