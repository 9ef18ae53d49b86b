import {readContentType} from '../soap/content-type.ts'
import {dechunk, isChunkLine} from './chunked.ts'
import {settleEnvelope, wholeCharacters} from './envelope-bytes.ts'
import {type EnvelopeStart, envelopeEnd, envelopeStart, tagAt, trimCut} from './envelope-extent.ts'
import type {Found, SearchTask} from './finding.ts'
import {inflated} from './gzip.ts'
import {OffsetMap} from './offset-map.ts'
import {boundaryAt, readMultipart} from './read-multipart.ts'
import {nextToken, skipBlanks, standsAt} from './text-bytes.ts'
import {firstWithin} from './within.ts'

export const NO_HEADERS: ReadonlyMap<string, string> = new Map()
const KIND_LOOK = 32_768
/** Words « Envelope » looked at before one that begins an element. */
const MAX_LOOKS = 8
/** The largest body kept as it was sent. */
const MOST_RAW = 67_108_864

/** What a SOAP or multipart body gives, or what stopped it. */
export type Body = Pick<Found, 'end' | 'form' | 'envelope' | 'parts' | 'encoding' | 'remarks' | 'cut'> & {
  readonly headers: ReadonlyMap<string, string>
}

/** Whether the first envelope at or after `from` has its `<` written as an XML escape. */
export function isEscaped(bytes: Buffer, from: number): boolean {
  let at = nextToken(bytes, 'Envelope', from)
  for (let looks = 0; looks < MAX_LOOKS && at !== -1 && at < from + KIND_LOOK; looks++) {
    if (tagAt(bytes, at, from)) return false
    if (/lt;(?:[\w.-]{1,64}:)?$/.test(bytes.toString('latin1', Math.max(from, at - 70), at))) return true
    at = nextToken(bytes, 'Envelope', at + 8)
  }
  return false
}

export function soapBody(bytes: Buffer, begin: EnvelopeStart, task: SearchTask): Body | 'open' {
  const extent = envelopeEnd(bytes, begin, task.maxEnvelope)
  if (extent.kind === 'open' && !task.final) return 'open'
  const closed = extent.kind === 'closed'
  const end = closed ? extent.end : trimCut(bytes, begin.start, extent.end)
  const limit = extent.kind === 'limit' && end === extent.end
  const raw = limit ? Buffer.alloc(0) : bytes.subarray(begin.start, end)
  const settled = settleEnvelope(closed ? raw : wholeCharacters(raw))
  const remarks = [...settled.remarks]
  if (limit) remarks.push({kind: 'too-large', size: end - begin.start})
  const where = limit ? 'limit' : extent.kind === 'cut' ? 'next-exchange' : 'envelope'
  return {
    end: limit ? pastLimit(bytes, end) : end,
    form: 'soap',
    headers: NO_HEADERS,
    envelope: settled.envelope,
    encoding: settled.encoding,
    parts: new Map(),
    remarks,
    ...(closed ? {} : {cut: {where, at: end}}),
  }
}

/** After an envelope that is too large, what is left of the run of characters in which it was given up. */
function pastLimit(bytes: Buffer, from: number): number {
  const next = bytes.indexOf(0x3c, from)
  return next === -1 ? bytes.length : next
}

export function mimeBody(
  bytes: Buffer,
  at: number,
  headers: ReadonlyMap<string, string>,
  task: SearchTask,
): Body | 'open' | undefined {
  const declared = readContentType(headers.get('content-type') ?? '').parameters.get('boundary')
  const guessed = boundaryAt(bytes, at)
  const boundary = declared !== undefined && standsAt(bytes, `--${declared}`, at) ? declared : guessed
  if (boundary === undefined) return undefined
  const reading = readMultipart(bytes, at, boundary, headers, task)
  if (reading === 'open') return 'open'
  const remarks =
    boundary === declared ? reading.remarks : [...reading.remarks, {kind: 'boundary-guessed'} as const]
  return {...reading, form: 'mime', headers: reading.root, remarks}
}

/** The envelope or multipart that begins at `at`, blanks left out. */
export function bodyAt(
  bytes: Buffer,
  at: number,
  headers: ReadonlyMap<string, string>,
  task: SearchTask,
): Body | 'open' | undefined {
  const start = skipBlanks(bytes, at)
  const mime = mimeBody(bytes, start, headers, task)
  if (mime) return mime
  if (bytes[start] !== 0x3c && bytes[start] !== 0xef) return undefined
  const view = bytes.subarray(0, start + KIND_LOOK)
  for (
    let token = view.indexOf('Envelope', start);
    token !== -1;
    token = view.indexOf('Envelope', token + 8)
  ) {
    const begin = envelopeStart(bytes, token, start)
    if (begin === 'open') return task.final ? undefined : 'open'
    if (!begin) continue
    const first = begin.start === start || (bytes[start] === 0xef && begin.start === start + 3)
    return first ? soapBody(bytes, begin, task) : undefined
  }
  return undefined
}

/** The body as it was sent: as long as it was announced, where that fits, else as far as it was understood. */
export function rawBodyOf(bytes: Buffer, from: number, body: Body, length: number): Pick<Found, 'rawBody'> {
  const announced = from + length
  const fits =
    Number.isInteger(length) &&
    announced <= bytes.length &&
    (body.cut !== undefined || announced >= body.end - 2)
  const end = fits ? announced : body.end
  return end - from > MOST_RAW ? {} : {rawBody: Buffer.from(bytes.subarray(from, end))}
}

/** A chunked or compressed body, undone and searched. */
export function codedBody(
  bytes: Buffer,
  at: number,
  headers: ReadonlyMap<string, string>,
  task: SearchTask,
): {found: readonly Found[]; end: number} | 'open' | undefined {
  if (isChunkLine(bytes, at)) {
    const whole = dechunk(bytes, at)
    if (whole === 'open' && !task.final) return 'open'
    if (whole === undefined || whole === 'open') return undefined
    const asSent = messageOf(whole.bytes, headers)
    const unwrapped = {...whole, bytes: asSent.bytes, wrapping: ['chunked'] as const}
    return {found: firstWithin(unwrapped, task, asSent.added), end: whole.end}
  }
  if (bytes[at] !== 0x1f || bytes[at + 1] !== 0x8b) return undefined
  const plain = inflated(bytes.subarray(at), task)
  if (!plain) return undefined
  if (!plain.complete && !task.final) return 'open'
  const end = at + plain.consumed
  const asSent = messageOf(plain.bytes, headers)
  const map = new OffsetMap('coarse')
  map.add(0, at)
  const unwrapped = {wrapping: ['gzip'] as const, bytes: asSent.bytes, map, end}
  return {found: firstWithin(unwrapped, task, asSent.added), end}
}

/** A body taken out of its coding, given the headers that say its boundary, to be searched as a message. */
function messageOf(body: Buffer, headers: ReadonlyMap<string, string>): {bytes: Buffer; added: number} {
  const type = headers.get('content-type')
  const head = Buffer.from(
    type === undefined || body[0] === 0x1f ? '' : `Content-Type: ${type}\r\n\r\n`,
    'latin1',
  )
  return {bytes: Buffer.concat([head, body]), added: head.length}
}
