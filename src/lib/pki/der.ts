/**
 * A small strict reader of ASN.1 DER (ITU-T X.690), enough for X.509 and PKCS#12. It exists because Node shows
 * neither policies, key usage bits nor private extensions of a certificate, and because the certificates of a
 * PKCS#12 file must be readable without its password. It bounds depth and count, checks every length against its
 * parent, and never recurses on the input's word. `ber` admits what old Windows, Java and NSS write in PKCS#12
 * files: indefinite lengths and octet strings in pieces. It writes nothing and knows no schema.
 */
export type TagClass = 'universal' | 'application' | 'context' | 'private'

export interface DerNode {
  readonly tagClass: TagClass
  readonly tag: number
  readonly constructed: boolean
  /** The value without tag and length. */
  readonly content: Uint8Array
  /** Tag, length and value. */
  readonly raw: Uint8Array
  /** Empty for a primitive. */
  readonly children: readonly DerNode[]
  /** Where `raw` starts in the whole input, for messages. */
  readonly offset: number
}

export type DerProblem =
  | 'empty'
  | 'truncated'
  | 'trailing-bytes'
  | 'length-not-minimal'
  | 'length-too-long'
  | 'indefinite-length'
  | 'tag-too-long'
  | 'too-deep'
  | 'too-many-elements'
  | 'unexpected-element'

/** The input is not the ASN.1 it should be; translated to a DmpError by whoever knows the file's name. */
export class DerError extends Error {
  readonly problem: DerProblem
  readonly offset: number
  constructor(problem: DerProblem, offset: number) {
    super(`${problem} at byte ${offset}`)
    this.name = 'DerError'
    this.problem = problem
    this.offset = offset
  }
}

export const universal = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  t61String: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  universalString: 28,
  bmpString: 30,
} as const

const tagClasses: readonly TagClass[] = ['universal', 'application', 'context', 'private']
const maxDepth = 40
const maxElements = 50_000

interface Header {
  readonly tagClass: TagClass
  readonly tag: number
  readonly constructed: boolean
  readonly contentStart: number
  /** -1: indefinite. */
  readonly length: number
}

interface Reading {
  readonly bytes: Uint8Array
  readonly ber: boolean
  readonly levels: number
  elements: number
}

export interface DerOptions {
  readonly ber?: boolean
  /** How deep to look: elements below are taken as they are, without `children`. Spares long lists. */
  readonly levels?: number
}

/** Reads exactly one element that fills `bytes`. @throws DerError */
export function readDer(bytes: Uint8Array, options: DerOptions = {}): DerNode {
  if (bytes.length === 0) throw new DerError('empty', 0)
  const {ber = false, levels = maxDepth + 1} = options
  const reading: Reading = {bytes, ber, levels, elements: 0}
  const node = readElement(reading, 0, bytes.length, 0)
  if (node.raw.length !== bytes.length) throw new DerError('trailing-bytes', node.raw.length)
  return node
}

/**
 * Elements one after the other, none looked into (their `children` stay empty): for lists too long to be held as a
 * tree. Offsets count from the start of `bytes`. @throws DerError
 */
export function* readFlat(bytes: Uint8Array): Generator<DerNode> {
  const reading: Reading = {bytes, ber: false, levels: 0, elements: 0}
  for (let at = 0; at < bytes.length; ) {
    const {tagClass, tag, constructed, contentStart, length} = readHeader(reading, at, bytes.length)
    const end = contentStart + length
    const content = bytes.subarray(contentStart, end)
    yield {tagClass, tag, constructed, content, raw: bytes.subarray(at, end), children: [], offset: at}
    at = end
  }
}

function readElement(reading: Reading, start: number, end: number, depth: number): DerNode {
  if (depth > maxDepth) throw new DerError('too-deep', start)
  reading.elements += 1
  if (reading.elements > maxElements) throw new DerError('too-many-elements', start)
  const header = readHeader(reading, start, end)
  const children: DerNode[] = []
  let at = header.contentStart
  let contentEnd = header.length < 0 ? -1 : at + header.length
  if (header.constructed && (contentEnd < 0 || depth < reading.levels)) {
    const limit = contentEnd < 0 ? end : contentEnd
    while (contentEnd < 0 || at < limit) {
      if (contentEnd < 0 && isEndOfContents(reading.bytes, at, limit)) break
      const child = readElement(reading, at, limit, depth + 1)
      children.push(child)
      at += child.raw.length
    }
  }
  const elementEnd = contentEnd < 0 ? at + 2 : contentEnd
  if (contentEnd < 0) contentEnd = at
  return {
    tagClass: header.tagClass,
    tag: header.tag,
    constructed: header.constructed,
    content: reading.bytes.subarray(header.contentStart, contentEnd),
    raw: reading.bytes.subarray(start, elementEnd),
    children,
    offset: start,
  }
}

function isEndOfContents(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 2 > end) throw new DerError('truncated', at)
  return bytes[at] === 0 && bytes[at + 1] === 0
}

function readHeader(reading: Reading, start: number, end: number): Header {
  const {bytes} = reading
  const byteAt = (at: number): number => {
    const value = at < end ? bytes[at] : undefined
    if (value === undefined) throw new DerError('truncated', at)
    return value
  }
  const first = byteAt(start)
  if ((first & 0x1f) === 0x1f) throw new DerError('tag-too-long', start)
  const constructed = (first & 0x20) !== 0
  const head = {tagClass: tagClasses[first >> 6] ?? 'universal', tag: first & 0x1f, constructed}
  const second = byteAt(start + 1)
  if (second === 0x80) {
    if (!reading.ber || !constructed) throw new DerError('indefinite-length', start)
    return {...head, contentStart: start + 2, length: -1}
  }
  let length = second
  let contentStart = start + 2
  if (second > 0x80) {
    const count = second & 0x7f
    if (count > 4) throw new DerError('length-too-long', start)
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + byteAt(contentStart + i)
    contentStart += count
    if (!reading.ber && (length < 0x80 || length < 256 ** (count - 1)))
      throw new DerError('length-not-minimal', start)
  }
  if (length > end - contentStart) throw new DerError('truncated', start)
  return {...head, contentStart, length}
}
