import type {Certificate} from '../certificate/certificate.ts'
import {type TrustAnchors, verifyChain} from '../certificate/chain.ts'
import {objectToSeal} from '../certificate/organisation-use.ts'
import {fault} from '../refusals.ts'
import {
  canonicalFormNamed,
  type DigestName,
  digestNamed,
  ds,
  envelopedSignature,
  exclusive,
  newHash,
  signatureNamed,
  verifyRsa,
} from '../signature/algorithms.ts'
import {bearersOf} from '../signature/identifiers.ts'
import {readSignature, SignatureObjection, type SignatureParts} from '../signature/parts.ts'
import {canonicalText} from '../xml/canonical.ts'
import {descendants, elementsOf, isNamed} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'

function refuse(cause: string, text: string): never {
  throw fault('SandboxVihfRefused', `vihf/${cause}`, text)
}

/**
 * Verifies the enveloped signature of the assertion: rsa-sha256, sha256, exclusive canonicalisation, one Reference to
 * this very element (GIE message samples; ANS mapping of the VIHF). Gives the signer, an ORG SIGN certificate.
 */
export function verifyVihfSignature(
  envelope: SourceElement,
  assertion: SourceElement,
  trust: TrustAnchors,
  at: number,
): Certificate {
  const signer = verifyAssertion(envelope, assertion)
  checkSigner(signer, trust, at)
  return signer
}

/**
 * The same without judging the signer. `digests`: sha256, to which the older generation of the API adds sha1 (older
 * GIE message samples).
 */
export function verifyAssertion(
  envelope: SourceElement,
  assertion: SourceElement,
  digests: readonly DigestName[] = ['sha256'],
): Certificate {
  const element = placeOfSignature(envelope, assertion)
  let parts: SignatureParts
  try {
    parts = readSignature(element)
  } catch (error) {
    if (error instanceof SignatureObjection) refuse(`signature-${error.cause}`, error.message)
    throw error
  }
  if (parts.objects.length > 0) refuse('signature-shape', 'Objet inattendu dans la signature du VIHF')
  const form = canonicalFormNamed(parts.canonicalisation)
  const signatureDigest = signatureNamed(parts.signatureMethod)
  const digest = digests.find((each) => each === signatureDigest)
  if (parts.canonicalisation !== exclusive || form === undefined || digest === undefined) {
    refuse('signature-algorithm', 'Algorithmes de la signature du VIHF : exc-c14n et rsa-sha256 attendus')
  }
  checkReference(parts, assertion, element, digests)
  const signedInfo = canonicalText(parts.signedInfo, {...form, prefixList: signedInfoPrefixes(parts)})
  if (!verifyRsa(digest, signedInfo, parts.value, parts.signer.x509.publicKey)) {
    refuse('signature-value', 'Signature du VIHF invalide')
  }
  return parts.signer
}

/** One signature in the message, one bearer of the assertion's ID, the signature right after Issuer. */
function placeOfSignature(envelope: SourceElement, assertion: SourceElement): SourceElement {
  const signatures = [...descendants(envelope)].filter((each) => isNamed(each, ds, 'Signature'))
  const [signature] = signatures
  if (signature === undefined) refuse('signature-missing', 'VIHF non signé')
  if (signatures.length > 1 || elementsOf(assertion)[1] !== signature) {
    refuse('signature-place', 'Une seule signature, placée juste après Issuer, est attendue')
  }
  const id = assertion.attributes.get('ID') ?? ''
  if (id === '' || bearersOf(envelope, id).length !== 1) {
    refuse('signature-wrapping', 'L’identifiant de l’assertion doit être porté par un seul élément')
  }
  return signature
}

function checkReference(
  parts: SignatureParts,
  assertion: SourceElement,
  signature: SourceElement,
  digests: readonly DigestName[],
): void {
  const [reference, ...others] = parts.references
  if (reference === undefined || others.length > 0)
    refuse('signature-reference', 'Une seule Reference est attendue')
  if (reference.uri !== `#${assertion.attributes.get('ID')}`) {
    refuse('signature-reference', 'La Reference ne désigne pas l’assertion')
  }
  const [first, second, ...more] = reference.transforms
  if (first?.algorithm !== envelopedSignature || second?.algorithm !== exclusive || more.length > 0) {
    refuse('signature-transforms', 'Transformations attendues : enveloped-signature puis exc-c14n')
  }
  const named = digestNamed(reference.digestMethod)
  const digest = digests.find((each) => each === named)
  if (digest === undefined) refuse('signature-algorithm', 'Empreinte sha256 attendue')
  const form = {method: 'exclusive', comments: false, prefixList: second.prefixList} as const
  const computed = newHash(digest)
    .update(canonicalText(assertion, form, signature), 'utf8')
    .digest()
  if (!computed.equals(reference.digest))
    refuse('signature-digest', 'Empreinte du VIHF différente : assertion modifiée')
}

function signedInfoPrefixes(parts: SignatureParts): string[] {
  const method = elementsOf(parts.signedInfo).find((each) => isNamed(each, ds, 'CanonicalizationMethod'))
  const listed = method && elementsOf(method)[0]?.attributes.get('PrefixList')
  return (listed ?? '')
    .split(' ')
    .filter(Boolean)
    .map((prefix) => (prefix === '#default' ? '' : prefix))
}

function checkSigner(signer: Certificate, trust: TrustAnchors, at: number): void {
  const invalid = (cause: string, text: string): never => {
    throw fault('DMPInvalidCertificate', `vihf/signer-${cause}`, text)
  }
  const verdict = verifyChain(signer, trust, at)
  if (!verdict.trusted) invalid(verdict.cause, 'Le certificat ayant signé le VIHF est invalide')
  const objection = objectToSeal(signer, at)
  if (objection !== undefined) {
    invalid(objection.cause, `Le certificat ayant signé le VIHF est invalide : ${objection.text}`)
  }
}
