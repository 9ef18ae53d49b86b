/**
 * An X.509 certificate as the field needs it: the names in both printed orders, key usage by name, policies,
 * the private ANS extension that tells TEST from production, fingerprints and public key.
 *
 * Specs: RFC 5280 for the structure; the ANS extension `1.2.250.1.71.1.2.5` (catégorie de produit, TRE_G01) and the
 * subject layout `C, ST, O, OU, CN` were decoded from published IGC-Santé certificates.
 * What a product, an environment or a structure is, `product.ts`, `environment.ts` and `structure-id.ts` say;
 * `pair.ts` holds the rules on a pair AUTH_CLI and SIGN; `anchors.ts` the known authorities.
 *
 * It does not read keys or PKCS#12 files (`keys/`), ask for revocation, or decide whom to trust.
 */
import {hash} from 'node:crypto'
import {DmpError} from '../errors/dmp-error.ts'
import {DerError, type DerNode, readDer, universal} from './der.ts'
import {bitStringBytes, child, contextChild, integerHex, oidValue, timeValue} from './der-values.ts'
import {type DistinguishedName, readName} from './distinguished-name.ts'
import {type CertificateExtensions, readExtensions} from './extensions.ts'

export interface Fingerprint {
  readonly hex: string
  readonly base64: string
}

export interface PublicKeyFacts {
  /** `rsa`, `ec` or the OID of the algorithm. */
  readonly algorithm: string
  /** Size of the modulus for RSA, 0 for others. */
  readonly bits: number
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly spkiSha256: string
}

export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array
  readonly subject: DistinguishedName
  readonly issuer: DistinguishedName
  /** `hex` in upper case without a sign byte, as OpenSSL prints it. */
  readonly serial: {readonly hex: string; readonly decimal: string}
  /** ms since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  readonly publicKey: PublicKeyFacts
  /** `sha256WithRSAEncryption`…, or the OID. */
  readonly signatureAlgorithm: string
  readonly sha1: Fingerprint
  readonly sha256: Fingerprint
}

const signatureNames: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
}

/** RFC 5280 §4.1.2.2 allows 20; more are met, but not without end. */
const maxSerialBytes = 64

/**
 * Reads one DER certificate. `name` (a path, a bag) goes into the error.
 * @throws DmpError DMP_KEY_FILE_UNREADABLE
 */
export function readCertificate(der: Uint8Array, name = 'certificate'): Certificate {
  try {
    return parse(der)
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause
    throw new DmpError('DMP_KEY_FILE_UNREADABLE', {
      params: {path: name, problem: `x509:${cause.problem}@${cause.offset}`},
      cause,
    })
  }
}

function parse(der: Uint8Array): Certificate {
  const root = readDer(der)
  const tbs = child(root, 0, universal.sequence)
  // version is [0] EXPLICIT and absent from version 1 certificates
  const at = contextChild(tbs, 0) ? 1 : 0
  const validity = child(tbs, at + 3, universal.sequence)
  const spki = child(tbs, at + 5, universal.sequence)
  const serialNode = child(tbs, at, universal.integer)
  const {length} = serialNode.content
  if (length === 0 || length > maxSerialBytes) throw new DerError('unexpected-element', serialNode.offset)
  const serialHex = integerHex(serialNode)
  const spkiBytes = spki.raw
  return {
    der,
    subject: readName(child(tbs, at + 4, universal.sequence)),
    issuer: readName(child(tbs, at + 2, universal.sequence)),
    serial: {
      hex: serialHex.replace(/^(00)+(?=.)/, '').toUpperCase(),
      decimal: BigInt.asIntN(length * 8, BigInt(`0x${serialHex}`)).toString(),
    },
    notBefore: timeValue(elementAt(validity, 0)),
    notAfter: timeValue(elementAt(validity, 1)),
    publicKey: {...keyFacts(spki), spki: spkiBytes, spkiSha256: hash('sha256', spkiBytes, 'hex')},
    signatureAlgorithm: algorithmName(child(root, 1, universal.sequence)),
    sha1: new LateFingerprint('sha1', der),
    sha256: new LateFingerprint('sha256', der),
    ...readExtensions(contextChild(tbs, 3)),
  }
}

function elementAt(parent: DerNode, index: number): DerNode {
  const node = parent.children[index]
  if (!node) throw new DerError('unexpected-element', parent.offset)
  return node
}

/** Name of an AlgorithmIdentifier, or its OID. @throws DerError */
export function algorithmName(node: DerNode): string {
  const oid = oidValue(child(node, 0, universal.oid))
  return signatureNames[oid] ?? oid
}

/** @throws DerError */
export function keyFacts(spki: DerNode): {algorithm: string; bits: number} {
  const oid = oidValue(child(child(spki, 0, universal.sequence), 0, universal.oid))
  if (oid === '1.2.840.10045.2.1') return {algorithm: 'ec', bits: 0}
  if (oid !== '1.2.840.113549.1.1.1') return {algorithm: oid, bits: 0}
  const key = readDer(bitStringBytes(child(spki, 1, universal.bitString)))
  const modulus = child(key, 0, universal.integer).content
  const significant = modulus[0] === 0 ? modulus.subarray(1) : modulus
  return {algorithm: 'rsa', bits: significant.length * 8 - Math.clz32(significant[0] ?? 0) + 24}
}

/** Made when it is asked for: of many certificates SHA-1 and base64 never are. */
class LateFingerprint implements Fingerprint {
  private readonly algorithm: 'sha1' | 'sha256'
  private readonly bytes: Uint8Array
  #known: string | undefined

  constructor(algorithm: 'sha1' | 'sha256', bytes: Uint8Array) {
    this.algorithm = algorithm
    this.bytes = bytes
  }

  get hex(): string {
    this.#known ??= hash(this.algorithm, this.bytes, 'hex')
    return this.#known
  }

  get base64(): string {
    return Buffer.from(this.hex, 'hex').toString('base64')
  }
}

/** Self-issued: subject and issuer have the same bytes. */
export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subject.derHex === certificate.issuer.derHex
}
