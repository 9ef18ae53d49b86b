import type {Attempt, Detector, SearchTask} from './finding.ts'
import {MAX_DEPTH, none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {lineStart, nextLine, nextToken} from './text-bytes.ts'
import {asOuter} from './within.ts'

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: '\u00a0',
}
const REFERENCE = /^&(?:(lt|gt|quot|apos|amp|nbsp)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/
const FIRST_STRETCH = 65_536
const STRING_LOOK = 8192
const STRING_ESCAPES = [...'nr"\\u/'].map((char) => char.charCodeAt(0))

function character([, name, decimal, hex]: RegExpExecArray): Buffer {
  if (name !== undefined) return Buffer.from(NAMED[name] ?? '')
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return Buffer.from(code > 0x10ffff || code === 0 ? '\ufffd' : String.fromCodePoint(code))
}

/** Undoes XML character references between two offsets, once. */
function unescapeXml(bytes: Buffer, start: number, end: number): {bytes: Buffer; map: OffsetMap} {
  const pieces: Buffer[] = []
  const map = new OffsetMap('exact')
  map.add(0, start)
  let length = 0
  let from = start
  const view = bytes.subarray(0, end)
  for (let at = view.indexOf(0x26, start); at !== -1; at = view.indexOf(0x26, at)) {
    const found = REFERENCE.exec(view.toString('latin1', at, at + 12))
    if (!found) {
      at++
      continue
    }
    const piece = character(found)
    pieces.push(view.subarray(from, at), piece)
    length += at - from + piece.length
    at += found[0].length
    from = at
    map.add(length, at)
  }
  pieces.push(view.subarray(from))
  return {bytes: Buffer.concat(pieces), map}
}

/** Ends before a reference that may go on after the bytes at hand. */
function wholeReferences(bytes: Buffer, end: number): number {
  const at = bytes.subarray(Math.max(0, end - 12), end).lastIndexOf(0x26)
  return at === -1 ? end : Math.max(0, end - 12) + at
}

/**
 * The exchanges of a text in which `<` is written `&lt;`, from `start` on; such a text ends at the first true `<`. It is
 * unescaped in stretches that grow while an exchange is open. One in which nothing was escaped is left to be read as it
 * stands: true `<` may follow.
 */
export function unescapeXmlFrom(bytes: Buffer, start: number, task: SearchTask): Attempt {
  if (task.depth >= MAX_DEPTH) return none(start + FIRST_STRETCH)
  for (let size = FIRST_STRETCH; ; size *= 4) {
    const limit = Math.min(bytes.length, start + size)
    const tag = bytes.subarray(start, limit).indexOf(0x3c)
    const atEnd = tag === -1 && limit === bytes.length
    const final = tag !== -1 || (atEnd && task.final)
    const end = tag !== -1 ? start + tag : final ? limit : wholeReferences(bytes, limit)
    const plain = {...unescapeXml(bytes, start, end), wrapping: ['escaped-xml'] as const, end}
    const result = task.search(plain.bytes, {...task, final, firstOnly: false, depth: task.depth + 1})
    const raw = result.found.find(
      (one) => plain.map.outerOf(one.end) - plain.map.outerOf(one.start) === one.end - one.start,
    )
    const own = raw ? result.found.slice(0, result.found.indexOf(raw)) : result.found
    const found = own.map((one) => asOuter(one, plain))
    if (raw) return {kind: 'found', found, end: plain.map.outerOf(raw.start)}
    if (final) return found.length > 0 ? {kind: 'found', found, end} : none(end)
    const resume = plain.map.restart(result.openAt ?? result.keepFrom)
    if (atEnd) return {kind: 'open', from: Math.max(start, resume), found}
    if (resume > start) return {kind: 'found', found, end: resume}
  }
}

/** Text in which an element begins by `&lt;` or `&#60;`, once or several times escaped. */
export const xmlEscapeDetector: Detector = {
  name: 'escaped-xml',
  next(bytes, from) {
    for (let at = bytes.indexOf(0x26, from); at !== -1; at = bytes.indexOf(0x26, at + 1))
      if (
        /^&(?:amp;){0,5}(?:lt;|quot;|#x?0*(?:60|3[cC]|1[03]|[aAdD]);)/.test(
          bytes.toString('latin1', at, at + 40),
        )
      )
        return at
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    const inString = stringEscape(bytes, anchor)
    if (inString !== -1) return none(inString)
    const line = lineStart(bytes, anchor, floor)
    const tag = bytes.subarray(line, anchor).lastIndexOf(0x3e)
    const attempt = unescapeXmlFrom(bytes, tag === -1 ? line : line + tag + 1, task)
    return attempt.kind === 'none' && attempt.resume <= anchor ? none(anchor + 4) : attempt
  },
}

/** The first `\\n` or `\\"` on the line of `at`: the text is a string, which is undone first. -1 when there is none. */
export function stringEscape(bytes: Buffer, at: number): number {
  const next = nextToken(bytes, '\\', at)
  if (next === -1 || next >= at + STRING_LOOK) return -1
  const line = bytes.subarray(at, nextLine(bytes, at, STRING_LOOK))
  if (line.includes('\\&')) return -1
  for (let here = line.indexOf(0x5c); here !== -1; here = line.indexOf(0x5c, here + 1))
    if (STRING_ESCAPES.includes(line[here + 1] ?? 0)) return at + here
  return -1
}
