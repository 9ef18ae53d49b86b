import {DmpError} from '../errors/dmp-error.ts'

/** Why the XML door refused a file; `{reason}` of DMP_XML_REFUSED. */
export type XmlRefusal =
  | 'empty'
  | 'encoding'
  | 'doctype'
  | 'too-large'
  | 'too-deep'
  | 'too-many-elements'
  | 'too-many-attributes'
  | 'malformed'

export function refuseXml(reason: XmlRefusal, line = 0, cause?: unknown): DmpError {
  return new DmpError('DMP_XML_REFUSED', {params: {reason, line}, details: {reason, line}, cause})
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1'

const DECLARED_LENGTH = 200
const DECLARATION = /^<\?xml[\s][^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/

/** Encodings by declared name. Windows code pages are refused: their readers disagree, and digests with them. */
const KNOWN: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'latin1',
  'iso_8859-1': 'latin1',
  latin1: 'latin1',
}

interface Detected {
  readonly encoding: Encoding
  /** Length of the byte order mark. */
  readonly skip: number
}

function starts(bytes: Uint8Array, ...wanted: readonly number[]): boolean {
  return wanted.every((value, index) => bytes[index] === value)
}

/** XML 1.0 appendix F: byte order mark, else the shape of `<?xml` or `<`, else the declaration, else UTF-8. */
export function detectEncoding(bytes: Uint8Array): Detected {
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return {encoding: 'utf-8', skip: 3}
  if (starts(bytes, 0xff, 0xfe, 0, 0) || starts(bytes, 0, 0, 0xfe, 0xff)) throw refuseXml('encoding')
  if (starts(bytes, 0xff, 0xfe)) return {encoding: 'utf-16le', skip: 2}
  if (starts(bytes, 0xfe, 0xff)) return {encoding: 'utf-16be', skip: 2}
  if (starts(bytes, 0, 0) || starts(bytes, 0x4c, 0x6f, 0xa7, 0x94)) throw refuseXml('encoding')
  if (starts(bytes, 0x3c, 0, 0, 0)) throw refuseXml('encoding')
  if (starts(bytes, 0x3c, 0)) return {encoding: 'utf-16le', skip: 0}
  if (starts(bytes, 0, 0x3c)) return {encoding: 'utf-16be', skip: 0}
  const head = Buffer.from(bytes.subarray(0, DECLARED_LENGTH)).toString('latin1')
  const declared = DECLARATION.exec(head)?.[1]?.toLowerCase()
  if (declared === undefined) return {encoding: 'utf-8', skip: 0}
  const encoding = KNOWN[declared]
  if (encoding === undefined) throw refuseXml('encoding', 1)
  return {encoding, skip: 0}
}

function toText(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'latin1')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  try {
    return new TextDecoder(encoding, {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch (cause) {
    throw refuseXml('encoding', 0, cause)
  }
}

/** An entity or a document type may only come with `<!DOCTYPE`; looked for everywhere, comments included. */
export const FORBIDDEN = /<!(?:DOCTYPE|ENTITY|NOTATION)/i

function lineOf(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++
  return line
}

/**
 * The text of an XML file, after every refusal that must come before a parser sees it: size, encoding (UTF-8,
 * UTF-16, ISO-8859-1 and ASCII only; bytes that do not fit it), DOCTYPE.
 * @throws DmpError DMP_XML_REFUSED
 */
export function decodeXml(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.length > maxBytes) throw refuseXml('too-large')
  if (bytes.length === 0) throw refuseXml('empty')
  const {encoding, skip} = detectEncoding(bytes)
  const text = toText(bytes.subarray(skip), encoding)
  const found = FORBIDDEN.exec(text)
  if (found) throw refuseXml('doctype', lineOf(text, found.index))
  const declared = DECLARATION.exec(text.slice(0, DECLARED_LENGTH))?.[1]?.toLowerCase()
  if (declared !== undefined && !agrees(declared, encoding)) throw refuseXml('encoding', 1)
  return text
}

/** A mark that contradicts the declaration would let two readers see two documents. */
function agrees(declared: string, encoding: Encoding): boolean {
  return encoding.startsWith('utf-16') ? declared.startsWith('utf-16') : KNOWN[declared] === encoding
}
