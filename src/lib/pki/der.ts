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

/** A header just read: where its content starts, and how long it is; -1: indefinite. */
interface Header {
  tagClass: TagClass
  tag: number
  constructed: boolean
  contentStart: number
  length: number
}

/** One header at a time: whoever reads keeps what it needs of it before it reads on. */
interface Reading extends Header {
  readonly bytes: Uint8Array
  readonly ber: boolean
  readonly levels: number
  elements: number
}

function readingOf(bytes: Uint8Array, ber: boolean, levels: number): Reading {
  return {
    bytes,
    ber,
    levels,
    elements: 0,
    tagClass: 'universal',
    tag: 0,
    constructed: false,
    contentStart: 0,
    length: 0,
  }
}

const noChildren: readonly DerNode[] = []

/** Bytes are cut out when they are asked for: most elements of a certificate never are, and cutting is dear. */
class Element implements DerNode {
  readonly tagClass: TagClass
  readonly tag: number
  readonly constructed: boolean
  readonly offset: number
  children: readonly DerNode[] = noChildren
  end: number
  contentEnd: number
  readonly contentStart: number
  private readonly bytes: Uint8Array

  /** Of the header just read; an indefinite length is mended when its end was found. */
  constructor(reading: Reading, offset: number) {
    this.tagClass = reading.tagClass
    this.tag = reading.tag
    this.constructed = reading.constructed
    this.offset = offset
    this.bytes = reading.bytes
    this.contentStart = reading.contentStart
    this.contentEnd = reading.contentStart + reading.length
    this.end = this.contentEnd
  }

  get content(): Uint8Array {
    return this.bytes.subarray(this.contentStart, this.contentEnd)
  }

  get raw(): Uint8Array {
    return this.bytes.subarray(this.offset, this.end)
  }
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
  const node = readElement(readingOf(bytes, ber, levels), 0, bytes.length, 0)
  if (node.end !== bytes.length) throw new DerError('trailing-bytes', node.end)
  return node
}

/**
 * Elements one after the other, none looked into (their `children` stay empty): for lists too long to be held as a
 * tree. Offsets count from the start of `bytes`. @throws DerError
 */
export function* readFlat(bytes: Uint8Array): Generator<DerNode> {
  const reading = readingOf(bytes, false, 0)
  for (let at = 0; at < bytes.length; ) {
    readHeader(reading, at, bytes.length)
    const node = new Element(reading, at)
    yield node
    at = node.end
  }
}

function readElement(reading: Reading, start: number, end: number, depth: number): Element {
  if (depth > maxDepth) throw new DerError('too-deep', start)
  reading.elements += 1
  if (reading.elements > maxElements) throw new DerError('too-many-elements', start)
  readHeader(reading, start, end)
  const node = new Element(reading, start)
  const indefinite = reading.length < 0
  if (!node.constructed || (!indefinite && depth >= reading.levels)) return node
  const limit = indefinite ? end : node.contentEnd
  const children: DerNode[] = []
  let at = node.contentStart
  while (indefinite ? !isEndOfContents(reading.bytes, at, limit) : at < limit) {
    const child = readElement(reading, at, limit, depth + 1)
    children.push(child)
    at = child.end
  }
  node.children = children
  if (!indefinite) return node
  node.contentEnd = at
  node.end = at + 2
  return node
}

function isEndOfContents(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 2 > end) throw new DerError('truncated', at)
  return bytes[at] === 0 && bytes[at + 1] === 0
}

function byteAt(bytes: Uint8Array, at: number, end: number): number {
  const value = at < end ? bytes[at] : undefined
  if (value === undefined) throw new DerError('truncated', at)
  return value
}

function readHeader(reading: Reading, start: number, end: number): void {
  const {bytes, ber} = reading
  const first = byteAt(bytes, start, end)
  if ((first & 0x1f) === 0x1f) throw new DerError('tag-too-long', start)
  reading.constructed = (first & 0x20) !== 0
  reading.tagClass = tagClasses[first >> 6] ?? 'universal'
  reading.tag = first & 0x1f
  reading.contentStart = start + 2
  reading.length = byteAt(bytes, start + 1, end)
  if (reading.length === 0x80) {
    if (!ber || !reading.constructed) throw new DerError('indefinite-length', start)
    reading.length = -1
    return
  }
  if (reading.length > 0x80) readLongLength(reading, start, end)
  if (reading.length > end - reading.contentStart) throw new DerError('truncated', start)
}

function readLongLength(reading: Reading, start: number, end: number): void {
  const count = reading.length & 0x7f
  if (count > 4) throw new DerError('length-too-long', start)
  let length = 0
  for (let i = 0; i < count; i++) length = length * 256 + byteAt(reading.bytes, reading.contentStart + i, end)
  if (!reading.ber && (length < 0x80 || length < 256 ** (count - 1)))
    throw new DerError('length-not-minimal', start)
  reading.length = length
  reading.contentStart += count
}
