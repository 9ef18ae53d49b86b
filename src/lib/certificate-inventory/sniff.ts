/** Bytes of the beginning that decide whether a file is read on. */
export const HEAD_BYTES = 4096
/** Texts in which a certificate may stand further down: bundles with comments, configuration files. */
const SEARCHED_BYTES = 256 << 10
const BARE_BYTES = 64 << 10
/** What tools leave behind the element: an end of line, a sector filled with zeros. */
const TRAILING_BYTES = 4096

const pemBegin = '-----BEGIN '
const pemBegin16 = Buffer.from(pemBegin, 'utf16le')
const pemBegin16Swapped = Buffer.from(pemBegin16).swap16()

const endings =
  /\.(?:pem|der|crt|cer|cert|p7b|p7c|p12|pfx|jks|jceks|keystore|truststore|csr|req|crl|key)(?:\.(?:old|bak|orig|save)|~)?$/i

/** A name that people give to certificates and keys: what cannot be read under it is worth a word. */
export function isCertificateName(path: string): boolean {
  return endings.test(path)
}

/**
 * What to do with a file, by its first bytes and its size: `read` it whole, `search` it for a PEM block further down,
 * or pass it over. A name never makes a certificate; but whoever gave it expects one there, and is told what there is.
 */
export function sniff(head: Buffer, size: number, path: string): 'read' | 'search' | 'pass' {
  const wanted = byContent(head, size)
  return wanted !== 'read' && isCertificateName(path) ? 'read' : wanted
}

function byContent(head: Buffer, size: number): 'read' | 'search' | 'pass' {
  const first = head[0]
  if (first === undefined) return 'pass'
  if (first === 0x30 && isElement(head, size)) return 'read'
  if (isJavaStore(head)) return 'read'
  if (first === 0xff || first === 0xfe)
    return head.includes(pemBegin16) || head.includes(pemBegin16Swapped) ? 'read' : 'pass'
  if (!isText(head)) return 'pass'
  if (head.includes(pemBegin, 0, 'latin1')) return 'read'
  if (isBareBase64(head, size)) return 'read'
  if (head.length === size) return 'pass'
  return size <= SEARCHED_BYTES ? 'search' : 'pass'
}

/** What {@link sniff} was asked to look for further down. */
export function hasPem(bytes: Buffer): boolean {
  return bytes.includes(pemBegin, 0, 'latin1')
}

/** SEQUENCE of a length that goes with the file, and in it a SEQUENCE, an INTEGER or an OID. */
function isElement(head: Buffer, size: number): boolean {
  const second = head[1]
  if (second === undefined) return false
  const count = second > 0x80 ? second & 0x7f : 0
  if (count > 4) return false
  const inner = head[2 + count]
  if (inner !== 0x30 && inner !== 0x02 && inner !== 0x06) return false
  if (second === 0x80) return true
  let length = count === 0 ? second : 0
  for (let at = 0; at < count; at++) length = length * 256 + (head[2 + at] ?? 0)
  const whole = 2 + count + length
  if (whole > size) return false
  return size - whole <= TRAILING_BYTES
}

function isJavaStore(head: Buffer): boolean {
  const magic = head.length >= 4 ? head.readUInt32BE(0) : 0
  return magic === 0xfeedfeed || magic === 0xcececece
}

const archives = ['%PDF', 'PK\u0003\u0004', '\u001f\u008b']

function isText(head: Buffer): boolean {
  const end = Math.min(head.length, 256)
  for (let at = 0; at < end; at++) {
    const byte = head[at] ?? 0
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) return false
  }
  const start = head.toString('latin1', 0, 4)
  return !archives.some((magic) => start.startsWith(magic))
}

/** `MI…`: a DER SEQUENCE of more than 127 bytes in base64, and nothing but base64 after it. */
function isBareBase64(head: Buffer, size: number): boolean {
  if (size > BARE_BYTES) return false
  return /^\s*MI[A-Za-z0-9+/]{2}[A-Za-z0-9+/=\s]{60}/.test(head.toString('latin1', 0, 128))
}
