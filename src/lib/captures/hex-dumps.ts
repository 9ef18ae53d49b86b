import type {Attempt, Detector} from './finding.ts'
import {none} from './finding.ts'
import {stripLines} from './log-lines.ts'
import {OffsetMap} from './offset-map.ts'
import {isHex, LF, lineStart, lineText, nextLine} from './text-bytes.ts'
import {allWithin} from './within.ts'

const HEAD = /^[ \t]*(?:0x)?([0-9a-fA-F]{4,16})(:?)[ \t]+/
const GROUP = /^(?:[0-9a-fA-F]{2}|[0-9a-fA-F]{4}|[0-9a-fA-F]{8})$/
const ADDRESS_ALONE = /^[ \t]*(?:0x)?([0-9a-fA-F]{4,16}):?[ \t]*$/
const MAX_LINE = 512
/** Bytes that a `*` of hexdump may stand for. */
const MAX_REPEATED = 1024 * 1024

export interface DumpLine {
  /** Address as digits; in octal for `od`. */
  readonly address: string
  readonly bytes: Buffer
}

/**
 * A line of `xxd`, `hexdump`, `hexdump -C`, `od -x`, tcpdump -X or curl --trace: an address, then groups of hexadecimal
 * digits. Words without a colon after the address (hexdump, od) are little-endian, as those programs write them.
 * @param most bytes of the line, when known
 */
export function dumpLine(text: string, most = 32): DumpLine | undefined {
  const head = HEAD.exec(text)
  if (!head?.[1]) return undefined
  const groups: string[] = []
  let at = head[0].length
  let count = 0
  while (at < text.length && count < most) {
    let end = at
    while (end < text.length && text[end] !== ' ' && text[end] !== '\t' && text[end] !== '|') end++
    const group = text.slice(at, end)
    if (!GROUP.test(group) || (groups[0] !== undefined && group.length > groups[0].length)) break
    groups.push(group)
    count += group.length / 2
    let next = end
    while (text[next] === ' ' || text[next] === '\t') next++
    // Two blanks stand before the column of characters, or once in the middle of sixteen single bytes.
    if (next - end > 2 || (next - end === 2 && !(group.length === 2 && count === 8))) break
    at = next
  }
  if (groups.length === 0) return undefined
  const swapped = head[2] === '' && (groups[0]?.length ?? 2) === 4
  const bytes = Buffer.from(groups.join(''), 'hex')
  return {address: head[1], bytes: swapped && bytes.length % 2 === 0 ? bytes.swap16() : bytes}
}

export interface Dump {
  readonly bytes: Buffer
  readonly map: OffsetMap
  readonly end: number
  readonly lines: number
}

/** Reads lines as long as each address follows from the one before. */
export function readDump(bytes: Buffer, start: number, final: boolean): Dump {
  const map = new OffsetMap('coarse')
  const pieces: Buffer[] = []
  let length = 0
  let lines = 0
  let base = 0
  let radix = 16
  let repeated = false
  let at = start
  let previous: DumpLine | undefined
  while (at < bytes.length) {
    const next = nextLine(bytes, at, MAX_LINE)
    if (next === bytes.length && bytes[next - 1] !== LF && !final) break
    const text = lineText(bytes, at, MAX_LINE)
    if (text === '*' && previous) repeated = true
    else {
      const alone = ADDRESS_ALONE.exec(text)?.[1]
      const line = alone === undefined ? dumpLine(text, 32) : {address: alone, bytes: Buffer.alloc(0)}
      if (!line) break
      if (!previous) base = Number.parseInt(line.address, 16)
      else if (
        lines === 1 &&
        Number.parseInt(line.address, 8) - Number.parseInt(previous.address, 8) === previous.bytes.length &&
        line.address.length === 7 &&
        previous.bytes.length === 16 &&
        Number.parseInt(line.address, 16) - base !== 16
      ) {
        radix = 8
        base = Number.parseInt(previous.address, 8)
      }
      const wanted = Number.parseInt(line.address, radix) - base
      if (previous && wanted !== length) {
        const short = length - wanted
        if (repeated && wanted > length && wanted - length <= MAX_REPEATED) {
          const fill = Buffer.alloc(wanted - length, previous.bytes)
          pieces.push(fill)
          length += fill.length
        } else if (short > 0 && short < previous.bytes.length) {
          // The column of characters of the line before looked like digits.
          pieces.push((pieces.pop() ?? Buffer.alloc(0)).subarray(0, -short))
          length -= short
        } else break
      }
      repeated = false
      map.add(length, at)
      pieces.push(line.bytes)
      length += line.bytes.length
      if (line.bytes.length > 0) previous = line
      lines++
      if (alone !== undefined) {
        at = next
        break
      }
    }
    at = next
  }
  map.add(length, at)
  return {bytes: Buffer.concat(pieces), map, end: at, lines}
}

/** Whether a line at `at` looks like one of a dump, cheaply. */
function mayBeDump(bytes: Buffer, from: number): boolean {
  let at = from
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++
  if (bytes[at] === 0x30 && bytes[at + 1] === 0x78) at += 2
  for (let count = 0; count < 4; count++) if (!isHex(bytes[at + count])) return false
  return dumpLine(lineText(bytes, from, MAX_LINE)) !== undefined
}

/** A hexadecimal dump of several lines. */
export const hexDumpDetector: Detector = {
  name: 'hex-dump',
  next(bytes, from) {
    const zero = /\b(?:0000:|00000000:?|0000000) +[0-9a-fA-F]{2}/
    let at = from === 0 || bytes[from - 1] === LF ? from : nextLine(bytes, from)
    while (at < bytes.length) {
      if (mayBeDump(bytes, at)) return at
      const end = nextLine(bytes, at)
      const inLine = bytes.subarray(at, Math.min(end, at + MAX_LINE)).indexOf('0000')
      if (inLine > 0) {
        const found = zero.exec(lineText(bytes, at, MAX_LINE))
        if (found) return at + found.index
      }
      at = end
    }
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    const line = lineStart(bytes, anchor, floor)
    const stripped = line < anchor ? stripLines(bytes, anchor, floor, task) : undefined
    if (stripped) return stripped
    const dump = readDump(bytes, anchor, task.final)
    const whole = dump.end < bytes.length - MAX_LINE || task.final
    if (!whole && dump.bytes.length < 256) return {kind: 'open', from: line}
    if (dump.lines < 2 && dump.bytes.length < 16) return none(nextLine(bytes, anchor))
    return allWithin({...dump, wrapping: ['hex']}, anchor, whole, task)
  },
}
