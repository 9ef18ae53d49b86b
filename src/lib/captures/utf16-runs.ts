import type {Attempt, Detector, Found} from './finding.ts'
import {none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {allWithin} from './within.ts'

const BLOCK = 1024
const SHORTEST = 16
const DECLARES_UTF16 = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']utf-?16/i

type Order = 'le' | 'be'

/** Offset of the byte that is nearly always zero, in a unit at `at`. */
const high = (at: number, order: Order): number => (order === 'le' ? at + 1 : at)
const low = (at: number, order: Order): number => (order === 'le' ? at : at + 1)

function isPlain(bytes: Buffer, at: number, order: Order): boolean {
  return bytes[high(at, order)] === 0 && (bytes[low(at, order)] ?? 0) !== 0
}

/** Units of text in the first ones of a run: a run read one byte aside has control characters. */
function likeness(bytes: Buffer, start: number, order: Order): number {
  let good = 0
  for (let at = start; at < Math.min(bytes.length, start + 1024); at += 2) {
    const byte = bytes[low(at, order)] ?? 0
    if (isPlain(bytes, at, order) && (byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) good++
  }
  return good
}

/** The order of the bytes in a run whose first zero stands at `zero`; the end of a line before it is not of the run. */
function orderAt(bytes: Buffer, zero: number): {order: Order; start: number} | undefined {
  const found: {order: Order; start: number}[] = []
  const orders = bytes[zero - 1] === 0x0a ? (['be', 'le'] as const) : (['le', 'be'] as const)
  for (const order of orders) {
    const start = order === 'le' ? zero - 1 : zero
    if (start < 0) continue
    let units = 0
    while (units < SHORTEST && isPlain(bytes, start + 2 * units, order)) units++
    if (units === SHORTEST) found.push({order, start})
  }
  const [first, second] = found
  if (!first || !second) return first
  return likeness(bytes, second.start, second.order) > likeness(bytes, first.start, first.order) + 1
    ? second
    : first
}

/** Where the run ends: before text of one byte a character, or bytes that are no text. */
function runEnd(bytes: Buffer, start: number, order: Order): number {
  let odd = 0
  let at = start
  for (; at + 1 < bytes.length; at += 2) {
    if (isPlain(bytes, at, order)) odd = 0
    else if (++odd > 4 || (bytes[high(at, order)] === 0 && bytes[low(at, order)] === 0))
      return at - 2 * (odd - 1)
  }
  return at - 2 * odd
}

function decoded(bytes: Buffer, start: number, end: number, order: Order): {bytes: Buffer; map: OffsetMap} {
  const decoder = new TextDecoder(order === 'le' ? 'utf-16le' : 'utf-16be', {ignoreBOM: true})
  const map = new OffsetMap('coarse')
  const pieces: Buffer[] = []
  let length = 0
  for (let at = start; at < end; at += BLOCK) {
    map.add(length, at)
    const piece = Buffer.from(
      decoder.decode(bytes.subarray(at, Math.min(end, at + BLOCK)), {stream: at + BLOCK < end}),
    )
    pieces.push(piece)
    length += piece.length
  }
  map.add(length, end)
  return {bytes: Buffer.concat(pieces), map}
}

/** An envelope that says it is UTF-16 was sent so, and is given back so; else the log alone wrote UTF-16. */
function inItsEncoding(found: Found, order: Order): Found {
  if (found.wrapping.length > 1) return found
  const encoding = order === 'le' ? 'utf-16le' : 'utf-16be'
  const text = Buffer.from(found.envelope).toString('utf8')
  if (!DECLARES_UTF16.test(text.slice(0, 300))) {
    const told = found.remarks.some(({kind}) => kind === 'transcoded')
    return {...found, encoding, remarks: told ? found.remarks : [...found.remarks, {kind: 'transcoded'}]}
  }
  const envelope = Buffer.from(`\ufeff${text}`, 'utf16le')
  return {...found, encoding, envelope: order === 'le' ? envelope : envelope.swap16()}
}

/** A stretch of UTF-16 text, alone or inside a file of another encoding. */
export const utf16Detector: Detector = {
  name: 'utf-16',
  next(bytes, from) {
    let at = bytes.indexOf(0, from)
    // Of zeros that follow each other only the last can be part of a character.
    while (at !== -1 && bytes[at + 1] === 0) at++
    return at
  },
  attempt(bytes, anchor, floor, task): Attempt {
    if (!task.final && bytes.length - anchor < 4 * SHORTEST)
      return {kind: 'open', from: Math.max(floor, anchor - 1)}
    const found = orderAt(bytes, anchor)
    if (!found || found.start < floor) return none(anchor + 1)
    const end = runEnd(bytes, found.start, found.order)
    const plain = {...decoded(bytes, found.start, end, found.order), wrapping: ['utf-16'] as const, end}
    const attempt = allWithin(plain, found.start, end < bytes.length - 10, task)
    if (attempt.kind === 'none' || !attempt.found) return attempt
    return {...attempt, found: attempt.found.map((one) => inItsEncoding(one, found.order))}
  },
}
