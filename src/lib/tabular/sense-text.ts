import {isAscii, isUtf8} from 'node:buffer'
import type {ByteSource} from '../ports/byte-source.ts'
import {MAX_LINE_BYTES} from './cut-lines.ts'
import type {TableEncoding} from './tabular.ts'

/** What the bytes of a text file say of its form. */
export interface TextForm {
  readonly encoding: TableEncoding
  readonly bom: boolean
  /** CR alone ends lines: an old Macintosh export. */
  readonly newline: 'lf' | 'cr'
  /** Lines that do not fit the encoding of the file. */
  readonly foreignLines: number
}

const LF = 10
const CR = 13

/**
 * Finds out the encoding of a text: a byte order mark, else the zeros of UTF-16, else each line with accents votes for
 * UTF-8 or windows-1252 (the code page of French exports, where nearly any bytes are letters) and the many win. Reads
 * the file once, for a stray line may stand anywhere.
 */
export async function senseText(source: ByteSource, signal?: AbortSignal): Promise<TextForm> {
  const votes = new Votes()
  let first = true
  let newline: 'lf' | 'cr' = 'lf'
  for await (const chunk of source.open(signal)) {
    if (first) {
      first = false
      const wide = utf16Of(chunk)
      if (wide) return wide
      if (!chunk.includes(LF) && chunk.includes(CR)) newline = 'cr'
      votes.bom = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
      votes.end = newline === 'cr' ? CR : LF
    }
    votes.add(chunk)
  }
  votes.finish()
  const {bom, utf8, other} = votes
  const encoding = bom || utf8 >= other ? 'utf-8' : 'windows-1252'
  return {encoding, bom, newline, foreignLines: encoding === 'utf-8' ? other : utf8}
}

/** A mark, or so many zeros at every other place that it can be nothing else. */
function utf16Of(head: Uint8Array): TextForm | undefined {
  const form = (encoding: 'utf-16le' | 'utf-16be', bom: boolean): TextForm => ({
    encoding,
    bom,
    newline: 'lf',
    foreignLines: 0,
  })
  if (head[0] === 0xff && head[1] === 0xfe) return form('utf-16le', true)
  if (head[0] === 0xfe && head[1] === 0xff) return form('utf-16be', true)
  const zeros = [0, 0]
  const look = head.subarray(0, 400)
  for (const [at, byte] of look.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = look.length / 5
  if (look.length >= 4 && odd > many && even === 0) return form('utf-16le', false)
  if (look.length >= 4 && even > many && odd === 0) return form('utf-16be', false)
  return undefined
}

/** Counts lines with accents: those that are UTF-8, and those that are not. */
class Votes {
  utf8 = 0
  other = 0
  bom = false
  end = LF
  #pending: Buffer[] = []
  #bytes = 0

  add(chunk: Uint8Array): void {
    if (isAscii(chunk) && this.#bytes === 0) {
      this.#keep(chunk.subarray(chunk.lastIndexOf(this.end) + 1))
      return
    }
    let from = 0
    for (let at = chunk.indexOf(this.end); at !== -1; at = chunk.indexOf(this.end, from)) {
      this.#keep(chunk.subarray(from, at))
      this.finish()
      from = at + 1
    }
    this.#keep(chunk.subarray(from))
  }

  #keep(piece: Uint8Array): void {
    if (piece.length === 0) return
    this.#bytes += piece.length
    if (this.#bytes > MAX_LINE_BYTES) this.#pending = []
    else this.#pending.push(Buffer.from(piece))
  }

  finish(): void {
    const line = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending)
    this.#pending = []
    this.#bytes = 0
    if (line === undefined || isAscii(line)) return
    if (isUtf8(line)) this.utf8 += 1
    else this.other += 1
  }
}
