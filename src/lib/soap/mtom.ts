import type {ByteSource} from '../ports/byte-source.ts'
import {soapContentType} from './envelope.ts'

export interface MtomPart {
  /** Content-ID without angle brackets. */
  readonly cid: string
  readonly contentType: string
  readonly source: ByteSource
}

export interface MtomInput {
  readonly envelope: string
  readonly action: string
  readonly parts: readonly MtomPart[]
  /** Random, RFC 2046 `bcharsnospace`, at most 70 characters. */
  readonly boundary: string
}

/** What goes to the transport: streamed, its exact size known before the first byte. */
export interface HttpMessage {
  readonly contentType: string
  readonly body: ByteSource
}

const BOUNDARY = /^[0-9A-Za-z'()+_,./:=?-]{1,70}$/
const CONTENT_ID = /^[^<>\s"%]+$/
const ROOT_CID = 'root@dmp-toolkit'
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** A source held in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    held: [bytes],
    async *open() {
      if (bytes.length > 0) yield bytes
    },
  }
}

/** Sources one after the other; chunks are passed on, not copied. */
export function joinSources(sources: readonly ByteSource[]): ByteSource {
  const held = sources.flatMap((one) => one.held ?? [])
  return {
    size: sources.reduce((sum, one) => sum + one.size, 0),
    ...(sources.every((one) => one.held) ? {held} : {}),
    async *open(signal) {
      for (const source of sources) {
        let seen = 0
        for await (const chunk of source.open(signal)) {
          signal?.throwIfAborted()
          seen += chunk.length
          yield chunk
        }
        if (seen !== source.size)
          throw new RangeError(`a part yields ${seen} bytes instead of ${source.size}`)
      }
    },
  }
}

/** A call without attachments. */
export function plainMessage(envelope: string, action: string): HttpMessage {
  return {contentType: soapContentType(action), body: bytesSource(utf8(envelope))}
}

/**
 * multipart/related with the envelope as root part and one binary part per document (W3C XOP).
 * @throws RangeError on a boundary or Content-ID that cannot be written
 */
export function mtomMessage(input: MtomInput): HttpMessage {
  const {boundary} = input
  if (!BOUNDARY.test(boundary)) throw new RangeError('boundary')
  if (new Set([ROOT_CID, ...input.parts.map((part) => part.cid)]).size <= input.parts.length) {
    throw new RangeError('Content-IDs must differ')
  }
  const pieces: ByteSource[] = [
    bytesSource(
      utf8(
        `--${boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${ROOT_CID}>\r\n\r\n${input.envelope}`,
      ),
    ),
  ]
  for (const part of input.parts) {
    if (!CONTENT_ID.test(part.cid) || /[\r\n]/.test(part.contentType)) throw new RangeError('part header')
    pieces.push(
      bytesSource(
        utf8(
          `\r\n--${boundary}\r\nContent-Type: ${part.contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${part.cid}>\r\n\r\n`,
        ),
      ),
      part.source,
    )
  }
  pieces.push(bytesSource(utf8(`\r\n--${boundary}--\r\n`)))
  return {
    contentType: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<${ROOT_CID}>"; start-info="application/soap+xml"; action="${input.action}"`,
    body: joinSources(pieces),
  }
}
