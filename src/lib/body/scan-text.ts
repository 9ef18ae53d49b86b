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
  const utf8 = new Utf8Check()
  let offset = 0
  let line = 1
  let encoding: BodyFinding | undefined
  let control: BodyFinding | undefined
  return {
    push(chunk) {
      for (const byte of chunk) {
        if (!utf8.accepts(byte)) encoding ??= bodyError('BODY-TEXT-ENCODING', {line})
        if (isControl(byte)) control ??= bodyError('BODY-TEXT-CONTROL', {line, code: byte, offset})
        if (byte === LINE_FEED) line++
        offset++
      }
    },
    end() {
      if (!utf8.isComplete()) encoding ??= bodyError('BODY-TEXT-ENCODING', {line})
      return [encoding, control].filter((finding) => finding !== undefined)
    },
  }
}

function isControl(byte: number): boolean {
  if (byte === TAB || byte === LINE_FEED || byte === FORM_FEED || byte === CARRIAGE_RETURN) return false
  return byte < 0x20 || byte === 0x7f
}

/** Lead bytes, how many bytes follow, and the bounds of the first of these (RFC 3629, section 4). */
const LEADS = [
  {from: 0xc2, to: 0xdf, follow: 1, low: 0x80, high: 0xbf},
  {from: 0xe0, to: 0xe0, follow: 2, low: 0xa0, high: 0xbf},
  {from: 0xe1, to: 0xec, follow: 2, low: 0x80, high: 0xbf},
  {from: 0xed, to: 0xed, follow: 2, low: 0x80, high: 0x9f},
  {from: 0xee, to: 0xef, follow: 2, low: 0x80, high: 0xbf},
  {from: 0xf0, to: 0xf0, follow: 3, low: 0x90, high: 0xbf},
  {from: 0xf1, to: 0xf3, follow: 3, low: 0x80, high: 0xbf},
  {from: 0xf4, to: 0xf4, follow: 3, low: 0x80, high: 0x8f},
] as const

/** UTF-8 byte by byte, so that the line of the first fault is known whatever the chunks are. */
class Utf8Check {
  #follow = 0
  #low = 0x80
  #high = 0xbf

  accepts(byte: number): boolean {
    if (this.#follow > 0) {
      const right = byte >= this.#low && byte <= this.#high
      this.#follow = right ? this.#follow - 1 : 0
      this.#low = 0x80
      this.#high = 0xbf
      return right
    }
    if (byte < 0x80) return true
    const lead = LEADS.find(({from, to}) => byte >= from && byte <= to)
    if (!lead) return false
    this.#follow = lead.follow
    this.#low = lead.low
    this.#high = lead.high
    return true
  }

  isComplete(): boolean {
    return this.#follow === 0
  }
}
