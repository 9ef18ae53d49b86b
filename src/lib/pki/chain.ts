import {createPublicKey, type KeyObject, X509Certificate} from 'node:crypto'
import {igcSanteAnchors, matchAnchor, type TrustAnchor} from './anchors.ts'
import {type Certificate, isSelfIssued} from './certificate.ts'

const maxChain = 6

/** True when `certificate` bears a signature of this public key (DER of its SPKI). */
export function isSignedBy(certificate: Certificate, spki: Uint8Array): boolean {
  try {
    const key: KeyObject = createPublicKey({key: Buffer.from(spki), format: 'der', type: 'spki'})
    return new X509Certificate(certificate.der).verify(key)
  } catch {
    // an algorithm that OpenSSL refuses, or bytes it reads otherwise than we do: no proof of anything
    return false
  }
}

/** True when `issuer` is an authority that signed `certificate`: names, key ids where given, and signature. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  const {authorityKeyId} = certificate
  const sameKeyId =
    authorityKeyId === undefined ||
    issuer.subjectKeyId === undefined ||
    authorityKeyId === issuer.subjectKeyId
  return (
    issuer.isCa &&
    sameKeyId &&
    certificate.issuer.derHex === issuer.subject.derHex &&
    isSignedBy(certificate, issuer.publicKey.spki)
  )
}

/**
 * The issuers of `leaf` found in `pool`, nearest first, up to a self-issued root if there. Order and strangers in
 * the pool do not matter: files come in any order.
 */
export function buildChain(leaf: Certificate, pool: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = []
  let current = leaf
  while (!isSelfIssued(current) && chain.length < maxChain) {
    const child = current
    const issuer = pool.find((candidate) => candidate !== child && isIssuedBy(child, candidate))
    if (!issuer || chain.includes(issuer)) break
    chain.push(issuer)
    current = issuer
  }
  return chain
}

export type TrustPath =
  /** Signed by an authority we know from data. */
  | {readonly kind: 'anchor'; readonly anchor: TrustAnchor}
  /** Ends at a certificate that the configuration gives as an authority. */
  | {readonly kind: 'configured'; readonly authority: Certificate}
  /** `forged`: names a known authority whose key did not sign it. */
  | {readonly kind: 'none'; readonly reason: 'unknown-issuer' | 'forged'}

/** What makes a leaf believable: `configured` authorities alone when `anchors` is empty. */
export function trustPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  configured: readonly Certificate[],
  anchors: readonly TrustAnchor[] = igcSanteAnchors,
): TrustPath {
  const chain = buildChain(leaf, [...pool, ...configured])
  for (const link of [leaf, ...chain]) {
    const named = anchors.find((anchor) => anchor.subjectKeyId === link.authorityKeyId)
    if (named === undefined) continue
    const signed = isSignedBy(link, new Uint8Array(Buffer.from(named.spki, 'base64')))
    return signed ? {kind: 'anchor', anchor: named} : {kind: 'none', reason: 'forged'}
  }
  const authority = chain.find((link) => configured.some((known) => known.sha256.hex === link.sha256.hex))
  return authority ? {kind: 'configured', authority} : {kind: 'none', reason: 'unknown-issuer'}
}

/** The certificates of `pool` that are known authorities, each once, of the environments wanted. */
export function knownAuthorities(
  pool: readonly Certificate[],
  wanted: readonly TrustAnchor['environment'][],
): Certificate[] {
  const found = new Map<string, Certificate>()
  for (const certificate of pool) {
    const anchor = matchAnchor(certificate)
    if (anchor && wanted.includes(anchor.environment)) found.set(certificate.sha256.hex, certificate)
  }
  return [...found.values()]
}
