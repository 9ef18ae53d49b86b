import {igcSanteAnchors, matchAnchor, type TrustAnchor} from './anchors.ts'
import {type Certificate, isSelfIssued} from './certificate.ts'
import {isIssuedBy, isSignedByAnchor} from './chain.ts'

/**
 * Why an authority counts: `anchor`, it is one that the product knows by data; `signed`, an anchor signed it, directly
 * or through authorities given with it; `operator`, somebody vouched for it with its fingerprint.
 */
export type TrustBasis = 'anchor' | 'signed' | 'operator'

export interface TrustedAuthority {
  readonly certificate: Certificate
  readonly basis: TrustBasis
  /** Name of the anchor it is or descends from, e.g. `ACR-EL-TEST`. */
  readonly anchor?: string
  /** ms since 1970. */
  readonly addedAt: number
}

export type ProvenBasis =
  | {readonly basis: 'anchor' | 'signed'; readonly anchor: TrustAnchor}
  | {readonly basis: 'unproven'}

/** What the data of the product prove of an authority, with the help of others given beside it. Never by name. */
export function provenBasis(
  authority: Certificate,
  pool: readonly Certificate[] = [],
  anchors: readonly TrustAnchor[] = igcSanteAnchors,
): ProvenBasis {
  const own = matchAnchor(authority, anchors)
  if (own) return {basis: 'anchor', anchor: own}
  const met = new Set<string>()
  for (let link: Certificate | undefined = authority; link && !met.has(link.sha256.hex); ) {
    met.add(link.sha256.hex)
    const child: Certificate = link
    if (isSelfIssued(child)) break
    const anchor = anchors.find((known) => known.role === 'root' && isSignedByAnchor(child, known))
    if (anchor) return {basis: 'signed', anchor}
    link = pool.find((candidate) => !met.has(candidate.sha256.hex) && isIssuedBy(child, candidate))
  }
  return {basis: 'unproven'}
}
