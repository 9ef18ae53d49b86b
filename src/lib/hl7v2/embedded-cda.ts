/**
 * The CDA document inside an HL7 v2 message of the volet "Transmission de document(s) CDA-R2 en HL7v2": the first OBX
 * of type ED whose data is base64 XML. Separators are those that MSH declares; CR, LF and CRLF are accepted, and MLLP
 * framing is dropped.
 *
 * It does not read patients, flags or intents: only which document a message speaks of.
 */

/** MLLP start and end blocks (VT, FS), byte order mark, blank lines around. */
const FRAMING = /^[\p{Cc}\s\ufeff]+|[\p{Cc}\s]+$/gu

/** Base64 of the document, or undefined when the message carries none. Nothing is unescaped: base64 needs none. */
export function embeddedCda(message: string): Uint8Array | undefined {
  const segments = message.replace(FRAMING, '').split(/\r\n|\r|\n/)
  const header = segments[0] ?? ''
  if (!header.startsWith('MSH')) return undefined
  const field = header[3] ?? '|'
  const component = header[4] ?? '^'
  for (const segment of segments) {
    const fields = segment.split(field)
    if (fields[0] !== 'OBX' || fields[2] !== 'ED') continue
    const [, , format = '', encoding = '', data = ''] = (fields[5] ?? '').split(component)
    const run = data.replace(/\s+/g, '')
    if (format.trim().toUpperCase() !== 'XML' || encoding.trim().toUpperCase() !== 'BASE64') continue
    if (/^[A-Za-z0-9+/]+={0,2}$/.test(run) && run.length % 4 !== 1) return Buffer.from(run, 'base64')
  }
  return undefined
}
