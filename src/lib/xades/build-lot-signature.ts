/**
 * Signature of the lot (TD2.1): a detached XAdES 1.1.1 whose manifest ties the uniqueId of the submission set to
 * the digest of each document. It travels as one more document of the lot.
 *
 * Sources: GIE message samples, IHE DSG, ansforge/DRIM-M_DRIMbox. The set is referenced with the digest `AA==`
 * (one zero byte), each XML document through the transform "c14n with comments". Policy: implied. SHA-1 in every
 * published sample, SHA-256 as a setting (`xds.signatureDigest`); the certificate chain or the leaf alone
 * (`xds.signingCertificate`).
 *
 * The templates below ARE the inclusive canonical form, namespaces inherited included: SignedInfo and Manifest
 * repeat `ds`, SignedProperties repeats `ds` and `xad`. No canonicaliser runs; xmlsec1 verifies the result.
 */
import {createHash} from 'node:crypto'
import type {Oid} from '../ids/oid.ts'
import type {SealChainLink} from '../ports/signer.ts'
import {xmlAttribute, xmlText} from '../xmltext/escape.ts'

const DS = 'http://www.w3.org/2000/09/xmldsig#'
const XAD = 'http://uri.etsi.org/01903/v1.1.1#'
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'
const PURPOSE_SOURCE = '1.2.840.10065.1.12.1.14'

export type LotDigest = 'sha1' | 'sha256'

const METHODS: Readonly<Record<LotDigest, {readonly digest: string; readonly signature: string}>> = {
  sha1: {digest: `${DS}sha1`, signature: `${DS}rsa-sha1`},
  sha256: {
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  },
}

/** A document of the manifest. The digest (base64, of the method chosen) is that of its canonical form if XML. */
export interface SignedDocument {
  readonly uniqueId: string
  readonly digestBase64: string
  readonly kind: 'xml' | 'binary'
}

export interface LotSignatureFacts {
  readonly setUniqueId: Oid
  /** uniqueId of the signature's own entry: gives `Signature/@Id`. */
  readonly signatureUniqueId: Oid
  readonly documents: readonly SignedDocument[]
  /** Milliseconds since 1970. */
  readonly signedAt: number
  readonly digest: LotDigest
  /** Leaf first; the whole chain or the leaf alone. */
  readonly chain: readonly SealChainLink[]
}

/** `signedInfo` is what the ORG SIGN key signs, as UTF-8. */
export interface LotSignatureToSign {
  readonly signedInfo: string
  readonly start: string
  readonly end: string
}

function digest(method: string, value: string): string {
  return `<ds:DigestMethod Algorithm="${method}"></ds:DigestMethod><ds:DigestValue>${value}</ds:DigestValue>`
}

const TRANSFORMS = `<ds:Transforms><ds:Transform Algorithm="${C14N}"></ds:Transform></ds:Transforms>`

function manifest(facts: LotSignatureFacts, method: string): string {
  const references = facts.documents.map(
    (one) =>
      `<ds:Reference URI="urn:oid:${xmlAttribute(one.uniqueId)}">${one.kind === 'xml' ? TRANSFORMS : ''}${digest(method, one.digestBase64)}</ds:Reference>`,
  )
  return `Id="IHEManifest"><ds:Reference URI="urn:oid:${facts.setUniqueId}">${digest(method, 'AA==')}</ds:Reference>${references.join('')}</ds:Manifest>`
}

function certificate(link: SealChainLink, facts: LotSignatureFacts, method: string): string {
  const value = facts.digest === 'sha1' ? link.sha1Base64 : link.sha256Base64
  return `<xad:Cert><xad:CertDigest>${digest(method, value)}</xad:CertDigest><xad:IssuerSerial><ds:X509IssuerName>${xmlText(link.issuer.rfc2253)}</ds:X509IssuerName><ds:X509SerialNumber>${link.serialDecimal}</ds:X509SerialNumber></xad:IssuerSerial></xad:Cert>`
}

function signedProperties(facts: LotSignatureFacts, method: string): string {
  const time = `${new Date(facts.signedAt).toISOString().slice(0, 19)}Z`
  const certificates = facts.chain.map((link) => certificate(link, facts, method)).join('')
  return `Id="S0-SignedProperties"><xad:SignedSignatureProperties><xad:SigningTime>${time}</xad:SigningTime><xad:SigningCertificate>${certificates}</xad:SigningCertificate><xad:SignaturePolicyIdentifier><xad:SignaturePolicyImplied></xad:SignaturePolicyImplied></xad:SignaturePolicyIdentifier></xad:SignedSignatureProperties><xad:SignedDataObjectProperties></xad:SignedDataObjectProperties></xad:SignedProperties>`
}

/** `Signature/@Id`: an XML name made of the uniqueId of the signature's entry. */
export function lotSignatureId(signatureUniqueId: Oid): string {
  return `SIG-${signatureUniqueId}`
}

/**
 * Gives the bytes to sign. Canonical forms of the two referenced parts differ from what is written only by the
 * namespaces they inherit. @throws RangeError without documents or without a certificate
 */
export function buildLotSignature(facts: LotSignatureFacts): LotSignatureToSign {
  const [leaf] = facts.chain
  if (!leaf || facts.documents.length === 0) throw new RangeError('a lot has documents and a signer')
  const {digest: method, signature} = METHODS[facts.digest]
  const hash = (text: string) => createHash(facts.digest).update(text, 'utf8').digest('base64')
  const id = lotSignatureId(facts.signatureUniqueId)
  const manifestRest = manifest(facts, method)
  const propertiesRest = signedProperties(facts, method)
  const manifestDigest = hash(`<ds:Manifest xmlns:ds="${DS}" ${manifestRest}`)
  const propertiesDigest = hash(`<xad:SignedProperties xmlns:ds="${DS}" xmlns:xad="${XAD}" ${propertiesRest}`)
  const reference = (uri: string, type: string, value: string) =>
    `<ds:Reference Type="${type}" URI="${uri}">${TRANSFORMS}${digest(method, value)}</ds:Reference>`
  const info = [
    `<ds:CanonicalizationMethod Algorithm="${C14N}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${signature}"></ds:SignatureMethod>`,
    reference('#IHEManifest', `${DS}Manifest`, manifestDigest),
    reference('#S0-SignedProperties', `${XAD}SignedProperties`, propertiesDigest),
    '</ds:SignedInfo>',
  ].join('')
  return {
    signedInfo: `<ds:SignedInfo xmlns:ds="${DS}">${info}`,
    start: `<ds:Signature xmlns:ds="${DS}" Id="${id}"><ds:SignedInfo>${info}<ds:SignatureValue>`,
    end: [
      `</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${leaf.derBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
      `<ds:Object><ds:Manifest ${manifestRest}</ds:Object>`,
      `<ds:Object><ds:SignatureProperties><ds:SignatureProperty Id="purposeOfSignature" Target="#${id}">${PURPOSE_SOURCE}</ds:SignatureProperty></ds:SignatureProperties></ds:Object>`,
      `<ds:Object><xad:QualifyingProperties xmlns:xad="${XAD}" Target="#${id}"><xad:SignedProperties ${propertiesRest}</xad:QualifyingProperties></ds:Object>`,
      '</ds:Signature>',
    ].join(''),
  }
}

/** The signature document, in canonical form and without XML declaration. */
export function signedLotSignature(toSign: LotSignatureToSign, signatureBase64: string): string {
  return toSign.start + signatureBase64 + toSign.end
}
