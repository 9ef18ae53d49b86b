import {OffsetMap} from './offset-map.ts'
import {LF, nextLine} from './text-bytes.ts'

const SIZE_LINE = /^([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n/

function sizeAt(bytes: Buffer, at: number): {size: number; next: number} | undefined {
  const found = SIZE_LINE.exec(bytes.toString('latin1', at, at + 240))
  return found?.[1] ? {size: Number.parseInt(found[1], 16), next: at + found[0].length} : undefined
}

/** Whether a chunk of a chunked body (RFC 9112 §7.1) seems to begin at `at`. */
export function isChunkLine(bytes: Buffer, at: number): boolean {
  return sizeAt(bytes, at) !== undefined
}

/** Puts chunks together; `open` when the bytes end first, undefined when the sizes do not fit the bytes. */
export function dechunk(
  bytes: Buffer,
  at: number,
): {bytes: Buffer; map: OffsetMap; end: number} | 'open' | undefined {
  const pieces: Buffer[] = []
  const map = new OffsetMap('exact')
  let length = 0
  let here = at
  while (true) {
    const line = sizeAt(bytes, here)
    if (!line) return bytes.length - here < 12 ? 'open' : undefined
    if (line.size === 0) {
      map.add(length, line.next)
      return {bytes: Buffer.concat(pieces), map, end: Math.min(bytes.length, nextLine(bytes, line.next, 256))}
    }
    const end = line.next + line.size
    if (end + 2 > bytes.length) return 'open'
    const after = bytes[end] === LF ? end + 1 : bytes[end] === 0x0d && bytes[end + 1] === LF ? end + 2 : -1
    if (after === -1) return undefined
    map.add(length, line.next)
    pieces.push(bytes.subarray(line.next, end))
    length += line.size
    here = after
  }
}
