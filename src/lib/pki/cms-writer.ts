/**
 * A detached CMS signature (SignedData, RFC 5652) with an RSA key and SHA-256: what `openssl cms -verify` reads beside
 * the file that was signed. The certificate and its issuers are in it; the content is not.
 *
 * Writing only, and of this one form: messages are read in `containers/`.
 */
import {hash} from 'node:crypto'
import {readDer, universal} from './der.ts'
import {child, contextChild} from './der-values.ts'
import {derElement, derInteger, derNull, derOctets, derOid, derSequence, derTagged} from './der-writer.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
} as const

const SET = 0x31

export interface CmsInput {
  readonly content: Uint8Array
  /** DER, the signer's first. */
  readonly certificates: readonly Uint8Array[]
  /** ms since 1970; as the clock of this machine has it. */
  readonly signedAt: number
}

/** @param sign PKCS#1 v1.5 with SHA-256 of the bytes given, under the key of the first certificate */
export async function detachedCms(
  {content, certificates, signedAt}: CmsInput,
  sign: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const [own] = certificates
  if (own === undefined) throw new TypeError('a signature names its certificate')
  const digest = derSequence(derOid(oids.sha256), derNull)
  const attributes = sorted([
    attribute(oids.contentType, derOid(oids.data)),
    attribute(oids.signingTime, utcTime(signedAt)),
    attribute(oids.messageDigest, derOctets(hash('sha256', content, 'buffer'))),
  ])
  // Signed as a SET, and written under a tag of the context (RFC 5652 §5.4).
  const signature = await sign(derElement(SET, ...attributes))
  const signer = derSequence(
    derInteger(1),
    issuerAndSerial(own),
    digest,
    derTagged(0, ...attributes),
    derSequence(derOid(oids.rsaEncryption), derNull),
    derOctets(signature),
  )
  const signed = derSequence(
    derInteger(1),
    derElement(SET, digest),
    derSequence(derOid(oids.data)),
    derTagged(0, ...sorted(certificates)),
    derElement(SET, signer),
  )
  return derSequence(derOid(oids.signedData), derTagged(0, signed))
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), derElement(SET, value))
}

/** Of a SET OF, by their bytes (X.690 §11.6). */
function sorted(elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.toSorted((a, b) => Buffer.compare(a, b))
}

function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const body = child(readDer(certificate), 0, universal.sequence)
  // version is [0] EXPLICIT and absent from version 1 certificates
  const at = contextChild(body, 0) ? 1 : 0
  return derSequence(child(body, at + 2, universal.sequence).raw, child(body, at, universal.integer).raw)
}

/** UTCTime holds years up to 2049 (RFC 5652 §11.3). */
function utcTime(at: number): Uint8Array {
  const digits = new Date(at).toISOString().replace(/\.\d+|[-:T]/g, '')
  const short = digits < '2050'
  return derElement(
    short ? universal.utcTime : universal.generalizedTime,
    Buffer.from(short ? digits.slice(2) : digits),
  )
}
