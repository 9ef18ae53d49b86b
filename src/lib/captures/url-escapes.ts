import type {Attempt, Detector} from './finding.ts'
import {none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {isHex} from './text-bytes.ts'
import {allWithin} from './within.ts'

const PERCENT = 0x25
const PLUS = 0x2b
const LOOK_BACK = 16_384
const SHORTEST = 48

/** Printable ASCII but quotes, angle brackets and backslash: what may stand in a URL or in a form. */
const STANDS = new Uint8Array(256)
for (let code = 0x21; code < 0x7f; code++)
  STANDS[code] = '"\'<>\\`'.includes(String.fromCharCode(code)) ? 0 : 1
STANDS[0x27] = 1

function percentAt(bytes: Buffer, at: number): boolean {
  return bytes[at] === PERCENT && isHex(bytes[at + 1]) && isHex(bytes[at + 2])
}

/** Undoes percent encoding; `+` is a blank in a form (no `%20` then). */
function unescapeUrl(bytes: Buffer, start: number, end: number): {bytes: Buffer; map: OffsetMap} {
  const out = Buffer.allocUnsafe(end - start)
  const map = new OffsetMap('exact')
  map.add(0, start)
  const plusIsBlank = bytes.subarray(start, end).indexOf('%20') === -1
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte === PERCENT && at + 2 < end && percentAt(bytes, at)) {
      out[length++] = Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16)
      at += 2
      map.add(length, at + 1)
    } else out[length++] = byte === PLUS && plusIsBlank ? 0x20 : byte
  }
  return {bytes: out.subarray(0, length), map}
}

/** A run of percent-encoded text. */
export const urlDetector: Detector = {
  name: 'url-encoded',
  next(bytes, from) {
    for (let at = bytes.indexOf(PERCENT, from); at !== -1; at = bytes.indexOf(PERCENT, at + 1))
      if (percentAt(bytes, at)) return at
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    let start = anchor
    const first = Math.max(floor, anchor - LOOK_BACK)
    while (start > first && STANDS[bytes[start - 1] ?? 0] === 1) start--
    let end = anchor
    while (end < bytes.length && STANDS[bytes[end] ?? 0] === 1) end++
    const whole = end < bytes.length
    if (whole && end - start < SHORTEST) return none(end)
    const last = whole || task.final ? end : end - 3
    if (last <= anchor) return {kind: 'open', from: start}
    const upTo = percentAt(bytes, last - 1) ? last - 1 : percentAt(bytes, last - 2) ? last - 2 : last
    const plain = {
      ...unescapeUrl(bytes, start, whole ? end : upTo),
      wrapping: ['url-encoded'] as const,
      end: whole ? end : upTo,
    }
    return allWithin(plain, start, whole, task)
  },
}
