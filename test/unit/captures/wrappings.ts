import {gzipSync} from 'node:zlib'

/** One way in which a log or a program writes bytes. */
export interface WrappingForm {
  readonly name: string
  /** Whether bytes that are no text survive it. */
  readonly binary: boolean
  apply(bytes: Buffer): Buffer
}

const text = (name: string, of: (text: string) => string): WrappingForm => ({
  name,
  binary: false,
  apply: (bytes) => Buffer.from(of(bytes.toString('utf8'))),
})
const any = (name: string, of: (bytes: Buffer) => string | Buffer): WrappingForm => ({
  name,
  binary: true,
  apply: (bytes) => Buffer.from(of(bytes) as string),
})

function folded(line: string, width: number, eol: string): string {
  const lines: string[] = []
  for (let at = 0; at < line.length; at += width) lines.push(line.slice(at, at + width))
  return lines.join(eol)
}

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0')
const shown = (bytes: Buffer): string =>
  [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')

function rows(bytes: Buffer): {at: number; row: Buffer}[] {
  const found: {at: number; row: Buffer}[] = []
  for (let at = 0; at < bytes.length; at += 16) found.push({at, row: bytes.subarray(at, at + 16)})
  return found
}

export function xxd(bytes: Buffer): string {
  return rows(bytes)
    .map(({at, row}) => {
      const groups: string[] = []
      for (let i = 0; i < row.length; i += 2) groups.push(row.toString('hex', i, Math.min(row.length, i + 2)))
      return `${at.toString(16).padStart(8, '0')}: ${groups.join(' ').padEnd(39)}  ${shown(row)}\n`
    })
    .join('')
}

export function hexdumpC(bytes: Buffer): string {
  const lines = rows(bytes).map(({at, row}) => {
    const digits = [...row].map(hexOf)
    const columns = `${digits.slice(0, 8).join(' ')}  ${digits.slice(8).join(' ')}`
    return `${at.toString(16).padStart(8, '0')}  ${columns.padEnd(48)}  |${shown(row)}|\n`
  })
  return `${lines.join('')}${bytes.length.toString(16).padStart(8, '0')}\n`
}

export const wrappingForms: readonly WrappingForm[] = [
  any('base64', (bytes) => bytes.toString('base64')),
  any('base64 in lines of 76, CR LF', (bytes) => folded(bytes.toString('base64'), 76, '\r\n')),
  any('base64 in lines of 64', (bytes) => folded(bytes.toString('base64'), 64, '\n')),
  any('base64url', (bytes) => bytes.toString('base64url')),
  any('gzip in base64', (bytes) => gzipSync(bytes).toString('base64')),
  any('xxd', xxd),
  any('hexdump -C', hexdumpC),
  any('hex digits', (bytes) => folded(bytes.toString('hex'), 60, '\n')),
  text('escaped XML', (one) =>
    one
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;'),
  ),
  text('JSON string', (one) => JSON.stringify(one)),
  text('JSON string in ASCII', (one) =>
    JSON.stringify(one)
      .replace(/[<>&\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', '\\/'),
  ),
  text('percent encoding', (one) => encodeURIComponent(one)),
  text('a form', (one) => new URLSearchParams([['body', one]]).toString()),
  {name: 'lines of a log', binary: true, apply: prefixed},
  {name: 'UTF-16LE', binary: false, apply: (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le')},
  {
    name: 'UTF-16BE',
    binary: false,
    apply: (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le').swap16(),
  },
]

/** Every line with the time and the logger before it. */
function prefixed(bytes: Buffer): Buffer {
  const lines = bytes.toString('latin1').split('\n')
  const stamped = lines.map(
    (line, n) =>
      `2026-01-05 10:0${n % 10}:00,${100 + (n % 900)} DEBUG [exec-${n % 7}] fr.editeur.Dmp - ${line}`,
  )
  return Buffer.from(`${stamped.join('\n')}\n`, 'latin1')
}
