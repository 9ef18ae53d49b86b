/**
 * Verifies the signature of a submission set (signature de lot): a detached XAdES, ETSI TS 101 903 v1.1.1, whose
 * Manifest names the set and each document by `urn:oid:` and holds their digests (GIE message samples).
 *
 * Own shape check, own canonicaliser, RSA by OpenSSL. References are resolved by place, not by Id alone: the Manifest
 * and the SignedProperties that were signed are the very elements read afterwards, and their Ids are borne once.
 * Each document's digest is computed again over its canonical form as a stream, whatever its size. The set's reference
 * carries the conventional digest `AA==`. All SHA-1 or all SHA-256, as told.
 *
 * It does not check timestamps, policies (implied only) nor revocation; and not whether the signer is the structure of
 * the VIHF, which the registry compares (`report.signer`).
 */

import type {PeerCertificate, ReceivedPart} from '../backend.ts'
import {SandboxRefusal} from '../backend.ts'
import {type Certificate, peerOf} from '../certificate/certificate.ts'
import {type TrustAnchors, verifyChain} from '../certificate/chain.ts'
import {objectToSeal} from '../certificate/organisation-use.ts'
import {fault} from '../refusals.ts'
import {canonicalText} from '../xml/canonical.ts'
import {isNamed} from '../xml/navigate.ts'
import {parseXml} from '../xml/reader.ts'
import {XmlRefusal} from '../xml/refusal.ts'
import {
  canonicalFormNamed,
  type DigestName,
  digestNamed,
  ds,
  inclusiveWithComments,
  newHash,
  signatureNamed,
  verifyRsa,
} from './algorithms.ts'
import {bearersOf} from './identifiers.ts'
import {checkManifest, type ManifestExpectation} from './manifest.ts'
import {type ReferenceParts, readSignature, SignatureObjection, type SignatureParts} from './parts.ts'
import {checkQualifyingProperties, findObjects, type LotObjects, signedPropertiesType} from './xades.ts'

export interface LotExpectation {
  readonly setUniqueId: string
  /** The documents of the set, without the signature entry itself. */
  readonly documents: readonly {readonly uniqueId: string; readonly part: ReceivedPart}[]
}

export interface LotSignatureOptions {
  readonly digest: 'any' | DigestName
  /** Judges the certificate that signed, in place of the trust given here. */
  readonly judge?: (signer: Certificate, at: number) => void
}

export interface LotTrust extends TrustAnchors {
  /** Milliseconds at which the certificate must be in its dates. */
  readonly at: number
}

export interface LotSignatureReport {
  readonly signer: PeerCertificate
  readonly digest: DigestName
  readonly signingTime: string
  /** Documents whose digest was computed again and found equal. */
  readonly documents: number
}

function refuse(cause: string, text: string): never {
  throw new SandboxRefusal(
    'registry',
    'InvalidDocumentContent',
    `Signature du lot : ${text}`,
    `lot-signature/${cause}`,
  )
}

/** Gives a report or throws a SandboxRefusal: InvalidDocumentContent, or a DMPInvalidCertificate fault for the signer. */
export async function verifyLotSignature(
  signature: Uint8Array,
  expected: LotExpectation,
  trust: LotTrust,
  options: LotSignatureOptions,
): Promise<LotSignatureReport> {
  try {
    const root = parseXml(signature).root
    if (!isNamed(root, ds, 'Signature')) refuse('shape', 'ds:Signature attendu à la racine')
    const parts = readSignature(root)
    const digest = checkMethods(parts, options.digest)
    const objects = findObjects(parts)
    checkReferences(root, parts, objects, digest)
    const form = canonicalFormNamed(parts.canonicalisation) ?? {method: 'inclusive', comments: true}
    const signedInfo = canonicalText(parts.signedInfo, form)
    if (!verifyRsa(digest, signedInfo, parts.value, parts.signer.x509.publicKey)) {
      refuse('value', 'valeur de signature invalide')
    }
    if (options.judge) options.judge(parts.signer, trust.at)
    else checkSigner(parts, trust)
    const signingTime = checkQualifyingProperties(parts, objects, trust, digest)
    const manifest: ManifestExpectation = {...expected, digest}
    const documents = await checkManifest(objects.manifest, manifest)
    return {signer: peerOf(parts.signer), digest, signingTime, documents}
  } catch (error) {
    if (error instanceof SignatureObjection) refuse(error.cause, error.message)
    if (error instanceof XmlRefusal) refuse('xml', error.message)
    throw error
  }
}

function checkMethods(parts: SignatureParts, wanted: 'any' | DigestName): DigestName {
  if (parts.canonicalisation !== inclusiveWithComments) {
    refuse('algorithm', 'CanonicalizationMethod c14n WithComments attendue')
  }
  const digest = signatureNamed(parts.signatureMethod)
  if (digest === undefined) refuse('algorithm', 'SignatureMethod rsa-sha1 ou rsa-sha256 attendue')
  if (wanted !== 'any' && digest !== wanted) refuse('algorithm', `${wanted} attendu`)
  return digest
}

function checkReferences(
  root: LotObjects['manifest'],
  parts: SignatureParts,
  objects: LotObjects,
  digest: DigestName,
): void {
  const targets = [
    {uri: '#IHEManifest', type: `${ds}Manifest`, element: objects.manifest},
    {uri: '#S0-SignedProperties', type: signedPropertiesType, element: objects.signedProperties},
  ]
  if (parts.references.length !== targets.length)
    refuse('references', 'deux Reference attendues dans SignedInfo')
  for (const target of targets) {
    const matching = parts.references.filter((each) => each.uri === target.uri && each.type === target.type)
    const [reference] = matching
    if (reference === undefined || matching.length > 1)
      refuse('references', `une Reference ${target.uri} attendue`)
    const bearers = bearersOf(root, target.uri.slice(1))
    if (bearers.length !== 1 || bearers[0] !== target.element) {
      refuse('wrapping', `l’identifiant ${target.uri} doit être porté par un seul élément, à sa place`)
    }
    if (!digestOf(reference, target.element, digest).equals(reference.digest)) {
      refuse(`digest${target.uri}`, `empreinte de ${target.uri} différente`)
    }
  }
}

function digestOf(reference: ReferenceParts, element: LotObjects['manifest'], digest: DigestName): Buffer {
  if (digestNamed(reference.digestMethod) !== digest)
    refuse('algorithm', `DigestMethod ${digest} attendue partout`)
  const [transform, ...more] = reference.transforms
  // Without a transform a same-document reference is canonicalised inclusively, without comments (XMLDSig §4.3.3.2).
  const form = transform
    ? canonicalFormNamed(transform.algorithm)
    : ({method: 'inclusive', comments: false} as const)
  if (form === undefined || more.length > 0) refuse('transforms', 'transformation inattendue dans SignedInfo')
  const text = canonicalText(element, {...form, prefixList: transform?.prefixList ?? []})
  return newHash(digest).update(text, 'utf8').digest()
}

function checkSigner(parts: SignatureParts, trust: LotTrust): void {
  const verdict = verifyChain(parts.signer, trust, trust.at)
  if (!verdict.trusted) {
    throw fault(
      'DMPInvalidCertificate',
      `lot-signature/signer-${verdict.cause}`,
      'Le certificat ayant signé le lot est invalide',
    )
  }
  const objection = objectToSeal(parts.signer, trust.at)
  if (objection !== undefined) {
    const text = `Le certificat ayant signé le lot est invalide : ${objection.text}`
    throw fault('DMPInvalidCertificate', `lot-signature/signer-${objection.cause}`, text)
  }
}
