/**
 * OCSP answers (RFC 6960 §4.2) as far as one certificate is concerned. Signed by the authority itself or by a responder
 * to which it delegated this with a certificate of its own (extended key usage OCSPSigning), as the IGC-Santé does for
 * each intermediate authority. Anything else that signs is a stranger and its word is nothing.
 */
import {createHash} from 'node:crypto'
import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {type Issuer, isIssuedBy} from '../pki/chain.ts'
import {DerError, type DerNode, readDer, universal} from '../pki/der.ts'
import {
  bitStringBytes,
  child,
  contextChild,
  oidValue,
  sequenceOf,
  timeValue,
  toHex,
} from '../pki/der-values.ts'
import {type OcspHash, type OcspName, ocspName} from './ocsp-request.ts'
import {reasonName} from './reasons.ts'
import {sameSerial} from './serial.ts'
import {isSignatureOf} from './signature.ts'
import {type Asked, dated, silence, type Testimony, type Word} from './testimony.ts'

const statuses = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  '4',
  'sigRequired',
  'unauthorized',
]
const basicAnswer = '1.3.6.1.5.5.7.48.1.1'
const nonceExtension = '1.3.6.1.5.5.7.48.1.2'
const ocspSigning = '1.3.6.1.5.5.7.3.9'
const hashes: Readonly<Record<string, OcspHash>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
}

interface Basic {
  /** ResponseData as signed. */
  readonly data: DerNode
  readonly responder: DerNode
  readonly responses: readonly DerNode[]
  readonly extensions: readonly DerNode[]
  readonly algorithm: DerNode
  readonly signature: Uint8Array
  readonly certificates: readonly Certificate[]
}

/** What an answer (DER) tells of a certificate. `nonce`: the one asked with. Never throws: one that cannot be read is silent. */
export function testifyOcsp(der: Uint8Array, asked: Asked & {readonly nonce?: Uint8Array}): Testimony {
  const {from, issuer, now} = asked
  try {
    const root = readDer(der)
    const status = child(root, 0, universal.enumerated).content[0] ?? 0
    if (status !== 0) return silence(from, 'refused', `ocsp:${statuses[status] ?? status}`)
    const basic = readBasic(root)
    if (!isTrustedAnswer(basic, issuer, now)) return silence(from, 'wrong-signer')
    if (!repeats(basic, asked.nonce)) return silence(from, 'unreadable', 'nonce')
    const single = findSingle(basic, asked)
    return single ? judge(single, from, now) : silence(from, 'responder-does-not-know', 'other-certificate')
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return silence(from, 'unreadable', `${error.problem}@${error.offset}`)
  }
}

function readBasic(root: DerNode): Basic {
  const bytes = contextChild(root, 0)?.children[0]
  if (!bytes || oidValue(child(bytes, 0, universal.oid)) !== basicAnswer)
    throw new DerError('unexpected-element', root.offset)
  const basic = readDer(child(bytes, 1, universal.octetString).content)
  const list = contextChild(basic, 0)?.children[0]
  const data = child(basic, 0, universal.sequence)
  // by position: the responder's name and the extensions may bear the same tag
  const at = data.children[0]?.tagClass === 'context' && data.children[0].tag === 0 ? 1 : 0
  const responder = data.children[at]
  if (!responder) throw new DerError('unexpected-element', data.offset)
  return {
    data,
    responder,
    responses: sequenceOf(child(data, at + 2, universal.sequence)),
    extensions: data.children[at + 3]?.children[0]?.children ?? [],
    algorithm: child(basic, 1, universal.sequence),
    signature: bitStringBytes(child(basic, 2, universal.bitString)),
    certificates: (list ? sequenceOf(list) : []).flatMap(({raw}) => readable(raw)),
  }
}

/** A certificate that cannot be read proves nothing, and spoils nothing either. */
function readable(der: Uint8Array): Certificate[] {
  try {
    return [readCertificate(der)]
  } catch (error) {
    if (error instanceof DmpError) return []
    throw error
  }
}

function isTrustedAnswer(basic: Basic, issuer: Issuer, now: number): boolean {
  const {data, responder, algorithm, signature, certificates} = basic
  const [name] = responder.children
  const isNamed = (signer: Issuer) => {
    if (responder.tagClass !== 'context' || !name) return false
    if (responder.tag === 1) return toHex(name.raw) === signer.subject.derHex
    return responder.tag === 2 && toHex(name.content) === keyHash(signer)
  }
  const delegates = certificates.filter(
    (signer) =>
      signer.extendedKeyUsage.includes(ocspSigning) &&
      signer.notBefore <= now &&
      now <= signer.notAfter &&
      isIssuedBy(signer, issuer),
  )
  return [issuer, ...delegates].some(
    (signer) => isNamed(signer) && isSignatureOf(data.raw, signature, algorithm, signer.publicKey.spki),
  )
}

/** KeyHash of a ResponderID: SHA-1 of the key's bits. */
function keyHash({publicKey}: Issuer): string {
  const bits = bitStringBytes(child(readDer(publicKey.spki), 1, universal.bitString))
  return createHash('sha1').update(bits).digest('hex')
}

/** A responder may leave the nonce out (RFC 5019), but not give another. */
function repeats({extensions}: Basic, nonce: Uint8Array | undefined): boolean {
  if (!nonce) return true
  const repeated = extensions.find(
    (extension) => oidValue(child(extension, 0, universal.oid)) === nonceExtension,
  )
  const value = repeated?.children.at(-1)
  return !value || toHex(readDer(value.content).content) === toHex(nonce)
}

function findSingle({responses}: Basic, {certificate, issuer}: Asked): DerNode | undefined {
  const names = new Map<OcspHash, OcspName>()
  return responses.find((single) => {
    const id = child(single, 0, universal.sequence)
    const hash = hashes[oidValue(child(child(id, 0, universal.sequence), 0, universal.oid))]
    if (!hash) return false
    const name = names.get(hash) ?? ocspName(certificate, issuer, hash)
    names.set(hash, name)
    return (
      toHex(child(id, 1, universal.octetString).content) === toHex(name.issuerName) &&
      toHex(child(id, 2, universal.octetString).content) === toHex(name.issuerKey) &&
      sameSerial(child(id, 3, universal.integer).content, name.serial)
    )
  })
}

/** SingleResponse: certID, certStatus [0] good, [1] revoked, [2] unknown, thisUpdate, nextUpdate [0]. */
function judge(single: DerNode, from: string, now: number): Testimony {
  const [, status, begin, ...rest] = single.children
  if (status?.tagClass !== 'context' || !begin) throw new DerError('unexpected-element', single.offset)
  const end = rest.find(({tagClass, tag}) => tagClass === 'context' && tag === 0)?.children[0]
  const times = {thisUpdate: timeValue(begin), ...(end ? {nextUpdate: timeValue(end)} : {})}
  const word = {by: 'ocsp', from, ...times} as const
  if (status.tag === 0) return dated({says: 'good', ...word}, now)
  if (status.tag !== 1) return silence(from, 'responder-does-not-know')
  const [date] = status.children
  const code = contextChild(status, 0)?.children[0]?.content[0]
  const revoked: Word = {
    says: 'revoked',
    ...word,
    at: date ? timeValue(date) : word.thisUpdate,
    ...(code === undefined ? {} : {reason: reasonName(code)}),
  }
  return revoked
}
