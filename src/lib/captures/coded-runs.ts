import type {Attempt, Detector} from './finding.ts'
import {none} from './finding.ts'
import {stripLines} from './log-lines.ts'
import {OffsetMap} from './offset-map.ts'
import {CR, isBlank, isHex, LF} from './text-bytes.ts'
import {allWithin} from './within.ts'

/** A run shorter than this, in digits, is an identifier, not a message. */
const SHORTEST = 64
const SHORTEST_LINE = 40

const BASE64 = new Uint8Array(256)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  BASE64[char.charCodeAt(0)] = 1
const isDigit = (byte: number | undefined): boolean => BASE64[byte ?? 0] === 1

interface Line {
  readonly start: number
  readonly end: number
}

interface Run {
  readonly lines: readonly Line[]
  readonly digits: number
  /** Offset after the run and its padding. */
  readonly end: number
  /** Stopped by an escape of a text, which must be undone first. */
  readonly escaped: boolean
}

function digitsEnd(bytes: Buffer, from: number): number {
  let at = from
  while (BASE64[bytes[at] ?? 0] === 1) at++
  return at
}

/** Where the next line of a wrapped run begins: right after a line break and blanks. */
function continuation(bytes: Buffer, end: number): number {
  let at = end
  if (bytes[at] === CR) at++
  if (bytes[at] !== LF) return -1
  at++
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++
  return at
}

/** A line of nothing but digits: what follows them ends the line or the run. */
function endsWell(bytes: Buffer, end: number): boolean {
  const byte = bytes[end]
  return (
    byte === undefined ||
    byte === LF ||
    byte === CR ||
    byte === 0x3d ||
    byte === 0x22 ||
    byte === 0x27 ||
    byte === 0x3c
  )
}

const HEX = 1
const LETTERS = 2
const URL = 4

/** Which alphabets the digits of a line need. */
function alphabet(bytes: Buffer, from: number, to: number): number {
  let needs = HEX
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === 0x2d || byte === 0x5f) needs |= URL
    else if (!isHex(byte)) needs |= LETTERS
  }
  return needs
}

/** A line goes on with the one before: no letters after hexadecimal digits, no rule of dashes after base64. */
function sameAlphabet(bytes: Buffer, from: number, to: number, next: number, nextEnd: number): boolean {
  const before = alphabet(bytes, from, to)
  return (alphabet(bytes, next, nextEnd) & ~before) === 0
}

function runAt(bytes: Buffer, start: number): Run {
  const lines: Line[] = []
  let digits = 0
  let at = start
  let width = 0
  let end = start
  while (true) {
    end = digitsEnd(bytes, at)
    lines.push({start: at, end})
    digits += end - at
    const length = end - at
    if (lines.length === 2) width = length
    if (length < SHORTEST_LINE || (lines.length > 2 && length !== width)) break
    const next = continuation(bytes, end)
    if (next === -1 || next >= bytes.length || !isDigit(bytes[next])) break
    const nextEnd = digitsEnd(bytes, next)
    if (
      !sameAlphabet(bytes, at, end, next, nextEnd) ||
      !endsWell(bytes, nextEnd) ||
      (width !== 0 && nextEnd - next > width)
    )
      break
    at = next
  }
  while (bytes[end] === 0x3d && end - start < digits + 4 * lines.length + 8) end++
  const stop = bytes[end]
  return {
    lines,
    digits,
    end,
    escaped: stop === 0x5c || stop === 0x25 || (stop === 0x26 && bytes[end + 1] === 0x23),
  }
}

function textOf(bytes: Buffer, lines: readonly Line[]): string {
  return lines.map(({start, end}) => bytes.toString('latin1', start, end)).join('')
}

/** How like a text (or gzip, or UTF-16) the first bytes are, from 0 to 1. */
function likeness(bytes: Buffer): number {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 1
  let good = 0
  for (const byte of bytes) if ((byte >= 0x20 && byte < 0x7f) || isBlank(byte) || byte === 0) good++
  return bytes.length === 0 ? 0 : good / bytes.length
}

/** Digits to leave out at the beginning, when a word of the log is glued to the run. */
function bestShift(text: string): number {
  let best = 0
  let most = -1
  for (const shift of [0, 1, 2, 3]) {
    const score = likeness(Buffer.from(text.slice(shift, shift + 128), 'base64'))
    if (score > most + 0.05) {
      most = score
      best = shift
    }
  }
  return best
}

function unwrapped(
  bytes: Buffer,
  {lines, end}: Run,
): {bytes: Buffer; map: OffsetMap; end: number; wrapping: readonly ['base64' | 'hex']} {
  const text = textOf(bytes, lines)
  const hex = text.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(text)
  const shift = hex ? 0 : bestShift(text)
  const [from, to] = hex ? [2, 1] : [4, 3]
  const map = new OffsetMap('coarse')
  map.add(0, (lines[0]?.start ?? 0) + shift)
  let passed = -shift
  for (const {start, end: last} of lines) {
    const first = (from - (((passed % from) + from) % from)) % from
    for (let at = Math.max(first, -passed); start + at < last; at += 4096 * from)
      if (passed + at > 0) map.add(((passed + at) / from) * to, start + at)
    passed += last - start
  }
  const plain = Buffer.from(text.slice(shift), hex ? 'hex' : 'base64')
  map.add(plain.length, end)
  return {bytes: plain, map, end, wrapping: [hex ? 'hex' : 'base64']}
}

/** A run of base64 (RFC 4648 §4 or §5, wrapped or not) or of plain hexadecimal digits. */
export const codedRunDetector: Detector = {
  name: 'coded-run',
  next(bytes, from) {
    let count = 0
    for (let at = from; at < bytes.length; at++) {
      if (BASE64[bytes[at] ?? 0] !== 1) count = 0
      else if (++count === SHORTEST_LINE) return at - SHORTEST_LINE + 1
    }
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    const stripped = stripLines(bytes, anchor, floor, task)
    if (stripped) return stripped
    const run = runAt(bytes, anchor)
    if (run.escaped) return none(run.end)
    const whole = run.end < bytes.length - 2
    if (run.digits < SHORTEST && (whole || task.final)) return none(run.end)
    if (run.digits < SHORTEST) return {kind: 'open', from: anchor}
    return allWithin(unwrapped(bytes, run), anchor, whole, task)
  },
}
