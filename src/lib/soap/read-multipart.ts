import {readContentType} from './content-type.ts'

export interface MimePart {
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>
  /** Without angle brackets; empty when the part has none. */
  readonly contentId: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface Multipart {
  readonly root: MimePart
  readonly parts: readonly MimePart[]
}

/** Why a multipart answer could not be read. Domain code; the caller decides what it means. */
export class MultipartFault extends Error {
  readonly reason: MultipartReason

  constructor(reason: MultipartReason) {
    super(reason)
    this.name = 'MultipartFault'
    this.reason = reason
  }
}

export type MultipartReason =
  | 'no-boundary'
  | 'boundary-not-found'
  | 'truncated'
  | 'part-header'
  | 'transfer-encoding'
  | 'too-many-parts'
  | 'no-root'

export interface MultipartLimits {
  readonly maxParts: number
  readonly maxHeaderBytes: number
}

const LIMITS: MultipartLimits = {maxParts: 64, maxHeaderBytes: 16_384}

const strip = (id: string): string => id.trim().replace(/^<(.*)>$/, '$1')

function headersOf(block: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    if (line === '') continue
    const colon = line.indexOf(':')
    if (colon <= 0) throw new MultipartFault('part-header')
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}

function decoded(bytes: Uint8Array, encoding: string): Uint8Array {
  switch (encoding.toLowerCase()) {
    case '':
    case 'binary':
    case '8bit':
    case '7bit':
      return bytes
    case 'base64':
      return Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64')
    default:
      throw new MultipartFault('transfer-encoding')
  }
}

function partOf(raw: Buffer, limits: MultipartLimits): MimePart {
  const empty = raw.subarray(0, 2).toString('latin1') === '\r\n' ? 2 : raw[0] === 0x0a ? 1 : 0
  let head = ''
  let start = empty
  if (empty === 0) {
    const crlf = raw.indexOf('\r\n\r\n')
    const lf = raw.indexOf('\n\n')
    const end = crlf < 0 ? lf : lf < 0 ? crlf : Math.min(crlf, lf)
    if (end < 0 || end > limits.maxHeaderBytes) throw new MultipartFault('part-header')
    head = raw.subarray(0, end).toString('latin1')
    start = end + (end === crlf ? 4 : 2)
  }
  const headers = headersOf(head)
  const body = raw.subarray(start)
  return {
    headers,
    contentId: strip(headers.get('content-id') ?? ''),
    contentType: headers.get('content-type') ?? 'text/plain',
    bytes: decoded(body, headers.get('content-transfer-encoding') ?? ''),
  }
}

/** Where a delimiter line starts (at the line break before it) and where the line after it starts. */
interface Delimiter {
  readonly before: number
  readonly after: number
  readonly closing: boolean
}

/** Reads the end of a delimiter line from `at`, the place after the marker. */
function endOfDelimiter(
  bytes: Buffer,
  at: number,
): {readonly after: number; readonly closing: boolean} | undefined {
  const closing = bytes[at] === 0x2d && bytes[at + 1] === 0x2d
  let end = closing ? at + 2 : at
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end += 1
  if (bytes[end] === 0x0d && bytes[end + 1] === 0x0a) return {after: end + 2, closing}
  if (bytes[end] === 0x0a) return {after: end + 1, closing}
  return closing && end >= bytes.length ? {after: end, closing} : undefined
}

function nextDelimiter(bytes: Buffer, marker: Buffer, from: number): Delimiter | undefined {
  for (let at = bytes.indexOf(marker, from); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    if (at > 0 && bytes[at - 1] !== 0x0a) continue
    const end = endOfDelimiter(bytes, at + marker.length)
    if (!end) continue
    const before = at === 0 ? 0 : at - (bytes[at - 2] === 0x0d ? 2 : 1)
    return {before, ...end}
  }
  return undefined
}

/**
 * Splits a multipart answer (RFC 2046, RFC 2387) held in memory; the transport has already bounded its size.
 * @throws MultipartFault naming what is wrong
 */
export function readMultipart(
  contentType: string,
  bytes: Uint8Array,
  limits: Partial<MultipartLimits> = {},
): Multipart {
  const bounds = {...LIMITS, ...limits}
  const {parameters} = readContentType(contentType)
  const boundary = parameters.get('boundary')
  if (!boundary) throw new MultipartFault('no-boundary')
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const marker = Buffer.from(`--${boundary}`, 'latin1')
  const parts: MimePart[] = []
  let here = nextDelimiter(all, marker, 0)
  if (!here) throw new MultipartFault('boundary-not-found')
  while (!here.closing) {
    const next = nextDelimiter(all, marker, here.after)
    if (!next) throw new MultipartFault('truncated')
    if (parts.length >= bounds.maxParts) throw new MultipartFault('too-many-parts')
    parts.push(partOf(all.subarray(here.after, Math.max(here.after, next.before)), bounds))
    here = next
  }
  const start = parameters.get('start')
  const root = start === undefined ? parts[0] : parts.find((one) => one.contentId === strip(start))
  if (!root) throw new MultipartFault('no-root')
  return {root, parts}
}
