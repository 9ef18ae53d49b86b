import {type Mark, MessageScanner} from './message-scanner.ts'

/** A stretch of a file with its bytes. `number` counts messages from 1; strays and trailers have that of the last. */
export interface Framed extends Mark {
  readonly number: number
  /** Absent when the message is larger than the bound. */
  readonly bytes?: Uint8Array
}

/** Largest message read, in bytes. */
export const MAX_MESSAGE_BYTES = 50 * 1024 * 1024

/** Bytes of a file of which only the part that may still be needed is held. */
class Window {
  #parts: {at: number; bytes: Uint8Array}[] = []

  add(at: number, chunk: Uint8Array): void {
    this.#parts.push({at, bytes: chunk})
  }

  forgetBefore(offset: number): void {
    while (this.#parts[0] && this.#parts[0].at + this.#parts[0].bytes.length <= offset) this.#parts.shift()
  }

  clear(): void {
    this.#parts = []
  }

  /** Undefined when a part of it was forgotten. */
  slice(start: number, end: number): Uint8Array | undefined {
    const found: Uint8Array[] = []
    let size = 0
    for (const {at, bytes} of this.#parts) {
      const piece = bytes.subarray(Math.max(0, start - at), Math.max(0, end - at))
      if (piece.length > 0) found.push(piece)
      size += piece.length
    }
    if (size !== end - start) return undefined
    return found.length === 1 ? found[0] : Buffer.concat(found)
  }
}

/** Messages of a file in their order, one held at a time, whatever their framing; see {@link MessageScanner}. */
export async function* frameMessages(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes = MAX_MESSAGE_BYTES,
): AsyncGenerator<Framed> {
  const scanner = new MessageScanner()
  const window = new Window()
  let at = 0
  let number = 0
  const framed = (mark: Mark): Framed => {
    if (mark.kind === 'message') number++
    const bytes = mark.end - mark.start > maxBytes ? undefined : window.slice(mark.start, mark.end)
    return {...mark, number, ...(bytes ? {bytes} : {})}
  }
  for await (const chunk of chunks) {
    const copy = Buffer.from(chunk)
    window.add(at, copy)
    at += copy.length
    for (const mark of scanner.push(copy)) yield framed(mark)
    window.forgetBefore(scanner.keepFrom)
    if (scanner.openMessage !== undefined && at - scanner.openMessage > maxBytes) window.clear()
  }
  for (const mark of scanner.end()) yield framed(mark)
}

/** Where each message of a file begins and ends, one pair after the other, for one that is read out of order. */
export async function indexMessages(chunks: AsyncIterable<Uint8Array>): Promise<Float64Array> {
  const scanner = new MessageScanner()
  const offsets: number[] = []
  const keep = (found: readonly Mark[]) => {
    for (const {kind, start, end} of found) if (kind === 'message') offsets.push(start, end)
  }
  for await (const chunk of chunks) keep(scanner.push(chunk))
  keep(scanner.end())
  return Float64Array.from(offsets)
}
