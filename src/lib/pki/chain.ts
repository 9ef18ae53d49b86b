import {createPublicKey, type KeyObject, X509Certificate} from 'node:crypto'
import {igcSanteAnchors, matchAnchor, type TrustAnchor} from './anchors.ts'
import {type Certificate, isSelfIssued} from './certificate.ts'

const maxChain = 6

/** By the bytes of the certificate, then by those of the key: several checks ask the same, and a signature is dear. */
const proven = new WeakMap<Uint8Array, Map<string, boolean>>()

/** True when `certificate` bears a signature of this public key (DER of its SPKI). Each pair is computed once. */
export function isSignedBy(certificate: Certificate, spki: Uint8Array): boolean {
  const known = proven.get(certificate.der) ?? new Map<string, boolean>()
  proven.set(certificate.der, known)
  const key = Buffer.from(spki.buffer, spki.byteOffset, spki.length).toString('latin1')
  const answer = known.get(key) ?? verifies(certificate, spki)
  known.set(key, answer)
  return answer
}

function verifies(certificate: Certificate, spki: Uint8Array): boolean {
  try {
    const key: KeyObject = createPublicKey({key: Buffer.from(spki), format: 'der', type: 'spki'})
    return new X509Certificate(certificate.der).verify(key)
  } catch {
    // an algorithm that OpenSSL refuses, or bytes it reads otherwise than we do: no proof of anything
    return false
  }
}

/** What of an authority proves its signatures; a whole certificate is one. */
export interface Issuer extends Pick<Certificate, 'keyUsage' | 'subjectKeyId' | 'isCa'> {
  readonly subject: Pick<Certificate['subject'], 'derHex'>
  readonly publicKey: Pick<Certificate['publicKey'], 'spki'>
  /** Of a certificate; not known of an authority that is known by data alone. */
  readonly issuer?: Pick<Certificate['issuer'], 'derHex'>
  readonly serial?: Pick<Certificate['serial'], 'hex'>
}

/**
 * The authority that signed `certificate`: found in `pool`, else one known by data, whose certificate need not be at
 * hand. Undefined for one that signed itself, and where nobody is proven to have signed it.
 */
export function issuerOf(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly TrustAnchor[] = igcSanteAnchors,
): Issuer | undefined {
  const [found] = buildChain(certificate, pool)
  if (found || isSelfIssued(certificate)) return found
  const known = anchors.find((anchor) => isSignedByAnchor(certificate, anchor))
  if (!known) return undefined
  return {
    subject: {derHex: certificate.issuer.derHex},
    publicKey: {spki: anchorKey(known)},
    subjectKeyId: known.subjectKeyId,
    keyUsage: ['keyCertSign', 'cRLSign'],
    isCa: true,
  }
}

/**
 * True when `issuer` is an authority that may sign certificates and signed this one: names, key ids where given, and
 * signature. Never by name alone (RFC 5280 §6.1).
 */
export function isIssuedBy(certificate: Certificate, issuer: Issuer): boolean {
  const {authorityKeyId} = certificate
  const sameKeyId =
    authorityKeyId === undefined ||
    issuer.subjectKeyId === undefined ||
    authorityKeyId === issuer.subjectKeyId
  const maySign = issuer.keyUsage.length === 0 || issuer.keyUsage.includes('keyCertSign')
  return (
    issuer.isCa &&
    maySign &&
    sameKeyId &&
    isNamedCertificate(certificate, issuer) &&
    certificate.issuer.derHex === issuer.subject.derHex &&
    isSignedBy(certificate, issuer.publicKey.spki)
  )
}

/** RFC 5280 §4.2.1.1: issuer and serial number of the authority's certificate, where the certificate gives them. */
function isNamedCertificate({authorityCertificate: named}: Certificate, {issuer, serial}: Issuer): boolean {
  if (named === undefined || issuer === undefined || serial === undefined) return true
  const bare = (hex: string) => hex.toUpperCase().replace(/^(?:00)+(?=.)/, '')
  return (
    bare(named.serialHex) === bare(serial.hex) &&
    (named.issuerHex === undefined || named.issuerHex === issuer.derHex)
  )
}

/** More signatures than any honest pool asks for: a pool of look-alikes must not cost without end. */
const maxSignatures = 200

/**
 * The issuers of `leaf` found in `pool`, nearest first, up to a self-issued root if there. Order, doubles, circles and
 * strangers in the pool do not matter; of several ways, one that ends at a root is taken, else the longest.
 */
export function buildChain(leaf: Certificate, pool: readonly Certificate[]): Certificate[] {
  // of two certificates of one authority, the one that lasts
  const distinct = [...new Map(pool.map((one) => [one.sha256.hex, one])).values()].toSorted(
    (a, b) => b.notAfter - a.notAfter,
  )
  let left = maxSignatures
  const climb = (child: Certificate, below: readonly Certificate[]): Certificate[] => {
    if (isSelfIssued(child) || below.length > maxChain) return []
    let best: Certificate[] = []
    for (const candidate of distinct) {
      const met = [child, ...below].some(({sha256}) => sha256.hex === candidate.sha256.hex)
      if (met || candidate.subject.derHex !== child.issuer.derHex || left-- <= 0) continue
      if (!isIssuedBy(child, candidate)) continue
      const way = [candidate, ...climb(candidate, [child, ...below])]
      if (endsAtRoot(way)) return way
      if (way.length > best.length) best = way
    }
    return best
  }
  return climb(leaf, []).slice(0, maxChain)
}

function endsAtRoot(way: readonly Certificate[]): boolean {
  const last = way.at(-1)
  return last !== undefined && isSelfIssued(last)
}

/** The name spares the signature of most; the signature tells. */
export function isSignedByAnchor(certificate: Certificate, anchor: TrustAnchor): boolean {
  return certificate.issuer.certificate === anchor.subject && isSignedBy(certificate, anchorKey(anchor))
}

/** SubjectPublicKeyInfo of an anchor, DER. */
export function anchorKey({spki}: TrustAnchor): Uint8Array {
  return new Uint8Array(Buffer.from(spki, 'base64'))
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
    const named = anchors.find(
      (anchor) =>
        anchor.subjectKeyId === link.authorityKeyId ||
        // without a key id the signature alone tells
        (link.authorityKeyId === undefined && isSignedByAnchor(link, anchor)),
    )
    if (named === undefined) continue
    const signed = isSignedBy(link, anchorKey(named))
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
