import {X509Certificate} from 'node:crypto'
import {canonical, ds} from './canonical.ts'
import {certificateBase64, digestBase64, rfc2253, type SigningIdentity, signatureBase64} from './identity.ts'

const xad = 'http://uri.etsi.org/01903/v1.1.1#'
export const c14nWithComments = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments'

export interface LotToSign {
  readonly setUniqueId: string
  readonly documents: readonly {
    readonly uniqueId: string
    readonly bytes: Uint8Array
    readonly binary?: boolean
  }[]
}

export interface LotSigning {
  readonly digest?: 'sha1' | 'sha256'
  readonly signingTime?: string
  /** Certificates listed in SigningCertificate after the signer's. */
  readonly chain?: readonly string[]
  /** Applied to the text before digests and signature are made: what it changes is signed. */
  readonly alter?: (unsigned: string) => string
  /** Digest of the set's reference. */
  readonly setDigest?: string
}

function methods(digest: 'sha1' | 'sha256'): {signature: string; digest: string} {
  return digest === 'sha1'
    ? {signature: `${ds}rsa-sha1`, digest: `${ds}sha1`}
    : {
        signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
      }
}

/** A detached XAdES over a submission set and its documents, in the shape of the GIE samples. */
export function signLot(lot: LotToSign, signer: SigningIdentity, signing: LotSigning = {}): string {
  const digest = signing.digest ?? 'sha1'
  const method = methods(digest)
  const digestMethod = `<ds:DigestMethod Algorithm="${method.digest}"/>`
  const references = lot.documents.map(({uniqueId, bytes, binary}) => {
    const data = binary ? bytes : canonical(bytes, {comments: true})
    const transforms = binary
      ? ''
      : `<ds:Transforms><ds:Transform Algorithm="${c14nWithComments}"/></ds:Transforms>`
    return `<ds:Reference URI="urn:oid:${uniqueId}">${transforms}${digestMethod}<ds:DigestValue>${digestBase64(digest, data)}</ds:DigestValue></ds:Reference>`
  })
  const certs = [signer.certificatePem, ...(signing.chain ?? [])].map((pem) => {
    const x509 = new X509Certificate(pem)
    return (
      `<xad:Cert><xad:CertDigest>${digestMethod}<ds:DigestValue>${digestBase64(digest, x509.raw)}</ds:DigestValue></xad:CertDigest>` +
      `<xad:IssuerSerial><ds:X509IssuerName>${rfc2253(x509.issuer)}</ds:X509IssuerName>` +
      `<ds:X509SerialNumber>${BigInt(`0x${x509.serialNumber}`)}</ds:X509SerialNumber></xad:IssuerSerial></xad:Cert>`
    )
  })
  const reference = (uri: string, type: string): string =>
    `<ds:Reference URI="${uri}" Type="${type}"><ds:Transforms><ds:Transform Algorithm="${c14nWithComments}"/></ds:Transforms>${digestMethod}<ds:DigestValue>@${uri}@</ds:DigestValue></ds:Reference>`
  const unsigned =
    `<ds:Signature Id="SIG-0001" xmlns:ds="${ds}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${c14nWithComments}"/>` +
    `<ds:SignatureMethod Algorithm="${method.signature}"/>` +
    reference('#IHEManifest', `${ds}Manifest`) +
    reference('#S0-SignedProperties', `${xad}SignedProperties`) +
    '</ds:SignedInfo><ds:SignatureValue>@value@</ds:SignatureValue>' +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateBase64(signer)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `<ds:Object><ds:Manifest Id="IHEManifest"><ds:Reference URI="urn:oid:${lot.setUniqueId}">${digestMethod}<ds:DigestValue>${signing.setDigest ?? 'AA=='}</ds:DigestValue></ds:Reference>${references.join('')}</ds:Manifest></ds:Object>` +
    '<ds:Object><ds:SignatureProperties><ds:SignatureProperty Id="purposeOfSignature" Target="#SIG-0001">1.2.840.10065.1.12.1.14</ds:SignatureProperty></ds:SignatureProperties></ds:Object>' +
    `<ds:Object><xad:QualifyingProperties Target="#SIG-0001" xmlns:xad="${xad}"><xad:SignedProperties Id="S0-SignedProperties"><xad:SignedSignatureProperties>` +
    `<xad:SigningTime>${signing.signingTime ?? new Date().toISOString()}</xad:SigningTime><xad:SigningCertificate>${certs.join('')}</xad:SigningCertificate>` +
    '<xad:SignaturePolicyIdentifier><xad:SignaturePolicyImplied/></xad:SignaturePolicyIdentifier></xad:SignedSignatureProperties>' +
    '<xad:SignedDataObjectProperties/></xad:SignedProperties></xad:QualifyingProperties></ds:Object></ds:Signature>'
  let text = signing.alter?.(unsigned) ?? unsigned
  for (const uri of ['#IHEManifest', '#S0-SignedProperties']) {
    const signed = canonical(text, {comments: true, at: `//*[@Id='${uri.slice(1)}']`})
    text = text.replace(`@${uri}@`, digestBase64(digest, signed))
  }
  const signedInfo = canonical(text, {comments: true, at: '//ds:SignedInfo'})
  return text.replace('@value@', signatureBase64(digest, signedInfo, signer))
}
