import {createHash, createPublicKey, verify} from 'node:crypto'
import {algorithmName, keyFacts, type PublicKeyFacts} from './certificate.ts'
import {readDer, universal} from './der.ts'
import {bitStringBytes, child, contextChild, oidValue} from './der-values.ts'
import {type DistinguishedName, readName} from './distinguished-name.ts'
import {type CertificateExtensions, readExtensionList, readExtensions} from './extensions.ts'

/** A certificate request (CSR, PKCS#10, RFC 2986). */
export interface CertificateRequest {
  readonly der: Uint8Array
  readonly subject: DistinguishedName
  readonly publicKey: PublicKeyFacts
  readonly signatureAlgorithm: string
  /** Asked for in the attribute extensionRequest; empty lists when there is none. */
  readonly extensions: CertificateExtensions
}

/** PKCS#9 extensionRequest, and the one that Windows wrote before. */
const extensionRequests = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']

/** Reads a request in DER. @throws DerError */
export function readRequest(der: Uint8Array): CertificateRequest {
  const root = readDer(der)
  const info = child(root, 0, universal.sequence)
  const spki = child(info, 2, universal.sequence)
  const asked = (contextChild(info, 0)?.children ?? []).find((attribute) =>
    extensionRequests.includes(oidValue(child(attribute, 0, universal.oid))),
  )
  const list = asked?.children[1]?.children[0]
  return {
    der,
    subject: readName(child(info, 1, universal.sequence)),
    publicKey: {
      ...keyFacts(spki),
      spki: spki.raw,
      spkiSha256: createHash('sha256').update(spki.raw).digest('hex'),
    },
    signatureAlgorithm: algorithmName(child(root, 1, universal.sequence)),
    extensions: list ? readExtensionList(list) : readExtensions(undefined),
  }
}

const requestHashes: Readonly<Record<string, string>> = {
  sha1WithRSAEncryption: 'sha1',
  sha256WithRSAEncryption: 'sha256',
  sha384WithRSAEncryption: 'sha384',
  sha512WithRSAEncryption: 'sha512',
  'ecdsa-with-SHA256': 'sha256',
  'ecdsa-with-SHA384': 'sha384',
}

/**
 * Whether the request is signed by the key it presents (proof of possession); undefined for an algorithm that this
 * program does not check.
 */
export function isRequestSigned(request: CertificateRequest): boolean | undefined {
  const hash = requestHashes[request.signatureAlgorithm]
  if (hash === undefined) return undefined
  const root = readDer(request.der)
  try {
    const key = createPublicKey({key: Buffer.from(request.publicKey.spki), format: 'der', type: 'spki'})
    const signature = bitStringBytes(child(root, 2, universal.bitString))
    return verify(hash, child(root, 0, universal.sequence).raw, key, signature)
  } catch {
    return false
  }
}
