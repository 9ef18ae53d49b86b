import type {Attempt, SearchTask} from './finding.ts'
import {MAX_DEPTH, none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {CR, LF, lineStart, nextLine} from './text-bytes.ts'
import {asOuter} from './within.ts'

const MAX_PREFIX = 512
const MAX_LINES_BEFORE = 64
const MAX_LEAD = 128
/** A message on one longer line needs no prefix to be cut away. */
const MAX_LINE = 65_536
/** A prefix found behind a lead is at least a time. */
const SHORTEST_PREFIX = 12

const isNumber = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/**
 * Offset after what stands before the content of a line, when it is `prefix` but for its numbers; -1 when it is not.
 * An empty line may have lost the blanks that end the prefix.
 */
function afterPrefix(bytes: Buffer, start: number, prefix: Buffer): number {
  let at = start
  for (let place = 0; place < prefix.length; ) {
    const byte = bytes[at]
    if (isNumber(prefix[place])) {
      if (!isNumber(byte)) return -1
      while (isNumber(prefix[place])) place++
      while (isNumber(bytes[at])) at++
    } else if (byte === prefix[place]) {
      at++
      place++
    } else return endsLine(bytes, at) && blanksOnly(prefix, place) ? at : -1
  }
  return at
}

function endsLine(bytes: Buffer, at: number): boolean {
  return at >= bytes.length || bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF)
}

function blanksOnly(prefix: Buffer, from: number): boolean {
  return from > 0 && prefix.subarray(from).every((byte) => byte === 0x20 || byte === 0x09)
}

/** The first line, going back from `line`, that bears the prefix. */
function firstLine(bytes: Buffer, line: number, floor: number, prefix: Buffer): number {
  let first = line
  for (let count = 0; count < MAX_LINES_BEFORE && first > floor; count++) {
    const before = lineStart(bytes, first - 1, floor)
    if (afterPrefix(bytes, before, prefix) === -1) {
      const lead = leadBefore(bytes, before, first, prefix)
      return lead === -1 ? first : before + lead
    }
    first = before
  }
  return first
}

/** Bytes before the prefix on the first line alone (`body=`, a quote); -1 when the second line does not bear it. */
function leadOf(bytes: Buffer, second: number, prefix: Buffer): number {
  if (afterPrefix(bytes, second, prefix) !== -1) return 0
  for (let lead = 1; lead < Math.min(MAX_LEAD, prefix.length - SHORTEST_PREFIX); lead++)
    if (
      isNumber(prefix[lead]) &&
      !isNumber(prefix[lead - 1]) &&
      afterPrefix(bytes, second, prefix.subarray(lead)) !== -1
    )
      return lead
  return -1
}

/** Bytes that stand before the prefix on a line which ends at `end`; -1 when the line does not bear it. */
function leadBefore(bytes: Buffer, line: number, end: number, prefix: Buffer): number {
  for (let lead = 1; lead < MAX_LEAD && line + lead < end; lead++)
    if (
      isNumber(bytes[line + lead]) &&
      !isNumber(bytes[line + lead - 1]) &&
      afterPrefix(bytes, line + lead, prefix) !== -1
    )
      return lead
  return -1
}

interface Stripped {
  readonly bytes: Buffer
  readonly map: OffsetMap
  readonly end: number
}

function strip(bytes: Buffer, first: number, prefix: Buffer): Stripped {
  const pieces: Buffer[] = []
  const map = new OffsetMap('exact')
  let length = 0
  let at = first
  while (at < bytes.length) {
    const content = afterPrefix(bytes, at, prefix)
    if (content === -1) break
    const next = nextLine(bytes, content)
    map.add(length, content)
    pieces.push(bytes.subarray(content, next))
    length += next - content
    at = next
  }
  map.add(length, at)
  return {bytes: Buffer.concat(pieces), map, end: at}
}

/**
 * Cuts away what a log wrote at the head of every line (a time, `> `, a logger), when the line at `content` and the
 * two after it bear the same, numbers apart. Undefined when they do not: the prefix then is of the first line alone.
 */
export function stripLines(
  bytes: Buffer,
  content: number,
  floor: number,
  task: SearchTask,
): Attempt | undefined {
  const line = lineStart(bytes, content, floor)
  let prefix = bytes.subarray(line, content)
  if (task.depth >= MAX_DEPTH || prefix.length === 0 || prefix.length > MAX_PREFIX) return undefined
  if (prefix.toString('latin1').trim() === '') return undefined
  const second = nextLine(bytes, content, MAX_LINE)
  if (second >= bytes.length) return task.final ? undefined : {kind: 'open', from: line}
  if (bytes[second - 1] !== LF) return undefined
  const lead = leadOf(bytes, second, prefix)
  if (lead === -1) return undefined
  prefix = prefix.subarray(lead)
  const third = nextLine(bytes, second, MAX_LINE)
  if (third < bytes.length && afterPrefix(bytes, third, prefix) === -1) return undefined
  const first = lead > 0 ? line + lead : firstLine(bytes, line, floor, prefix)
  const stripped = {...strip(bytes, first, prefix), wrapping: ['log-lines'] as const}
  const whole = stripped.end < bytes.length
  const final = whole || task.final
  const result = task.search(stripped.bytes, {...task, final, firstOnly: false, depth: task.depth + 1})
  const found = result.found.map((one) => asOuter(one, stripped))
  if (!final) {
    const resume = lineStart(bytes, stripped.map.restart(result.openAt ?? result.keepFrom), first)
    return {kind: 'open', from: Math.max(first, resume), found}
  }
  // What the last line opens may go on in lines without the prefix: it is then read from there.
  const last = found.at(-1)
  if (whole && last?.cut && last.start > content && last.end >= stripped.end - 2)
    return {kind: 'found', found: found.slice(0, -1), end: lineStart(bytes, last.start, first)}
  return found.length > 0 ? {kind: 'found', found, end: stripped.end} : none(stripped.end)
}
