import type {ReceivedPart} from '../backend.ts'
import {type ContentType, contentIdOf, readContentType} from './content-type.ts'
import {PartSink, type SpoolLimits} from './part-sink.ts'
import {BodyRefusal} from './refusal.ts'

export interface MultipartLimits extends SpoolLimits {
  readonly parts: number
  readonly headerBytes: number
}

const lineEnd = Buffer.from('\r\n')
const headerEnd = Buffer.from('\r\n\r\n')
const empty = Buffer.alloc(0)

/** Takes the bytes from `chunks` piece by piece, holding back what may begin a delimiter. */
class Intake {
  readonly #chunks: AsyncIterator<Uint8Array>
  held: Buffer = empty

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** False at the end of the body. */
  async more(): Promise<boolean> {
    const next = await this.#chunks.next()
    if (next.done === true) return false
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk])
    return true
  }

  drop(length: number): void {
    this.held = this.held.subarray(length)
  }
}

function refuse(cause: string, text: string): never {
  throw new BodyRefusal(400, `mime/${cause}`, text)
}

/**
 * Streaming reader of multipart/related (RFC 2387, RFC 2046 §5.1.1). Strict: nothing before the first delimiter, each
 * part has its own Content-Type and Content-ID, binary or 8bit only, a closing delimiter, nothing after it.
 * Parts already received are discarded when it throws.
 */
export async function readMultipart(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
  limits: MultipartLimits,
): Promise<ReceivedPart[]> {
  if (!/^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/.test(boundary))
    refuse('boundary', 'Boundary refused')
  const intake = new Intake(chunks)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const sinks: PartSink[] = []
  try {
    await expectStart(intake, delimiter.subarray(2))
    const parts: ReceivedPart[] = []
    while (!(await atClose(intake))) {
      if (parts.length >= limits.parts) refuse('too-many-parts', 'Too many parts')
      const header = await readHeader(intake, limits.headerBytes)
      const sink = new PartSink(limits)
      sinks.push(sink)
      await readContent(intake, delimiter, sink)
      const part = await sink.finish(header.contentId, header.contentType)
      if (parts.some((each) => each.contentId === part.contentId)) refuse('content-id', 'Content-ID repeated')
      parts.push(part)
    }
    await expectEnd(intake)
    return parts
  } catch (error) {
    await Promise.all(sinks.map((sink) => sink.discard()))
    throw error
  }
}

async function expectStart(intake: Intake, dashBoundary: Buffer): Promise<void> {
  while (intake.held.length < dashBoundary.length + 2) {
    if (!(await intake.more())) refuse('boundary', 'The first delimiter was not found')
  }
  // A CRLF before the first delimiter is allowed by RFC 2046.
  if (intake.held.subarray(0, 2).equals(lineEnd)) {
    intake.drop(2)
    return expectStart(intake, dashBoundary)
  }
  if (!intake.held.subarray(0, dashBoundary.length).equals(dashBoundary)) {
    refuse('boundary', 'The body does not begin with the delimiter of the Content-Type')
  }
  intake.drop(dashBoundary.length)
}

/** After a delimiter: `--` closes, CRLF opens a part. */
async function atClose(intake: Intake): Promise<boolean> {
  while (intake.held.length < 2) {
    if (!(await intake.more())) refuse('truncated', 'The multipart body is cut')
  }
  const next = intake.held.subarray(0, 2)
  const closes = next.toString('latin1') === '--'
  if (!closes && !next.equals(lineEnd)) refuse('boundary', 'Malformed delimiter')
  intake.drop(closes ? 2 : 0)
  return closes
}

async function readHeader(intake: Intake, limit: number): Promise<{contentId: string; contentType: string}> {
  let end = intake.held.indexOf(headerEnd)
  while (end < 0) {
    if (intake.held.length > limit) refuse('part-header', 'Part header too long')
    if (!(await intake.more())) refuse('truncated', 'The multipart body is cut')
    end = intake.held.indexOf(headerEnd)
  }
  const text = intake.held.toString('latin1', 2, Math.max(end, 2))
  intake.drop(end + 4)
  const fields = new Map<string, string>()
  for (const line of text.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    if (colon < 1 || fields.has(name)) refuse('part-header', 'Malformed part header')
    fields.set(name, line.slice(colon + 1).trim())
  }
  const encoding = (fields.get('content-transfer-encoding') ?? 'binary').toLowerCase()
  if (encoding !== 'binary' && encoding !== '8bit')
    refuse('transfer-encoding', `Transfer encoding refused: ${encoding}`)
  const contentId = contentIdOf(fields.get('content-id'))
  if (contentId === undefined) refuse('content-id', 'Part without Content-ID')
  const contentType = fields.get('content-type')
  if (readContentType(contentType) === undefined || contentType === undefined)
    refuse('part-type', 'Part without Content-Type')
  return {contentId, contentType}
}

async function readContent(intake: Intake, delimiter: Buffer, sink: PartSink): Promise<void> {
  for (;;) {
    const at = intake.held.indexOf(delimiter)
    if (at >= 0) {
      await sink.write(intake.held.subarray(0, at))
      intake.drop(at + delimiter.length)
      return
    }
    const safe = intake.held.length - delimiter.length
    if (safe > 0) {
      await sink.write(intake.held.subarray(0, safe))
      intake.drop(safe)
    }
    if (!(await intake.more())) refuse('truncated', 'The multipart body is cut')
  }
}

async function expectEnd(intake: Intake): Promise<void> {
  while (await intake.more()) {
    if (intake.held.length > 4) refuse('epilogue', 'Bytes after the closing delimiter')
  }
  if (!/^[ \t]*(?:\r\n)?$/.test(intake.held.toString('latin1')))
    refuse('epilogue', 'Bytes after the closing delimiter')
}

/** Media type of SOAP 1.2, parameters or not. */
export const soapMediaType = /^application\/soap\+xml(?:;|$)/i

/** Parameters of a MTOM request (XOP §4.1, SOAP MTOM): undefined when one is missing or wrong. */
export function mtomParameters(
  contentType: ContentType,
  soapType: RegExp = soapMediaType,
): {boundary: string; start: string} | undefined {
  const value = (name: string): string => contentType.parameters.get(name) ?? ''
  const start = contentIdOf(value('start'))
  const right =
    contentType.type === 'multipart/related' &&
    value('type').toLowerCase() === 'application/xop+xml' &&
    soapType.test(value('start-info')) &&
    value('boundary') !== ''
  return right && start !== undefined ? {boundary: value('boundary'), start} : undefined
}
