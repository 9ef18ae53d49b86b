import {indexBefore, isBlank, isNameByte, lineStart, skipBlanks, standsAt} from './text-bytes.ts'

/** Where an envelope begins: at its XML declaration, document type or comments when it has some, else at `<`. */
export interface EnvelopeStart {
  readonly start: number
  /** Of the `<` of the element. */
  readonly tag: number
  /** Qualified name, `soap:Envelope`. */
  readonly name: string
}

export interface EnvelopeEnd {
  /** `cut`: another exchange begins at `end`. `limit`: larger than allowed. `open`: the bytes end first. */
  readonly kind: 'closed' | 'cut' | 'limit' | 'open'
  readonly end: number
}

const ENVELOPE = 'Envelope'
/** Longest prefix of a name, and longest start tag in which a namespace is looked for. */
const MAX_PREFIX = 64
const MAX_TAG = 8192
const MAX_PROLOG = 65_536

/** The start tag whose local name stands at `at`, when it is one: `<Envelope` or `<prefix:Envelope`. */
export function tagAt(bytes: Buffer, at: number, floor: number): {tag: number; name: string} | undefined {
  const after = bytes[at + ENVELOPE.length]
  if (isNameByte(after) || after === 0x3a) return undefined
  let tag = at - 1
  if (bytes[tag] === 0x3a) {
    tag--
    while (tag > floor && at - tag < MAX_PREFIX && isNameByte(bytes[tag])) tag--
  }
  if (tag < floor || bytes[tag] !== 0x3c) return undefined
  return {tag, name: bytes.toString('latin1', tag + 1, at + ENVELOPE.length)}
}

/** Goes back over what may stand before a root element. */
function prologStart(bytes: Buffer, tag: number, floor: number): number {
  const from = Math.max(floor, tag - MAX_PROLOG)
  let start = tag
  for (let turns = 0; turns < 8; turns++) {
    let end = start
    while (end > from && isBlank(bytes[end - 1])) end--
    const found = itemBefore(bytes, end, from)
    if (found === -1) return start
    start = found
  }
  return start
}

function itemBefore(bytes: Buffer, end: number, from: number): number {
  const before = bytes.subarray(from, end)
  if (bytes[end - 1] !== 0x3e) return -1
  if (bytes[end - 2] === 0x3f) {
    const at = before.subarray(-1024).lastIndexOf('<?')
    return at === -1 ? -1 : Math.max(from, end - 1024) + at
  }
  if (bytes[end - 2] === 0x2d && bytes[end - 3] === 0x2d) {
    const at = before.lastIndexOf('<!--')
    return at === -1 ? -1 : from + at
  }
  const at = before.lastIndexOf('<!DOCTYPE')
  if (at === -1 || before.indexOf('</', at) !== -1) return -1
  const one = before.subarray(at)
  // Without an internal subset it ends at the first `>`; with one, at `]>`.
  const subset = one.indexOf('[')
  const first = one.indexOf('>')
  if (first === one.length - 1) return from + at
  return subset !== -1 && subset < first && endsSubset(one) ? from + at : -1
}

function endsSubset(one: Buffer): boolean {
  let at = one.length - 2
  while (isBlank(one[at])) at--
  return one[at] === 0x5d
}

/**
 * The envelope whose local name stands at `at`: its tag must declare a namespace, as the root of a message does, so
 * that a path or an error text that names the element is not taken for one.
 * @returns undefined when it is none, `open` when the tag has not all been seen
 */
export function envelopeStart(bytes: Buffer, at: number, floor: number): EnvelopeStart | 'open' | undefined {
  const found = tagAt(bytes, at, floor)
  if (!found) return undefined
  const limit = Math.min(bytes.length, found.tag + MAX_TAG)
  const close = indexBefore(bytes, '>', at, limit)
  const end = close === -1 ? limit : close
  const declares = indexBefore(bytes, 'xmlns', at, end)
  if (declares === -1) return close === -1 && limit === bytes.length ? 'open' : undefined
  // A text escaped it: the tag is not read here but where the escape is undone.
  if (indexBefore(bytes, '\\', at, end) !== -1 || indexBefore(bytes, '&quot;', declares, end) !== -1)
    return undefined
  return {...found, start: prologStart(bytes, found.tag, floor)}
}

/** After `end`, an element of the outer envelope closes: the inner envelope was part of its content. */
function closesOuter(bytes: Buffer, end: number): boolean {
  return standsAt(bytes, '</', skipBlanks(bytes, end))
}

function skipTo(bytes: Buffer, text: string, from: number): number {
  const found = bytes.indexOf(text, from)
  return found === -1 ? bytes.length : found + text.length
}

/** Whether a start tag at `tag` stands right after another tag, as an element inside an element does. */
function followsTag(bytes: Buffer, tag: number): boolean {
  let at = tag - 1
  while (isBlank(bytes[at])) at--
  return bytes[at] === 0x3e && bytes[at - 1] !== 0x3f
}

/**
 * Where an envelope ends: comments, CDATA and instructions are passed over, envelopes inside it counted. An envelope
 * that begins elsewhere than inside an element is the next exchange.
 */
export function envelopeEnd(bytes: Buffer, {tag, name}: EnvelopeStart, maxBytes: number): EnvelopeEnd {
  const limit = tag + maxBytes
  const closing = `/${name}`
  const local = name.slice(name.indexOf(':') + 1)
  let depth = 0
  let at = tag
  let inner = tag
  while (at !== -1 && at < bytes.length) {
    if (at > limit) return {kind: 'limit', end: limit}
    const second = bytes[at + 1]
    if (second === 0x21 && standsAt(bytes, '<!--', at)) at = skipTo(bytes, '-->', at + 4)
    else if (second === 0x21 && standsAt(bytes, '<![CDATA[', at)) at = skipTo(bytes, ']]>', at + 9)
    else if (second === 0x3f) at = skipTo(bytes, '?>', at + 2)
    else if (
      second === 0x2f &&
      standsAt(bytes, closing, at + 1) &&
      endsName(bytes, at + 1 + closing.length)
    ) {
      const end = skipBlanks(bytes, at + 1 + closing.length)
      if (end >= bytes.length) return {kind: 'open', end: bytes.length}
      if (depth === 0) return {kind: 'closed', end: end + 1}
      if (depth === 1 && skipBlanks(bytes, end + 1) >= bytes.length) return {kind: 'open', end: bytes.length}
      if (depth === 1 && !closesOuter(bytes, end + 1)) return {kind: 'cut', end: inner}
      depth--
      at += closing.length + 1
    } else if (at > tag && second !== 0x2f && opensEnvelope(bytes, at, local)) {
      if (!followsTag(bytes, at)) return {kind: 'cut', end: at}
      if (standsAt(bytes, name, at + 1)) {
        if (depth === 0) inner = at
        depth++
      }
      at++
    } else at++
    at = bytes.indexOf(0x3c, at)
  }
  return bytes.length > limit ? {kind: 'limit', end: limit} : {kind: 'open', end: bytes.length}
}

function endsName(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0x3e || isBlank(bytes[at]) || at >= bytes.length
}

/** A start tag `<Envelope` or `<prefix:Envelope` that declares namespaces. */
function opensEnvelope(bytes: Buffer, tag: number, local: string): boolean {
  let at = tag + 1
  if (bytes[at] !== local.charCodeAt(0) || !standsAt(bytes, local, at)) {
    while (at - tag < MAX_PREFIX && isNameByte(bytes[at])) at++
    if (bytes[at] !== 0x3a) return false
    at++
  }
  if (!standsAt(bytes, local, at) || isNameByte(bytes[at + local.length])) return false
  return indexBefore(bytes, 'xmlns', at, Math.min(bytes.length, at + 512)) !== -1
}

/** Cuts from an envelope that never ended what the log wrote after it: from the first line that is no XML of it. */
export function trimCut(bytes: Buffer, start: number, end: number): number {
  const view = bytes.subarray(0, end)
  for (let at = view.indexOf(0x0a, start); at !== -1; at = view.indexOf(0x0a, at + 1))
    if (FOREIGN.test(bytes.toString('latin1', at + 1, Math.min(end, at + 120)))) return at + 1
  return end
}

/** A line of the log itself: a time, a rule, a start line of HTTP, a mark of truncation, a MIME boundary. */
const FOREIGN =
  /^(?:[[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[[(]?\d\d[/.-]\d\d[/.-]\d{2,4}[T ,]+\d\d:\d\d|[A-Z][a-z]{2} \d\d?,? (?:\d{4} )?\d\d?:\d\d|\d\d:\d\d:\d\d[.,]\d|-{10,}\s|--[\w'()+,./:=?-]{6,70}(?:--)?\r?\n|HTTP\/1\.[01] \d{3}|(?:POST|GET|PUT) \S{1,90} HTTP\/1|\(message truncated|\.{3} ?\[?truncated|ID: \d+\r?\n|(?:REQ|RESP|FAULT)_(?:IN|OUT)\b)/

/** Start of the line of an envelope, when only blanks stand between; else the envelope itself. */
export function ownLine(bytes: Buffer, start: number, floor: number): number {
  const line = lineStart(bytes, start, floor)
  return skipBlanks(bytes, line) === start ? line : start
}
