import {isUtf8} from 'node:buffer'
import {type BodyFinding, bodyError} from './body.ts'
import {cutCharacterAt, faultAt} from './utf8.ts'

/** Looks through a file chunk by chunk; chunks may be reused by the caller. */
export interface BodyScan {
  push(chunk: Uint8Array): void
  end(): readonly BodyFinding[]
}

/** Control characters but tab, line feed, form feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\0-\x08\x0b\x0e-\x1f\x7f]/

/**
 * Plain text: valid UTF-8 and no control character but tab, line ends and form feed. One finding of each kind.
 * The runtime looks through each chunk at once; only a chunk with a fault is gone through byte by byte.
 */
export function scanText(): BodyScan {
  /** Bytes and line ends before the chunk. */
  let offset = 0
  let line = 1
  /** Start of a character that the next chunk should complete. */
  let begun: Uint8Array = new Uint8Array()
  let encoding: BodyFinding | undefined
  let control: BodyFinding | undefined

  const checkEncoding = (chunk: Uint8Array) => {
    const bytes = begun.length === 0 ? chunk : joined(begun, chunk)
    const cut = cutCharacterAt(bytes)
    const whole = bytes.subarray(0, cut)
    // Copied: a Buffer's slice is a view, and the caller reuses its chunk.
    begun = Uint8Array.from(bytes.subarray(cut))
    if (isUtf8(whole)) return
    encoding = bodyError('BODY-TEXT-ENCODING', {line: line + lineEnds(latin1(whole), faultAt(whole))})
  }
  return {
    push(chunk) {
      const text = latin1(chunk)
      if (!encoding) checkEncoding(chunk)
      const at = control ? -1 : text.search(CONTROL)
      if (at >= 0) {
        const place = {line: line + lineEnds(text, at), code: text.charCodeAt(at), offset: offset + at}
        control = bodyError('BODY-TEXT-CONTROL', place)
      }
      line += lineEnds(text, text.length)
      offset += chunk.length
    },
    end() {
      if (begun.length > 0) encoding ??= bodyError('BODY-TEXT-ENCODING', {line})
      return [encoding, control].filter((finding) => finding !== undefined)
    },
  }
}

/** One UTF-16 unit per byte: what the engine searches fastest. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

/** Line feeds before `end`. */
function lineEnds(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
