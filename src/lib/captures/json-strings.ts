import type {Attempt, Detector} from './finding.ts'
import {none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {CR, LF, nextLine, nextToken} from './text-bytes.ts'
import {allWithin} from './within.ts'

const BACKSLASH = 0x5c
const LOOK_BACK = 16_384
const QUOTE = 0x22
const APOSTROPHE = 0x27
const PLAIN: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
])

/** Undoes the escapes of JSON strings (RFC 8259 §7), and `\x41`, between two offsets. */
function unescapeJson(bytes: Buffer, start: number, end: number): {bytes: Buffer; map: OffsetMap} {
  const out = Buffer.allocUnsafe(end - start)
  const map = new OffsetMap('exact')
  map.add(0, start)
  let length = 0
  let from = start
  const view = bytes.subarray(0, end)
  for (
    let at = view.indexOf(BACKSLASH, start);
    at !== -1 && at + 1 < end;
    at = view.indexOf(BACKSLASH, from)
  ) {
    length += view.copy(out, length, from, at)
    const code = view[at + 1] ?? 0
    from = at + 2
    const four =
      code === 0x75 ? /^(?:[0-9a-fA-F]{4})/.exec(view.toString('latin1', from, from + 4))?.[0] : undefined
    const two =
      code === 0x78 ? /^[0-9a-fA-F]{2}/.exec(view.toString('latin1', from, from + 2))?.[0] : undefined
    if (four !== undefined) {
      let text = String.fromCharCode(Number.parseInt(four, 16))
      from += 4
      const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(view.toString('latin1', from, from + 6))?.[1]
      if (/^[dD][89abAB]/.test(four) && low !== undefined) {
        text += String.fromCharCode(Number.parseInt(low, 16))
        from += 6
      }
      length += out.write(text, length)
    } else if (two !== undefined) {
      out[length++] = Number.parseInt(two, 16)
      from += 2
    } else out[length++] = PLAIN.get(code) ?? code
    map.add(length, from)
  }
  length += view.copy(out, length, from)
  return {bytes: out.subarray(0, length), map}
}

/** The quote that opens the string in which `at` stands, on the same line. */
function opening(bytes: Buffer, at: number, floor: number): {start: number; quote?: number} {
  const first = Math.max(floor, at - LOOK_BACK)
  for (let here = at - 1; here >= first; here--) {
    const byte = bytes[here]
    if (byte === LF) return {start: here + 1}
    if (byte === QUOTE && bytes[here - 1] !== BACKSLASH) return {start: here + 1, quote: QUOTE}
    if (
      byte === APOSTROPHE &&
      /(?:^|[:,([{\s]|[=:,([{\s]b)$/.test(bytes.toString('latin1', Math.max(first, here - 2), here))
    )
      return {start: here + 1, quote: APOSTROPHE}
  }
  return {start: first}
}

/** Where the string ends: at its quote or, unless `lines`, at the end of the line. -1 when the bytes end first. */
function closing(bytes: Buffer, from: number, quote: number | undefined, lines: boolean): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === BACKSLASH) at++
    else if (byte === quote) return at
    else if (byte === LF && !lines) return bytes[at - 1] === CR ? at - 1 : at
  }
  return -1
}

/** A text with `\n`, `\"`, `\u003c`: a JSON string, or what a program shows of a string. */
export const jsonDetector: Detector = {
  name: 'json-string',
  next(bytes, from) {
    for (let at = bytes.indexOf(BACKSLASH, from); at !== -1; at = bytes.indexOf(BACKSLASH, at + 1))
      if (/^\\(?:[nrt"/\\]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/.test(bytes.toString('latin1', at, at + 6)))
        return at
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    const inXml = xmlFirst(bytes, anchor)
    if (inXml !== -1) return none(inXml + 2)
    const {start, quote} = opening(bytes, anchor, floor)
    const lines = quote === QUOTE && bytes[anchor + 1] === QUOTE
    let close = closing(bytes, anchor, quote, lines)
    if (lines && close === -1 && task.final) close = closing(bytes, anchor, quote, false)
    const end = close === -1 ? wholeEscapes(bytes) : close
    if (end <= anchor) return close === -1 && !task.final ? {kind: 'open', from: start} : none(anchor + 2)
    const plain = {...unescapeJson(bytes, start, end), wrapping: ['json-string'] as const, end}
    return allWithin(plain, start, close !== -1, task)
  },
}

function wholeEscapes(bytes: Buffer): number {
  const at = bytes.subarray(-12).lastIndexOf(BACKSLASH)
  return at === -1 ? bytes.length : Math.max(0, bytes.length - 12) + at
}

/** A backslash before a reference, on the same line: the quotes of the string are themselves escaped. -1 without one. */
function xmlFirst(bytes: Buffer, at: number): number {
  const found = nextToken(bytes, '\\&', at)
  return found === -1 || found >= nextLine(bytes, at, 8192) ? -1 : found
}
