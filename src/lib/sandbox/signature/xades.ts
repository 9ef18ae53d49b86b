import {createHash} from 'node:crypto'
import type {Certificate} from '../certificate/certificate.ts'
import type {TrustAnchors} from '../certificate/chain.ts'
import {spellsName} from '../certificate/distinguished-name.ts'
import {childrenNamed, elementsOf, isNamed, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {type DigestName, digestNamed, ds} from './algorithms.ts'
import {base64Of, only, SignatureObjection, type SignatureParts} from './parts.ts'

/** XAdES v1.1.1, the one of the GIE samples. */
const xades = 'http://uri.etsi.org/01903/v1.1.1#'
export const signedPropertiesType = `${xades}SignedProperties`
/** Source signature (ASTM E1762 purpose of signature). */
const purpose = '1.2.840.10065.1.12.1.14'
const clockTolerance = 300_000

/** The three objects of a lot signature, found by place. */
export interface LotObjects {
  readonly manifest: SourceElement
  readonly purposeProperty: SourceElement
  readonly signedProperties: SourceElement
}

function object(cause: string, text: string): never {
  throw new SignatureObjection(cause, text)
}

/** Manifest, purpose of signature, QualifyingProperties: one ds:Object each, aimed at this signature. */
export function findObjects(parts: SignatureParts): LotObjects {
  const id = parts.element.attributes.get('Id') ?? ''
  if (id === '') object('shape', 'Signature sans Id')
  const held = parts.objects.flatMap((each) => elementsOf(each))
  const find = (namespace: string, name: string): SourceElement => {
    const [found, ...others] = held.filter((each) => isNamed(each, namespace, name))
    if (found === undefined || others.length > 0) object('objects', `un seul ${name} attendu`)
    return found
  }
  if (held.length !== 3 || parts.objects.length !== 3) object('objects', 'trois ds:Object attendus')
  const property = only(find(ds, 'SignatureProperties'), 'SignatureProperty')
  const qualifying = find(xades, 'QualifyingProperties')
  for (const target of [property.attributes.get('Target'), qualifying.attributes.get('Target')]) {
    if (target !== `#${id}`) object('target', 'Target ne désigne pas cette signature')
  }
  if (property.attributes.get('Id') !== 'purposeOfSignature' || plainText(property)?.trim() !== purpose) {
    object('purpose', `purposeOfSignature ${purpose} attendu`)
  }
  if (elementsOf(qualifying).length !== 1) object('objects', 'SignedProperties seul attendu')
  return {
    manifest: find(ds, 'Manifest'),
    purposeProperty: property,
    signedProperties: only(qualifying, 'SignedProperties', xades),
  }
}

/** SigningTime, SigningCertificate naming the signer, implied policy, empty data object properties. */
export function checkQualifyingProperties(
  parts: SignatureParts,
  objects: LotObjects,
  trust: TrustAnchors & {readonly at: number},
  digest: DigestName,
): string {
  const [properties, data, ...more] = elementsOf(objects.signedProperties)
  const shaped =
    properties !== undefined &&
    data !== undefined &&
    more.length === 0 &&
    isNamed(properties, xades, 'SignedSignatureProperties') &&
    isNamed(data, xades, 'SignedDataObjectProperties') &&
    elementsOf(data).length === 0
  if (!shaped) object('properties', 'SignedProperties mal formées')
  const policy = elementsOf(only(properties, 'SignaturePolicyIdentifier', xades))
  if (policy.length !== 1 || !policy[0] || !isNamed(policy[0], xades, 'SignaturePolicyImplied')) {
    object('policy', 'SignaturePolicyImplied attendu')
  }
  checkSigningCertificates(only(properties, 'SigningCertificate', xades), parts.signer, trust, digest)
  const signingTime = plainText(only(properties, 'SigningTime', xades)) ?? ''
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(signingTime)
    ? Date.parse(signingTime)
    : Number.NaN
  if (Number.isNaN(at) || at - trust.at > clockTolerance)
    object('signing-time', 'SigningTime mal formé ou futur')
  return signingTime
}

function checkSigningCertificates(
  list: SourceElement,
  signer: Certificate,
  trust: TrustAnchors,
  digest: DigestName,
): void {
  const certs = childrenNamed(list, xades, 'Cert')
  const known = [signer, ...trust.authorities]
  const named = certs.flatMap((cert, place) => {
    const holder = only(cert, 'CertDigest', xades)
    const method = digestNamed(only(holder, 'DigestMethod').attributes.get('Algorithm'))
    if (method !== digest) object('algorithm', `CertDigest ${digest} attendu`)
    const value = base64Of(only(holder, 'DigestValue'))
    const certificate = known.find((each) => createHash(method).update(each.der).digest().equals(value))
    if (certificate === undefined) {
      // The chain may be listed after the signer (GIE message samples).
      if (trust.partial && place > 0) return []
      object('signing-certificate', 'SigningCertificate : certificat inconnu')
    }
    const serial = only(cert, 'IssuerSerial', xades)
    const issuer = plainText(only(serial, 'X509IssuerName')) ?? ''
    const number = plainText(only(serial, 'X509SerialNumber')) ?? ''
    if (number !== certificate.serial.toString() || !spellsName(issuer, certificate.issuer)) {
      object('issuer-serial', 'IssuerSerial ne correspond pas au certificat')
    }
    return [certificate]
  })
  if (named[0] !== signer)
    object('signing-certificate', 'SigningCertificate ne nomme pas d’abord le signataire')
  if (new Set(named).size !== named.length)
    object('signing-certificate', 'SigningCertificate : certificat répété')
}
