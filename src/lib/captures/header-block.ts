import {lineText, nextLine} from './text-bytes.ts'

export interface HeaderBlock {
  /** Names in lower case, values of one name joined by a comma (RFC 9110 §5.3). */
  readonly headers: ReadonlyMap<string, string>
  /** Header lines read. */
  readonly count: number
  /** Offset after the blank line, or of the first line that is no header. */
  readonly end: number
  /** True when the bytes end before the blank line. */
  readonly open: boolean
  /** Line ends met: `\r\n`, or `\n` alone. */
  readonly lineEnds: 'crlf' | 'lf'
}

const MAX_LINES = 200
const HEADER = /^([\w!#$%&'*+.^`|~-]{1,100})[ \t]*:[ \t]*(.*)$/s

export function isHeaderLine(text: string): boolean {
  return HEADER.test(text)
}

/** Reads header lines from `start` on, folded ones too; with CR LF or LF as the log left them. */
export function readHeaders(bytes: Buffer, start: number): HeaderBlock {
  const headers = new Map<string, string>()
  let name = ''
  let at = start
  let count = 0
  let lineEnds: HeaderBlock['lineEnds'] = 'lf'
  const done = (end: number, open: boolean): HeaderBlock => ({headers, count, end, open, lineEnds})
  while (count < MAX_LINES) {
    const next = nextLine(bytes, at, 32_768)
    if (bytes[next - 1] !== 0x0a) return done(at, true)
    const text = lineText(bytes, at)
    if (bytes[next - 2] === 0x0d) lineEnds = 'crlf'
    if (text === '') return done(next, false)
    const found = HEADER.exec(text)
    if (/^[ \t]/.test(text) && name !== '') headers.set(name, `${headers.get(name)} ${text.trim()}`)
    else if (found) {
      name = (found[1] ?? '').toLowerCase()
      const value = (found[2] ?? '').trim()
      headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value)
    } else return done(at, false)
    count++
    at = next
  }
  return done(at, false)
}
