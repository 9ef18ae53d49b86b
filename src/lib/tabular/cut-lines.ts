import {isAscii, isUtf8} from 'node:buffer'
import type {LineFault, TableEncoding, TextLine} from './tabular.ts'

/** Bytes of one line, its end not counted. */
export const MAX_LINE_BYTES = 1024 * 1024

/** Cuts a stream into decoded lines; chunks may be reused by the caller. */
export interface LineCutter {
  push(chunk: Uint8Array): TextLine[]
  end(): TextLine[]
}

export function lineCutter(encoding: TableEncoding, newline: 'lf' | 'cr' = 'lf'): LineCutter {
  return encoding === 'utf-16le' || encoding === 'utf-16be'
    ? new WideCutter(encoding)
    : new ByteCutter(encoding, newline === 'cr' ? 13 : 10)
}

/** Letters of windows-1252 at 0x80–0x9f; five places are empty, and nothing may stand there. */
const UPPER = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function windows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => UPPER[sign.charCodeAt(0) - 0x80] ?? sign)
}

const NO_LETTER = /[\u0080-\u009f]/

function decode(bytes: Buffer, encoding: 'utf-8' | 'windows-1252'): {text: string; fault?: LineFault} {
  if (isAscii(bytes)) return {text: bytes.toString('latin1')}
  const utf8 = isUtf8(bytes)
  if (encoding === 'utf-8')
    return utf8 ? {text: bytes.toString('utf8')} : {text: windows1252(bytes), fault: 'encoding'}
  if (utf8) return {text: bytes.toString('utf8'), fault: 'encoding-mixed'}
  const text = windows1252(bytes)
  return NO_LETTER.test(text) ? {text, fault: 'encoding'} : {text}
}

class ByteCutter implements LineCutter {
  readonly #encoding: 'utf-8' | 'windows-1252'
  readonly #mark: number
  #line = 1
  #pieces: Buffer[] = []
  #bytes = 0

  constructor(encoding: 'utf-8' | 'windows-1252', mark: number) {
    this.#encoding = encoding
    this.#mark = mark
  }

  push(chunk: Uint8Array): TextLine[] {
    const lines: TextLine[] = []
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let from = 0
    for (let at = bytes.indexOf(this.#mark); at !== -1; at = bytes.indexOf(this.#mark, from)) {
      lines.push(this.#take(bytes.subarray(from, at)))
      from = at + 1
    }
    this.#keep(bytes.subarray(from))
    return lines
  }

  end(): TextLine[] {
    return this.#bytes === 0 ? [] : [this.#take(Buffer.alloc(0))]
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return
    this.#bytes += piece.length
    if (this.#bytes > MAX_LINE_BYTES) this.#pieces = []
    else this.#pieces.push(Buffer.from(piece))
  }

  #take(last: Buffer): TextLine {
    const line = this.#line++
    const tooLong = this.#bytes + last.length > MAX_LINE_BYTES
    const whole = this.#bytes === 0 ? last : Buffer.concat([...this.#pieces, last])
    this.#pieces = []
    this.#bytes = 0
    if (tooLong) return {line, text: '', fault: 'line-too-long'}
    const marked = line === 1 && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf
    const {text, fault} = decode(marked ? whole.subarray(3) : whole, this.#encoding)
    return {line, text: text.endsWith('\r') ? text.slice(0, -1) : text, ...(fault ? {fault} : {})}
  }
}

class WideCutter implements LineCutter {
  readonly #decoder: InstanceType<typeof TextDecoder>
  #line = 1
  #rest = ''
  #tooLong = false

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#decoder = new TextDecoder(encoding)
  }

  push(chunk: Uint8Array): TextLine[] {
    return this.#cut(this.#decoder.decode(chunk, {stream: true}))
  }

  end(): TextLine[] {
    const lines = this.#cut(this.#decoder.decode())
    if (this.#rest !== '' || this.#tooLong) lines.push(this.#take(this.#rest))
    return lines
  }

  #cut(text: string): TextLine[] {
    const lines: TextLine[] = []
    let from = 0
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      lines.push(this.#take(this.#rest + text.slice(from, at)))
      from = at + 1
    }
    this.#rest += text.slice(from)
    if (this.#rest.length > MAX_LINE_BYTES) {
      this.#rest = ''
      this.#tooLong = true
    }
    return lines
  }

  #take(whole: string): TextLine {
    const line = this.#line++
    const tooLong = this.#tooLong || whole.length > MAX_LINE_BYTES
    this.#rest = ''
    this.#tooLong = false
    if (tooLong) return {line, text: '', fault: 'line-too-long'}
    const text = whole.endsWith('\r') ? whole.slice(0, -1) : whole
    // The decoder writes this sign where the units are none.
    return text.includes('\ufffd') ? {line, text, fault: 'encoding'} : {line, text}
  }
}
