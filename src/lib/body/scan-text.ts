import {type BodyFinding, bodyError} from './body.ts'

/** Looks through a file chunk by chunk; chunks may be reused by the caller. */
export interface BodyScan {
  push(chunk: Uint8Array): void
  end(): readonly BodyFinding[]
}

const TAB = 9
const LINE_FEED = 10
const FORM_FEED = 12
const CARRIAGE_RETURN = 13

/** Plain text: valid UTF-8 and no control character but tab, line ends and form feed. One finding of each kind. */
export function scanText(): BodyScan {
  const decoder = new TextDecoder('utf-8', {fatal: true})
  let offset = 0
  let line = 1
  let encoding: BodyFinding | undefined
  let control: BodyFinding | undefined
  const decode = (chunk?: Uint8Array) => {
    if (encoding) return
    try {
      decoder.decode(chunk, {stream: chunk !== undefined})
    } catch {
      encoding = bodyError('BODY-TEXT-ENCODING', {line})
    }
  }
  return {
    push(chunk) {
      const before = line
      for (const byte of chunk) {
        if (byte === LINE_FEED) line++
        else if (isControl(byte)) control ??= bodyError('BODY-TEXT-CONTROL', {line, code: byte, offset})
        offset++
      }
      const after = line
      line = before
      decode(chunk)
      line = after
    },
    end() {
      decode()
      return [encoding, control].filter((finding) => finding !== undefined)
    },
  }
}

function isControl(byte: number): boolean {
  if (byte === TAB || byte === FORM_FEED || byte === CARRIAGE_RETURN) return false
  return byte < 0x20 || byte === 0x7f
}
