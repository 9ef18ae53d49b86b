import data from '../../../data/trust-anchors.json' with {type: 'json'}
import type {Certificate} from './certificate.ts'
import {toBase64} from './der-values.ts'
import type {CertificateEnvironment} from './environment.ts'

/**
 * What is known of one authority of the IGC-Santé. Facts only: the certificates themselves come from the user's
 * own files and must match.
 */
export interface TrustAnchor {
  /** The name under which the ANS publishes it, e.g. `ACI-EL-ORG-TEST`. */
  readonly name: string
  readonly role: 'root' | 'intermediate'
  readonly environment: CertificateEnvironment
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal, lower case. */
  readonly subjectKeyId: string
  /** SubjectPublicKeyInfo, base64 of the DER. */
  readonly spki: string
  /** Of the DER certificate, hexadecimal, lower case. */
  readonly sha256: string
  /** ISO 8601, UTC. */
  readonly notBefore: string
  readonly notAfter: string
}

/** ACR-EL, ACI-EL-ORG and their TEST twins (`data/trust-anchors.json`). */
export const igcSanteAnchors: readonly TrustAnchor[] = (data.anchors as readonly TrustAnchor[]).toSorted(
  (a, b) => a.name.localeCompare(b.name, 'en'),
)

/**
 * What proves a certificate of a card: the authorities of persons whose keys were published, and the roots, of which cards
 * of other ranges descend. No server and no structure is believed by them.
 */
export const cardAnchors: readonly TrustAnchor[] = [
  ...(data.persons as readonly TrustAnchor[]),
  ...igcSanteAnchors.filter(({role}) => role === 'root'),
]

/** The anchor that this authority's certificate is: same key id, same public key and same fingerprint. */
export function matchAnchor(
  authority: Certificate,
  anchors: readonly TrustAnchor[] = igcSanteAnchors,
): TrustAnchor | undefined {
  return anchors.find(
    (anchor) =>
      anchor.subjectKeyId === authority.subjectKeyId &&
      anchor.spki === toBase64(authority.publicKey.spki) &&
      anchor.sha256 === authority.sha256.hex,
  )
}
