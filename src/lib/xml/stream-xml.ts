import {SaxesParser, type SaxesTagNS} from 'saxes'
import {detectEncoding, FORBIDDEN, refuseXml} from './decode.ts'

export interface XmlStreamLimits {
  readonly maxDepth: number
  readonly maxAttributes: number
  /** Characters between two tags. */
  readonly maxText: number
}

const defaultLimits: XmlStreamLimits = {maxDepth: 40, maxAttributes: 64, maxText: 256 * 1024}

export interface XmlHandler {
  open(name: string, attribute: (name: string) => string | undefined): void
  text(text: string): void
  close(name: string): void
}

const DECLARATION_BYTES = 4
/** Longest forbidden word less one letter, kept from one chunk to the next. */
const OVERLAP = 10

/**
 * Untrusted XML too large to be held: events while the bytes come. The same door as `openXml`: UTF-8 or UTF-16 only,
 * a DOCTYPE is refused before the parser sees it, bounds on depth and texts. Only elements of one namespace are told.
 * @throws DmpError DMP_XML_REFUSED {reason, line} from `write` and `end`
 */
export class XmlStream {
  readonly #parser: SaxesParser<{xmlns: true}>
  readonly #limits: XmlStreamLimits
  #decoder: InstanceType<typeof TextDecoder> | undefined
  #head = Buffer.alloc(0)
  #tail = ''
  #depth = 0

  constructor(handler: XmlHandler, namespaces: ReadonlySet<string>, limits: Partial<XmlStreamLimits> = {}) {
    this.#limits = {...defaultLimits, ...limits}
    this.#parser = new SaxesParser({xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true})
    this.#listen(handler, namespaces)
  }

  write(chunk: Uint8Array): void {
    if (this.#decoder) {
      this.#feed(chunk)
      return
    }
    this.#head = Buffer.concat([this.#head, chunk])
    if (this.#head.length >= DECLARATION_BYTES) this.#begin()
  }

  end(): void {
    if (!this.#decoder) this.#begin()
    this.#text(this.#decode())
    this.#parser.close()
  }

  #begin(): void {
    if (this.#head.length === 0) throw refuseXml('empty')
    const {encoding, skip} = detectEncoding(this.#head)
    if (encoding === 'latin1') throw refuseXml('encoding', 1)
    this.#decoder = new TextDecoder(encoding, {fatal: true, ignoreBOM: true})
    this.#feed(this.#head.subarray(skip))
  }

  #feed(bytes: Uint8Array): void {
    this.#text(this.#decode(bytes))
  }

  #decode(bytes?: Uint8Array): string {
    try {
      return bytes ? (this.#decoder?.decode(bytes, {stream: true}) ?? '') : (this.#decoder?.decode() ?? '')
    } catch (cause) {
      throw refuseXml('encoding', this.#parser.line, cause)
    }
  }

  #text(text: string): void {
    const seen = this.#tail + text
    if (FORBIDDEN.test(seen)) throw refuseXml('doctype', this.#parser.line)
    this.#tail = seen.slice(-OVERLAP)
    this.#parser.write(text)
  }

  #listen(handler: XmlHandler, namespaces: ReadonlySet<string>): void {
    const parser = this.#parser
    parser.on('error', (cause) => {
      throw refuseXml('malformed', parser.line, cause)
    })
    parser.on('doctype', () => {
      throw refuseXml('doctype', parser.line)
    })
    const {maxDepth, maxAttributes, maxText} = this.#limits
    parser.on('opentag', ({uri, local, attributes}: SaxesTagNS) => {
      this.#depth += 1
      if (this.#depth > maxDepth) throw refuseXml('too-deep', parser.line)
      if (Object.keys(attributes).length > maxAttributes) throw refuseXml('too-many-attributes', parser.line)
      if (namespaces.has(uri)) handler.open(local, (name) => attributes[name]?.value)
    })
    const text = (piece: string) => {
      if (piece.length > maxText) throw refuseXml('too-large', parser.line)
      handler.text(piece)
    }
    parser.on('text', text)
    parser.on('cdata', text)
    parser.on('closetag', ({uri, local}: SaxesTagNS) => {
      this.#depth -= 1
      if (namespaces.has(uri)) handler.close(local)
    })
  }
}
