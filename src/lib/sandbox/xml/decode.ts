import {XmlRefusal} from './refusal.ts'

const longestDeclaration = 256

/** Encodings a CDA may declare; SOAP messages and signatures are held to UTF-8. */
export type AcceptedEncodings = 'utf-8-only' | 'declared'

const declaration = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, longestDeclaration)).toString(
    'latin1',
  )
}

/** The encoding a first chunk shows: byte order mark, zero bytes, then the XML declaration (XML 1.0 appendix F). */
export function sniffEncoding(first: Uint8Array, accepted: AcceptedEncodings): string {
  const utf16 =
    first[0] === 0xfe && first[1] === 0xff
      ? 'utf-16be'
      : first[0] === 0xff && first[1] === 0xfe
        ? 'utf-16le'
        : undefined
  if (utf16 === undefined && first.subarray(0, 4).includes(0)) {
    throw new XmlRefusal('xml/encoding', 'Encodage XML non reconnu (octets nuls sans marque d’ordre)')
  }
  const declared =
    utf16 ?? declaration.exec(ascii(first).replace(/^\u00ef\u00bb\u00bf/, ''))?.[1]?.toLowerCase()
  const encoding = declared ?? 'utf-8'
  if (encoding === 'utf-8' || encoding === 'utf8') return 'utf-8'
  if (accepted === 'utf-8-only') {
    throw new XmlRefusal('xml/encoding', `Encodage XML refusé : ${encoding} (UTF-8 attendu)`)
  }
  return encoding
}

/**
 * Bytes to text in chunks, with the line ends of XML 1.0 §2.11 and without the byte order mark. Bytes that are
 * not valid in the encoding are refused, never replaced.
 */
export class XmlDecoder {
  readonly #accepted: AcceptedEncodings
  #decode: ((bytes: Uint8Array, last: boolean) => string) | undefined
  #carriageReturn = false
  #first: Uint8Array = new Uint8Array(0)

  constructor(accepted: AcceptedEncodings) {
    this.#accepted = accepted
  }

  write(bytes: Uint8Array): string {
    if (this.#decode !== undefined) return this.#lineEnds(this.#run(bytes, false))
    // The XML declaration may come in several chunks.
    this.#first = Buffer.concat([this.#first, bytes])
    return this.#first.length < longestDeclaration ? '' : this.#begin()
  }

  end(): string {
    const begun = this.#decode === undefined ? this.#begin() : ''
    const rest = begun + this.#lineEnds(this.#run(new Uint8Array(0), true))
    return this.#carriageReturn ? `${rest}\n` : rest
  }

  #begin(): string {
    if (this.#first.length === 0) throw new XmlRefusal('xml/malformed', 'Document XML vide')
    this.#decode = decoderFor(sniffEncoding(this.#first, this.#accepted))
    return this.#lineEnds(this.#run(this.#first, false))
  }

  #run(bytes: Uint8Array, last: boolean): string {
    try {
      return this.#decode?.(bytes, last) ?? ''
    } catch (error) {
      if (error instanceof XmlRefusal) throw error
      throw new XmlRefusal('xml/encoding', 'Octets invalides pour l’encodage du document XML')
    }
  }

  #lineEnds(text: string): string {
    if (!this.#carriageReturn && !text.includes('\r')) return text
    const whole = this.#carriageReturn ? `\r${text}` : text
    this.#carriageReturn = whole.endsWith('\r')
    return (this.#carriageReturn ? whole.slice(0, -1) : whole).replaceAll(/\r\n?/g, '\n')
  }
}

function decoderFor(encoding: string): (bytes: Uint8Array, last: boolean) => string {
  // The WHATWG label iso-8859-1 means windows-1252, which differs between 0x80 and 0x9F: decoded here byte for byte.
  if (encoding === 'iso-8859-1' || encoding === 'us-ascii') {
    const highest = encoding === 'us-ascii' ? 0x7f : 0xff
    return (bytes) => {
      if (bytes.some((byte) => byte > highest)) throw new RangeError('not ASCII')
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    }
  }
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(encoding, {fatal: true})
  } catch {
    throw new XmlRefusal('xml/encoding', `Encodage XML inconnu : ${encoding}`)
  }
  return (bytes, last) => decoder.decode(bytes, {stream: !last})
}
