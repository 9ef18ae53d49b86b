import {isDeepStrictEqual} from 'node:util'
import {DmpError} from '../errors/dmp-error.ts'
import type {Oid} from '../ids/oid.ts'
import type {SealChainLink} from '../ports/signer.ts'
import {
  buildLotSignature,
  type LotDigest,
  type SignedDocument,
  signedLotSignature,
} from '../xades/build-lot-signature.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'

export type SignatureFault =
  | 'doctype'
  | 'unreadable'
  | 'same-id'
  | 'same-document'
  | 'form'
  | 'manifest'
  | 'properties'

/** A certificate that the signature names: digest (base64), issuer and serial. */
export interface NamedCertificate {
  readonly digestBase64: string
  readonly issuer: string
  readonly serial: string
}

export interface ReadSignature {
  readonly digest: LotDigest
  readonly setUniqueId: string
  readonly signatureUniqueId: string
  readonly documents: readonly SignedDocument[]
  /** ms since 1970. */
  readonly signedAt: number
  /** The signer first. */
  readonly named: readonly NamedCertificate[]
  readonly signerDer: Uint8Array
  /** Canonical bytes that the key signed. */
  readonly signedInfo: string
  readonly value: Uint8Array
}

const DS = 'http://www.w3.org/2000/09/xmldsig#'
const XAD = 'http://uri.etsi.org/01903/v1.1.1#'
const MOST_REFERENCES = 1000

/** Every element of that name, wherever it stands: one that hides elsewhere is seen. */
function all(node: XmlNode, namespace: string, name: string): XmlNode[] {
  const own = node.namespace === namespace && node.name === name ? [node] : []
  return [...own, ...node.children.flatMap((child) => all(child, namespace, name))]
}

const one = (node: XmlNode, namespace: string, name: string): XmlNode => {
  const [found, ...more] = all(node, namespace, name)
  if (!found || more.length > 0) throw new Malformed('form')
  return found
}

const textOf = (node: XmlNode, namespace: string, name: string) => one(node, namespace, name).text

class Malformed extends Error {
  readonly fault: SignatureFault
  constructor(fault: SignatureFault) {
    super(fault)
    this.fault = fault
  }
}

function uniqueIds(root: XmlNode): void {
  const ids: string[] = []
  const walk = (node: XmlNode) => {
    for (const [name, value] of node.attributes) if (/^(?:\{.*\})?id$/i.test(name)) ids.push(value)
    node.children.forEach(walk)
  }
  walk(root)
  if (new Set(ids).size !== ids.length) throw new Malformed('same-id')
}

function signedDocument(reference: XmlNode): SignedDocument {
  return {
    uniqueId: (reference.attributes.get('URI') ?? '').replace(/^urn:oid:/, ''),
    digestBase64: textOf(reference, DS, 'DigestValue'),
    kind: all(reference, DS, 'Transforms').length > 0 ? 'xml' : 'binary',
  }
}

/**
 * Reads a lot signature and writes it anew from what was read: only the very bytes that this product writes are taken,
 * so that nothing wrapped, added, doubled or moved is ever looked at as signed. Says what is wrong otherwise.
 * @param open the reader of untrusted XML
 */
export function readSignature(
  bytes: Uint8Array,
  open: (bytes: Uint8Array) => XmlNode,
): ReadSignature | {readonly fault: SignatureFault} {
  try {
    return read(bytes, open(bytes))
  } catch (error) {
    if (error instanceof Malformed) return {fault: error.fault}
    if (error instanceof RangeError) return {fault: 'form'}
    if (!(error instanceof DmpError)) throw error
    return {fault: error.params['reason'] === 'doctype' ? 'doctype' : 'unreadable'}
  }
}

function read(bytes: Uint8Array, root: XmlNode): ReadSignature {
  uniqueIds(root)
  const manifest = one(root, DS, 'Manifest')
  const info = one(root, DS, 'SignedInfo')
  const [set, ...references] = manifest.children
  if (!set || references.length > MOST_REFERENCES) throw new Malformed('form')
  const documents = references.map(signedDocument)
  const setUniqueId = signedDocument(set).uniqueId
  if (new Set([setUniqueId, ...documents.map(({uniqueId}) => uniqueId)]).size !== references.length + 1)
    throw new Malformed('same-document')
  const method = one(info, DS, 'SignatureMethod').attributes.get('Algorithm') ?? ''
  const digest: LotDigest = method.endsWith('#rsa-sha256') ? 'sha256' : 'sha1'
  const named = all(root, XAD, 'Cert').map((cert) => ({
    digestBase64: textOf(cert, DS, 'DigestValue'),
    issuer: textOf(cert, DS, 'X509IssuerName'),
    serial: textOf(cert, DS, 'X509SerialNumber'),
  }))
  const derBase64 = textOf(root, DS, 'X509Certificate')
  const signedAt = Date.parse(textOf(root, XAD, 'SigningTime'))
  const signatureUniqueId = (root.attributes.get('Id') ?? '').replace(/^SIG-/, '')
  const valueBase64 = textOf(root, DS, 'SignatureValue')
  const chain = named.map((cert): SealChainLink => {
    const names = {rfc2253: cert.issuer, certificate: ''}
    const {digestBase64} = cert
    return {
      derBase64,
      sha1Base64: digestBase64,
      sha256Base64: digestBase64,
      subject: names,
      issuer: names,
      serialDecimal: cert.serial,
    }
  })
  const anew = buildLotSignature({
    setUniqueId: setUniqueId as Oid,
    signatureUniqueId: signatureUniqueId as Oid,
    ...{documents, signedAt, digest, chain},
  })
  if (!Buffer.from(signedLotSignature(anew, valueBase64)).equals(bytes))
    throw new Malformed(whatDiffers(info, anew.signedInfo))
  return {
    ...{digest, setUniqueId, signatureUniqueId, documents, signedAt, named},
    signerDer: Buffer.from(derBase64, 'base64'),
    signedInfo: anew.signedInfo,
    value: Buffer.from(valueBase64, 'base64'),
  }
}

/** Which digest of SignedInfo is not that of the part it names; else the form. */
function whatDiffers(info: XmlNode, anew: string): SignatureFault {
  const written = all(info, DS, 'DigestValue').map(({text}) => text)
  const right = [...anew.matchAll(/<ds:DigestValue>([^<]*)</g)].map(([, value]) => value)
  if (isDeepStrictEqual(written, right) || written.length !== 2) return 'form'
  return written[0] === right[0] ? 'properties' : 'manifest'
}
