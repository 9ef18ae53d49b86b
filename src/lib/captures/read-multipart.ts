import {readContentType} from '../soap/content-type.ts'
import type {CapturedPart, CaptureRemark, CutWhere} from './captured-exchange.ts'
import {isUtf8, settleEnvelope} from './envelope-bytes.ts'
import {trimCut} from './envelope-extent.ts'
import type {Found, SearchTask} from './finding.ts'
import {type HeaderBlock, readHeaders} from './header-block.ts'
import {httpStartAt} from './http-start.ts'
import {headersBefore} from './log-headers.ts'
import {LF, lineStart, lineText, nextLine, skipBlanks, standsAt} from './text-bytes.ts'

/** What a multipart gives of an exchange; the rest is known by who found it. */
export type MultipartReading =
  | 'open'
  | (Pick<Found, 'envelope' | 'parts' | 'encoding' | 'remarks' | 'cut' | 'end'> & {
      readonly root: ReadonlyMap<string, string>
    })

interface RawPart {
  readonly headers: HeaderBlock
  readonly content: Buffer
  readonly complete: boolean
}

interface Stop {
  /** Where the content before it ends. */
  readonly before: number
  /** Where what follows it begins. */
  readonly after: number
  readonly kind: 'next' | 'closing' | 'foreign'
}

const MAX_PARTS = 256
const FIRST_BLOCK = 1024
const BLOCK = 65_536
const BOUNDARY_LINE = /^--([\w'()+,./:=?@ -]{1,200}?)\s*$/

/** The boundary of a multipart that begins at `at`, when this line and the next one look like one. */
export function boundaryAt(bytes: Buffer, at: number): string | undefined {
  if (!standsAt(bytes, '--', at)) return undefined
  const boundary = BOUNDARY_LINE.exec(lineText(bytes, at, 256))?.[1]
  if (boundary === undefined || /^-*$/.test(boundary)) return undefined
  return /^content-[a-z-]{2,30}\s*:/i.test(lineText(bytes, nextLine(bytes, at, 256), 200))
    ? boundary
    : undefined
}

function delimiterAt(bytes: Buffer, at: number, marker: string, first = false): Stop | undefined {
  if (!first && at > 0 && bytes[at - 1] !== LF) return undefined
  const closing = standsAt(bytes, '--', at + marker.length)
  let end = at + marker.length + (closing ? 2 : 0)
  while (bytes[end] === 0x20 || bytes[end] === 0x09) end++
  const before = at === 0 ? 0 : at - (bytes[at - 2] === 0x0d ? 2 : 1)
  if (bytes[end] === 0x0d && bytes[end + 1] === LF) end += 2
  else if (bytes[end] === LF) end++
  else if (!closing) return undefined
  return {before, after: end, kind: closing ? 'closing' : 'next'}
}

/** An exchange that begins before the multipart was closed. */
function foreignAt(bytes: Buffer, from: number, to: number): number {
  let first = -1
  for (let at = bytes.indexOf('HTTP/1.', from); at !== -1 && at < to; at = bytes.indexOf('HTTP/1.', at + 7)) {
    const start = httpStartAt(bytes, at, from)
    if (start === undefined || !/^[\w-]{1,60}: /.test(lineText(bytes, nextLine(bytes, at, 8192), 100)))
      continue
    first = start.start
    break
  }
  for (let at = bytes.indexOf('\n--', from); at !== -1 && at < to; at = bytes.indexOf('\n--', at + 3)) {
    if (first !== -1 && at > first) break
    if (boundaryAt(bytes, at + 1) !== undefined && beginsMessage(bytes, at + 1))
      return ownStart(bytes, at + 1, from)
  }
  return first
}

/** Whether a boundary line opens a message of its own: its first part is an envelope. */
function beginsMessage(bytes: Buffer, at: number): boolean {
  return isRoot(readHeaders(bytes, nextLine(bytes, at, 256)))
}

/** A message begins at its headers when it has some before its first boundary. */
function ownStart(bytes: Buffer, boundary: number, floor: number): number {
  return headersBefore(bytes, boundary, floor)?.start ?? boundary
}

/** A delimiter after which an envelope comes although there was one already: of a message with the same boundary. */
function secondMessage(
  bytes: Buffer,
  stop: Stop,
  parts: readonly Pick<RawPart, 'headers'>[],
  floor: number,
): Stop {
  const line = lineStart(bytes, Math.max(0, stop.after - 1), floor)
  if (stop.kind !== 'next' || !parts.some(({headers}) => isRoot(headers)) || !beginsMessage(bytes, line))
    return stop
  const start = ownStart(bytes, line, floor)
  return {before: start, after: start, kind: 'foreign'}
}

function isRoot({headers}: HeaderBlock): boolean {
  return /application\/xop\+xml|application\/soap\+xml/i.test(headers.get('content-type') ?? '')
}

/** The next delimiter or, when it comes first, the next exchange; looked for block by block. */
function nextStop(bytes: Buffer, marker: string, from: number): Stop | undefined {
  let size = FIRST_BLOCK
  let block = from
  while (block < bytes.length) {
    const end = Math.min(bytes.length, block + size)
    const reach = Math.min(bytes.length, end + 512)
    const view = bytes.subarray(0, reach)
    let stop: Stop | undefined
    for (let at = view.indexOf(marker, block); at !== -1 && at < end; at = view.indexOf(marker, at + 2)) {
      stop = delimiterAt(bytes, at, marker)
      if (stop) break
    }
    const foreign = foreignAt(view, Math.max(from, block - 1), stop ? stop.before : end)
    if (foreign !== -1) return {before: foreign, after: foreign, kind: 'foreign'}
    if (stop) return stop
    block = end
    size = Math.min(BLOCK, 2 * size)
  }
  return undefined
}

/**
 * Reads a multipart (RFC 2046, RFC 2387) from its first delimiter on, cut or with its line ends changed.
 * @param headers of the message, for `boundary` and `start`
 */
export function readMultipart(
  bytes: Buffer,
  at: number,
  boundary: string,
  headers: ReadonlyMap<string, string>,
  task: SearchTask,
): MultipartReading {
  const marker = `--${boundary}`
  const parts: RawPart[] = []
  let cut: {where: CutWhere; at: number} | undefined
  let stop = delimiterAt(bytes, at, marker, true)
  let end = at
  while (stop?.kind === 'next' && parts.length < MAX_PARTS) {
    const block = readHeaders(bytes, stop.after)
    const stopped = nextStop(bytes, marker, stop.after)
    const next = stopped && secondMessage(bytes, stopped, [...parts, {headers: block}], stop.after)
    if (!next && !task.final) return 'open'
    const last = next?.before ?? Math.min(trimCut(bytes, block.end, bytes.length), bytes.length)
    const complete = next !== undefined && next.kind !== 'foreign'
    parts.push({headers: block, content: bytes.subarray(Math.min(block.end, last), last), complete})
    end = next?.after ?? last
    if (!next) cut = {where: 'parts', at: last}
    if (next?.kind === 'foreign') cut = {where: 'next-exchange', at: last}
    stop = next
  }
  if (!stop && !cut) cut = {where: 'parts', at: end}
  return {...assemble(parts, headers, task, cut), end}
}

const stripId = (id: string): string => id.trim().replace(/^<(.*)>$/, '$1')

function assemble(
  raw: readonly RawPart[],
  headers: ReadonlyMap<string, string>,
  task: SearchTask,
  cut: Found['cut'],
): Omit<Exclude<MultipartReading, 'open'>, 'end'> {
  const start = readContentType(headers.get('content-type') ?? '').parameters.get('start')
  const wanted = start === undefined ? undefined : stripId(start)
  const named = raw.findIndex((one) => stripId(one.headers.headers.get('content-id') ?? '') === wanted)
  const rootAt =
    wanted !== undefined && named !== -1 ? named : raw.findIndex(({content}) => looksLikeEnvelope(content))
  const root = raw[rootAt]
  const remarks: CaptureRemark[] = []
  const changed = raw.some(({headers: block}) => block.count > 0 && block.lineEnds === 'lf')
  if (changed) remarks.push({kind: 'line-ends-changed'})
  const parts = new Map<string, CapturedPart>()
  for (const [place, one] of raw.entries()) {
    if (place === rootAt) continue
    const part = settlePart(one, place + 1, changed, task)
    if (part.damaged) remarks.push({kind: 'damaged', contentId: part.contentId})
    if (part.tooLarge) remarks.push({kind: 'too-large', contentId: part.contentId, size: part.size})
    parts.set(parts.has(part.contentId) ? `${part.contentId}#${place + 1}` : part.contentId, part)
  }
  const content = root ? decoded(root) : Buffer.alloc(0)
  const large = content.length > task.maxEnvelope
  if (large) remarks.push({kind: 'too-large', size: content.length})
  if (!root) remarks.push({kind: 'no-envelope'})
  const from = content.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0
  const settled = settleEnvelope(large ? Buffer.alloc(0) : trimEnd(content.subarray(from)))
  return {
    root: root?.headers.headers ?? new Map(),
    envelope: settled.envelope,
    encoding: settled.encoding,
    remarks: [...settled.remarks, ...remarks],
    parts,
    ...(cut ? {cut: root && !root.complete ? {...cut, where: 'envelope' as const} : cut} : {}),
  }
}

function trimEnd(bytes: Buffer): Buffer {
  const from = skipBlanks(bytes, 0)
  const last = bytes.lastIndexOf(0x3e)
  return last > from && skipBlanks(bytes, last + 1) >= bytes.length
    ? bytes.subarray(from, last + 1)
    : bytes.subarray(from)
}

function looksLikeEnvelope(content: Buffer): boolean {
  return content.subarray(0, 65_536).includes('Envelope')
}

function settlePart(one: RawPart, number: number, changed: boolean, task: SearchTask): CapturedPart {
  const content = decoded(one)
  const encoding = one.headers.headers.get('content-transfer-encoding')?.toLowerCase()
  const raw = encoding === undefined || encoding === 'binary' || encoding === '8bit'
  const binary = raw && !isText(content)
  const replaced = content.includes('\ufffd')
  const tooLarge = content.length > task.maxPart
  return {
    contentId: stripId(one.headers.headers.get('content-id') ?? '') || `part-${number}`,
    headers: one.headers.headers,
    bytes: tooLarge ? new Uint8Array() : Buffer.from(content),
    size: content.length,
    tooLarge,
    complete: one.complete,
    damaged: replaced || (binary && changed),
  }
}

/** Text: UTF-8 without control characters. */
function isText(content: Buffer): boolean {
  for (const byte of content.subarray(0, BLOCK))
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return false
  return isUtf8(content)
}

function decoded({headers, content}: RawPart): Buffer {
  switch (headers.headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(content.toString('latin1'), 'base64')
    case 'quoted-printable':
      return quotedPrintable(content)
    default:
      return content
  }
}

/** RFC 2045 §6.7. */
function quotedPrintable(content: Buffer): Buffer {
  const text = content.toString('latin1').replace(/=[ \t]*\r?\n/g, '')
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
