import {DerError, type DerNode, universal} from './der.ts'

/** Typed values of DER elements (ITU-T X.690 §8). Each refuses another type with the element's offset. */

export function expectUniversal(node: DerNode | undefined, tag: number, parent: DerNode): DerNode {
  if (node?.tagClass !== 'universal' || node.tag !== tag)
    throw new DerError('unexpected-element', node?.offset ?? parent.offset)
  return node
}

/** Child `index` as a universal element of that tag. */
export function child(parent: DerNode, index: number, tag: number): DerNode {
  return expectUniversal(parent.children[index], tag, parent)
}

export function sequenceOf(node: DerNode): readonly DerNode[] {
  if (node.tagClass !== 'universal' || node.tag !== universal.sequence || !node.constructed)
    throw new DerError('unexpected-element', node.offset)
  return node.children
}

/** The child that carries `[tag]`, if any. */
export function contextChild(parent: DerNode, tag: number): DerNode | undefined {
  return parent.children.find((node) => node.tagClass === 'context' && node.tag === tag)
}

/** Far longer than any object identifier in use: 2.25 + UUID takes 20. */
const maxOidBytes = 128
/** No arc of so few bytes outgrows an exact integer. */
const shortOidBytes = 16

/** Dotted decimal; arcs of any size. */
export function oidValue(node: DerNode): string {
  const {content} = expectUniversal(node, universal.oid, node)
  const {length} = content
  if (length > maxOidBytes) throw new DerError('unexpected-element', node.offset)
  if (length === 0) throw new DerError('unexpected-element', node.offset)
  if (((content[length - 1] ?? 0) & 0x80) !== 0) throw new DerError('truncated', node.offset)
  return (length <= shortOidBytes ? shortOid(content) : undefined) ?? longOid(content)
}

/** Those of so few bytes are a number, by which they are found again; there are few, and they come in every name. */
const knownOidBytes = 3
const maxKnownOids = 256
const knownOids = new Map<number, string>()

function shortOid(content: Uint8Array): string | undefined {
  if (content.length !== knownOidBytes) return spelt(content)
  const key = ((content[0] ?? 0) << 16) | ((content[1] ?? 0) << 8) | (content[2] ?? 0)
  const before = knownOids.get(key)
  if (before !== undefined) return before
  const text = spelt(content)
  if (text !== undefined && knownOids.size < maxKnownOids) knownOids.set(key, text)
  return text
}

/** Undefined when an arc is larger than 28 bits. */
function spelt(content: Uint8Array): string | undefined {
  let text = ''
  let arc = 0
  let bytes = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    bytes += 1
    if (bytes > 4) return undefined
    if (byte & 0x80) continue
    if (text === '') {
      const top = arc < 40 ? 0 : arc < 80 ? 1 : 2
      text = `${top}.${arc - top * 40}`
    } else text += `.${arc}`
    arc = 0
    bytes = 0
  }
  return text
}

function longOid(content: Uint8Array): string {
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f)
    if (byte & 0x80) continue
    if (arcs.length === 0) {
      const top = arc < 40n ? 0n : arc < 80n ? 1n : 2n
      arcs.push(top, arc - top * 40n)
    } else arcs.push(arc)
    arc = 0n
  }
  return arcs.join('.')
}

/** Content of an INTEGER as hexadecimal digits, even in number, sign byte kept. */
export function integerHex(node: DerNode): string {
  return toHex(expectUniversal(node, universal.integer, node).content)
}

/** A small INTEGER. */
export function smallInteger(node: DerNode): number {
  const {content} = expectUniversal(node, universal.integer, node)
  if (content.length === 0 || content.length > 4) throw new DerError('unexpected-element', node.offset)
  return content.reduce((value, byte) => value * 256 + byte, 0)
}

/** The bytes of an OCTET STRING, joined when BER wrote it in pieces. */
export function octets(node: DerNode): Uint8Array {
  const isOctets = node.tagClass === 'universal' && node.tag === universal.octetString
  if (!isOctets && node.tagClass !== 'context') throw new DerError('unexpected-element', node.offset)
  return node.constructed ? Buffer.concat(node.children.map(octets)) : node.content
}

/** The bytes of a BIT STRING without the count of unused bits. */
export function bitStringBytes(node: DerNode): Uint8Array {
  const {content} = expectUniversal(node, universal.bitString, node)
  if (content.length === 0) throw new DerError('unexpected-element', node.offset)
  return content.subarray(1)
}

/** Text of any ASN.1 string type. T61String is read as Latin-1, as every implementation does. */
export function textValue(node: DerNode): string {
  if (node.tagClass !== 'universal') throw new DerError('unexpected-element', node.offset)
  switch (node.tag) {
    case universal.utf8String:
      return shortAscii(node.content) ?? bufferOf(node.content).toString('utf8')
    case universal.bmpString:
      return Buffer.from(node.content.subarray(0, node.content.length & ~1))
        .swap16()
        .toString('utf16le')
    case universal.universalString:
      return universalText(node)
    case universal.printableString:
    case universal.ia5String:
    case universal.numericString:
    case universal.t61String:
      return shortAscii(node.content) ?? bufferOf(node.content).toString('latin1')
    default:
      throw new DerError('unexpected-element', node.offset)
  }
}

const shortText = 48

/** Undefined for what is long or has other letters; both UTF-8 and Latin-1 begin with these. */
function shortAscii(bytes: Uint8Array): string | undefined {
  if (bytes.length > shortText) return undefined
  let text = ''
  for (const byte of bytes) {
    if (byte >= 0x80) return undefined
    text += String.fromCharCode(byte)
  }
  return text
}

/** UTF-32, big-endian. */
function universalText({content, offset}: DerNode): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const points: number[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) points.push(bytes.readUInt32BE(at))
  if (points.some((point) => point > 0x10ffff)) throw new DerError('unexpected-element', offset)
  return points.map((point) => String.fromCodePoint(point)).join('')
}

/** The two digits at `at`; NaN for anything else. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 0x30
  const ones = (bytes[at + 1] ?? 0) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** UTCTime or GeneralizedTime, UTC only (RFC 5280 §4.1.2.5), or `[n]` GeneralizedTime; ms since 1970. */
export function timeValue(node: DerNode): number {
  const {content} = node
  const isUtcTime = node.tagClass === 'universal' && node.tag === universal.utcTime
  const at = isUtcTime ? 2 : 4
  // seconds may be left out
  const withSeconds = content.length === at + 11
  if (!withSeconds && content.length !== at + 9) throw new DerError('unexpected-element', node.offset)
  const short = pair(content, at - 2)
  const year = (isUtcTime ? (short >= 50 ? 19 : 20) : pair(content, 0)) * 100 + short
  const month = pair(content, at)
  const day = pair(content, at + 2)
  const hour = pair(content, at + 4)
  const minute = pair(content, at + 6)
  const second = withSeconds ? pair(content, at + 8) : 0
  // Date.UTC would take the years 0 to 99 for 1900 to 1999, and 31 February for a day of March
  const time = new Date(0)
  time.setUTCFullYear(year, month - 1, day)
  time.setUTCHours(hour, minute, second)
  const asWritten = time.getUTCMonth() === month - 1 && time.getUTCDate() === day
  const ended = content[content.length - 1] === 0x5a
  // NaN, of something else than digits, is like nothing
  if (!ended || !asWritten || !(hour <= 23 && minute <= 59 && second <= 59))
    throw new DerError('unexpected-element', node.offset)
  return time.getTime()
}

/** The same bytes, not a copy; a part of a Buffer is one already. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export function toHex(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('hex')
}

export function toBase64(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('base64')
}
