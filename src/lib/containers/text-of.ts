/** The text of bytes that may have passed through Windows tools, and what they left in it. */
export interface PlainText {
  readonly text: string
  readonly mark?: 'bom' | 'utf16'
}

const utf8Mark = [0xef, 0xbb, 0xbf]

/** Latin-1, or UTF-8 and UTF-16 where a byte order mark says so: what PowerShell redirects into a file is UTF-16. */
export function textOf(bytes: Uint8Array): PlainText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (utf8Mark.every((byte, index) => buffer[index] === byte))
    return {text: buffer.toString('utf8', utf8Mark.length), mark: 'bom'}
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return {text: buffer.toString('utf16le', 2), mark: 'utf16'}
  if (buffer[0] === 0xfe && buffer[1] === 0xff) {
    const even = Buffer.from(buffer.subarray(2, buffer.length - (buffer.length % 2)))
    return {text: even.swap16().toString('utf16le'), mark: 'utf16'}
  }
  return {text: buffer.toString('latin1')}
}

/** Files that are often given in place of a certificate, told by how they begin; undefined for none of them. */
export function foreignKind(text: string): string | undefined {
  const head = text.slice(0, 512).trimStart()
  if (head.startsWith('PK\u0003\u0004')) return 'zip'
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head.startsWith('\u001f\u008b')) return 'gzip'
  if (/^(<!doctype html|<html)/i.test(head)) return 'html'
  if (/^<\?xml/.test(head)) return 'xml'
  if (head.startsWith('PuTTY-User-Key-File')) return 'putty-key'
  if (/^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-)/.test(head)) return 'ssh-public-key'
  if (/^Certificate( Request)?:\s+Data:/.test(head)) return 'openssl-text'
  return undefined
}
