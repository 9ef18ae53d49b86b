export const LF = 0x0a
export const CR = 0x0d

/** How far a line is followed backwards, so that many places of one long line cost no more than their number. */
const LOOK_BACK = 16_384

/** Offset of the first byte of the line in which `at` stands, not before `floor` nor further back than 16 KB. */
export function lineStart(bytes: Buffer, at: number, floor: number): number {
  const from = Math.max(floor, at - LOOK_BACK)
  if (at <= from) return from
  const found = bytes.subarray(from, at).lastIndexOf(LF)
  return found === -1 ? from : from + found + 1
}

/** Offset after the line feed that ends the line of `at`; the length (or `at + most`) when there is none. */
export function nextLine(bytes: Buffer, at: number, most = Number.POSITIVE_INFINITY): number {
  const end = Math.min(bytes.length, at + most)
  const found = bytes.subarray(at, end).indexOf(LF)
  return found === -1 ? end : at + found + 1
}

/** Text of a line without its line end, one character for each byte, at most `most` of them. */
export function lineText(bytes: Buffer, start: number, most = 16_384): string {
  let end = nextLine(bytes, start, most)
  if (bytes[end - 1] === LF && end > start) end--
  if (bytes[end - 1] === CR && end > start) end--
  return bytes.toString('latin1', start, end)
}

export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === LF || byte === CR
}

export function skipBlanks(bytes: Buffer, from: number): number {
  let at = from
  while (isBlank(bytes[at])) at++
  return at
}

/** Whether the ASCII text stands at `at`. */
export function standsAt(bytes: Buffer, text: string, at: number): boolean {
  if (at < 0 || at + text.length > bytes.length) return false
  for (let index = 0; index < text.length; index++)
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/** Offset of the first place at or after `from`, and before `end`, where `text` stands; -1 when there is none. */
export function indexBefore(bytes: Buffer, text: string, from: number, end: number): number {
  if (from >= end) return -1
  const found = bytes.subarray(from, end).indexOf(text)
  return found === -1 ? -1 : from + found
}

export function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}

/** A letter, a digit or one of `.-_` of an XML name, and any byte of a character beyond ASCII. */
export function isNameByte(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x5f ||
    byte >= 0x80
  )
}

const lookups = new WeakMap<Buffer, Map<string, {from: number; at: number}>>()

/**
 * Offset of the first `text` at or after `from`; -1 when there is none. What was found is kept, so that asking again
 * from further on costs nothing as long as the answer is the same.
 */
export function nextToken(bytes: Buffer, text: string, from: number): number {
  const known = lookups.get(bytes) ?? new Map<string, {from: number; at: number}>()
  const last = known.get(text)
  if (last && from >= last.from && (last.at === -1 || from <= last.at)) return last.at
  const at = bytes.indexOf(text, from)
  known.set(text, {from, at})
  lookups.set(bytes, known)
  return at
}
