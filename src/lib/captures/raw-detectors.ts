import {readContentType} from '../soap/content-type.ts'
import {dechunk, isChunkLine} from './chunked.ts'
import {directionOf, settleEnvelope, wholeCharacters} from './envelope-bytes.ts'
import {type EnvelopeStart, envelopeEnd, envelopeStart, tagAt, trimCut} from './envelope-extent.ts'
import type {Attempt, Detector, Found, SearchTask} from './finding.ts'
import {none} from './finding.ts'
import {inflated} from './gzip.ts'
import {readHeaders} from './header-block.ts'
import {type HttpStart, httpStartAt} from './http-start.ts'
import {headersBefore} from './log-headers.ts'
import {stripLines} from './log-lines.ts'
import {OffsetMap} from './offset-map.ts'
import {boundaryAt, readMultipart} from './read-multipart.ts'
import {isBlank, isNameByte, LF, lineStart, nextLine, nextToken, skipBlanks, standsAt} from './text-bytes.ts'
import {firstWithin} from './within.ts'
import {unescapeXmlFrom} from './xml-escapes.ts'

const NO_HEADERS: ReadonlyMap<string, string> = new Map()
const KIND_LOOK = 32_768
/** Words « Envelope » looked at before one that begins an element. */
const MAX_LOOKS = 8

/** What a SOAP or multipart body gives, or what stopped it. */
type Body = Pick<Found, 'end' | 'form' | 'envelope' | 'parts' | 'encoding' | 'remarks' | 'cut'> & {
  readonly headers: ReadonlyMap<string, string>
}

/** Whether the first envelope at or after `from` has its `<` written as an XML escape. */
function isEscaped(bytes: Buffer, from: number): boolean {
  let at = nextToken(bytes, 'Envelope', from)
  for (let looks = 0; looks < MAX_LOOKS && at !== -1 && at < from + KIND_LOOK; looks++) {
    if (tagAt(bytes, at, from)) return false
    if (/lt;(?:[\w.-]{1,64}:)?$/.test(bytes.toString('latin1', Math.max(from, at - 70), at))) return true
    at = nextToken(bytes, 'Envelope', at + 8)
  }
  return false
}

function soapBody(bytes: Buffer, begin: EnvelopeStart, task: SearchTask): Body | 'open' {
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

function mimeBody(
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
function bodyAt(
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

/** Whether line breaks around the start tag are written as `\\n`, or quotes enclose it: a string still to be undone. */
function isInString(bytes: Buffer, {start, tag}: EnvelopeStart): boolean {
  const before = bytes.toString('latin1', Math.max(0, start - 2), start)
  if (before.endsWith('"')) {
    const line = bytes.subarray(start, nextLine(bytes, start, KIND_LOOK))
    return line.includes('\\')
  }
  const prolog = bytes.toString('latin1', start, tag)
  const after = bytes.subarray(tag, tag + KIND_LOOK).indexOf(0x3e)
  const text = after === -1 ? '' : bytes.toString('latin1', tag + after + 1, tag + after + 5)
  return /^\\[nrt]$/.test(before) || /\?>\\[nrt]/.test(prolog) || /^(?:\\[nrt])+/.test(text)
}

/** SOAP alone: `<soap:Envelope` with any prefix. */
export const soapDetector: Detector = {
  name: 'soap',
  next: (bytes, from) => bytes.indexOf('Envelope', from),
  attempt(bytes, anchor, floor, task): Attempt {
    const begin = envelopeStart(bytes, anchor, floor)
    if (begin === 'open')
      return task.final
        ? none(anchor + 8)
        : {kind: 'open', from: begin === 'open' ? lineStart(bytes, anchor, floor) : anchor}
    if (!begin) return none(anchor + 8)
    if (isInString(bytes, begin)) return none(anchor + 8)
    const stripped = stripLines(bytes, begin.start, floor, task)
    if (stripped) return stripped
    const before = headersBefore(bytes, begin.start, floor)
    const body = soapBody(bytes, begin, task)
    if (body === 'open') return {kind: 'open', from: before?.start ?? begin.start}
    const found: Found = {
      ...body,
      start: before?.start ?? begin.start,
      wrapping: [],
      direction: before?.direction ?? directionOf(body.envelope),
      headers: before?.headers ?? NO_HEADERS,
      ...(before?.logId === undefined ? {} : {logId: before.logId}),
    }
    return {kind: 'found', found: [found], end: body.end}
  },
}

/** A multipart alone, with its headers before it or without. */
export const mimeDetector: Detector = {
  name: 'mime',
  next(bytes, from) {
    for (let at = bytes.indexOf('--', from); at !== -1; at = bytes.indexOf('--', at)) {
      const start = at
      while (bytes[at] === 0x2d) at++
      if (!isNameByte(bytes[start - 1]) && !isBlank(bytes[at])) return start
    }
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    if (!task.final && bytes.length - anchor < 1024)
      return {kind: 'open', from: lineStart(bytes, anchor, floor)}
    const stripped =
      /content-/i.test(bytes.toString('latin1', anchor, anchor + 1024)) &&
      stripLines(bytes, anchor, floor, task)
    if (stripped) return stripped
    if (boundaryAt(bytes, anchor) === undefined || nextToken(bytes, 'Envelope', anchor) === -1)
      return none(anchor + 2)
    const before = headersBefore(bytes, anchor, floor)
    const start = before?.start ?? anchor
    if (isEscaped(bytes, anchor)) return unescapeXmlFrom(bytes, start, task)
    const body = mimeBody(bytes, anchor, before?.headers ?? NO_HEADERS, task)
    if (body === 'open') return {kind: 'open', from: start}
    if (!body || (body.envelope.length === 0 && !body.remarks.some(({kind}) => kind === 'too-large')))
      return none(Math.max(anchor + 2, body?.end ?? 0))
    const headers = new Map([...body.headers, ...(before?.headers ?? [])])
    const direction = before?.direction ?? directionOf(body.envelope)
    const found: Found = {
      ...body,
      ...rawBodyOf(bytes, anchor, body, Number.NaN),
      start,
      wrapping: [],
      direction,
      headers,
      ...(before?.logId === undefined ? {} : {logId: before.logId}),
    }
    return {kind: 'found', found: [found], end: body.end}
  },
}

/** HTTP/1.x with its start line. */
export const httpDetector: Detector = {
  name: 'http',
  next: (bytes, from) => bytes.indexOf('HTTP/1.', from),
  attempt(bytes, anchor, floor, task): Attempt {
    if (!task.final && bytes.length - anchor < 256)
      return {kind: 'open', from: lineStart(bytes, anchor, floor)}
    const start = httpStartAt(bytes, anchor, floor)
    if (!start) return none(anchor + 7)
    const stripped = stripLines(bytes, start.start, floor, task)
    if (stripped) return stripped
    return readMessage(bytes, start, floor, task)
  },
}

function readMessage(bytes: Buffer, start: HttpStart, floor: number, task: SearchTask): Attempt {
  const first = bytes.indexOf(LF, start.start)
  const resume = start.start + start.line.length
  if (first === -1) return task.final ? none(resume) : {kind: 'open', from: start.start}
  const block = readHeaders(bytes, first + 1)
  if (block.open && !task.final) return {kind: 'open', from: start.start}
  if (block.count === 0 && start.kind === 'request') return none(resume)
  if (isEscaped(bytes, block.end)) return unescapeXmlFrom(bytes, lineStart(bytes, start.start, floor), task)
  const head = {start: start.start, startLine: start.line, direction: start.kind, wrapping: []} as const
  const coded = codedBody(bytes, block.end, block.headers, task)
  if (coded) {
    if (coded === 'open') return {kind: 'open', from: start.start}
    const [one] = coded.found
    if (one) {
      const headers = new Map([...one.headers, ...block.headers])
      const found: Found = {...one, ...head, form: 'http', headers, wrapping: one.wrapping}
      return {kind: 'found', found: [found], end: coded.end}
    }
  }
  const body = bodyAt(bytes, block.end, block.headers, task)
  if (body === 'open') return {kind: 'open', from: start.start}
  if (body) {
    const length = Number(block.headers.get('content-length') ?? Number.NaN)
    const differs = Number.isInteger(length) && !body.cut && !lengthFits(bytes, block.end, body.end, length)
    const remarks = differs
      ? [...body.remarks, {kind: 'length-differs', size: length} as const]
      : body.remarks
    const headers = new Map([...body.headers, ...block.headers])
    const rawBody = rawBodyOf(bytes, block.end, body, length)
    return {
      kind: 'found',
      found: [{...body, ...head, ...rawBody, form: 'http', headers, remarks}],
      end: body.end,
    }
  }
  if (block.count === 0 || !tellsEnough(start)) return none(resume)
  const cut = block.open
    ? ({where: 'headers', at: block.end} as const)
    : ({where: 'before-body', at: block.end} as const)
  const empty = {envelope: new Uint8Array(), parts: new Map(), encoding: 'utf-8', remarks: []} as const
  const found: Found = {...empty, ...head, form: 'http', headers: block.headers, end: block.end, cut}
  return {kind: 'found', found: [found], end: block.end}
}

/** The largest body kept as it was sent. */
const MOST_RAW = 67_108_864

/** The body as it was sent: as long as it was announced, where that fits, else as far as it was understood. */
function rawBodyOf(bytes: Buffer, from: number, body: Body, length: number): Pick<Found, 'rawBody'> {
  const announced = from + length
  const fits =
    Number.isInteger(length) &&
    announced <= bytes.length &&
    (body.cut !== undefined || announced >= body.end - 2)
  const end = fits ? announced : body.end
  return end - from > MOST_RAW ? {} : {rawBody: Buffer.from(bytes.subarray(from, end))}
}

/** Messages worth telling without an envelope: what was posted, and what came back. */
function tellsEnough({kind, method, status, line}: HttpStart): boolean {
  if (kind === 'request') return method === 'POST' || method === 'PUT'
  return (status ?? 0) >= 200 && !/connection established/i.test(line)
}

/** The body ends where its length says, blanks after the envelope or the last boundary being part of it. */
function lengthFits(bytes: Buffer, from: number, end: number, length: number): boolean {
  const last = from + length
  if (last < end) return last >= end - 2 && isBlank(bytes[end - 1])
  return skipBlanks(bytes, end) >= Math.min(last, bytes.length)
}

/** A chunked or compressed body, undone and searched. */
function codedBody(
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
