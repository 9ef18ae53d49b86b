import {cardAnchors, type TrustAnchor} from '../pki/anchors.ts'
import type {Certificate} from '../pki/certificate.ts'
import {isSignedBy, type TrustPath, trustPath} from '../pki/chain.ts'
import {reportOnCertificate} from '../pki/checks/run.ts'
import {type EnvironmentVerdict, environmentOf} from '../pki/environment.ts'
import type {CertificateCheck} from '../pki/finding.ts'
import {findingMessage} from '../pki/finding.ts'
import {cardIssuerName} from '../pki/holder.ts'
import type {CardProof} from './card-certificate.ts'

/** By what the certificates of a card are judged. */
export interface CardProofAround {
  /** ms since 1970. */
  readonly now: number
  /** Authorities known to this machine: they complete a chain, and make none believed. */
  readonly pool: readonly Certificate[]
  /** Authorities that the operator answers for. */
  readonly trusted: readonly Certificate[]
  /** Those known by data; the authorities of persons of the IGC-Santé unless given. */
  readonly anchors?: readonly TrustAnchor[]
}

/** Chain, critical extensions, dates and uses of its authorities; size of keys and hash, of the authorities too. */
const asked: ReadonlySet<CertificateCheck> = new Set(['CHAIN-01', 'KEY-02'])

/**
 * Who signed a certificate of a card, by signatures and never by name (RFC 5280 §6.1), and the environment that follows
 * from it and from the certificate's own signs, which must agree.
 */
export function proofOfCard(
  certificate: Certificate,
  unmask: boolean,
  {now, pool, trusted, anchors = cardAnchors}: CardProofAround,
): {readonly proof: CardProof; readonly environment: EnvironmentVerdict} {
  const path = pathOf(certificate, [...pool, ...trusted], trusted, anchors)
  const {findings} = reportOnCertificate({role: 'leaf', certificate, now, pool, trusted, path}, asked)
  const own = environmentOf(certificate).verdict
  const environment = path.kind === 'anchor' && path.anchor.environment !== own ? 'conflict' : own
  // That nobody here knows its authority is a want of proof, and that the operator vouches for it is one.
  const fault = findings.find(
    ({severity, variant}) =>
      severity === 'error' && variant !== 'unknown-issuer' && variant !== 'not-configured',
  )
  if (fault) {
    const params = {
      ...fault.params,
      ...('issuer' in fault.params ? {issuer: cardIssuerName(certificate, unmask)} : {}),
    }
    return {proof: {state: 'faulty', check: fault.check, message: findingMessage(fault), params}, environment}
  }
  if (path.kind === 'none') return {proof: {state: 'unproved'}, environment}
  return {
    proof:
      path.kind === 'anchor'
        ? {state: 'proved', by: 'anchor', authority: path.anchor.name}
        : {state: 'proved', by: 'vouched', authority: nameOf(path.authority)},
    environment,
  }
}

/** One that names an authority at hand, whose key did not sign it, is forged, whether data know that authority or not. */
function pathOf(
  certificate: Certificate,
  known: readonly Certificate[],
  trusted: readonly Certificate[],
  anchors: readonly TrustAnchor[],
): TrustPath {
  const path = trustPath(certificate, known, trusted, anchors)
  if (path.kind !== 'none') return path
  const {authorityKeyId} = certificate
  const named = known.filter(
    ({isCa, subject, subjectKeyId}) =>
      isCa &&
      subject.derHex === certificate.issuer.derHex &&
      authorityKeyId !== undefined &&
      authorityKeyId === subjectKeyId,
  )
  const forged = named.length > 0 && named.every(({publicKey}) => !isSignedBy(certificate, publicKey.spki))
  return forged ? {kind: 'none', reason: 'forged'} : path
}

function nameOf({subject: {commonName, organisation, rfc2253}}: Certificate): string {
  return commonName ?? organisation ?? rfc2253.slice(0, 80)
}
