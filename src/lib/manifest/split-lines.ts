/** A line of a file, without its end; `fault` instead of a text that cannot be used. */
export type RawLine = {readonly line: number} & (
  | {readonly text: string}
  | {readonly fault: 'line-too-long' | 'encoding' | 'utf-16'}
)

/** Bytes of one line, its end not counted. */
export const MAX_LINE_BYTES = 1024 * 1024

const LINE_FEED = 10

/**
 * Lines of a stream of UTF-8 bytes, numbered from 1 as a text editor does; LF or CRLF, a leading mark dropped. Each
 * line is decoded alone, so that one in another encoding is named and the others go on. Chunks may be reused by the
 * caller.
 */
export async function* splitLines(
  source: AsyncIterable<Uint8Array>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<RawLine> {
  const pending = new Pending(maxBytes)
  let line = 1
  for await (const chunk of source) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      pending.add(chunk.subarray(from, end))
      yield pending.take(line++)
      from = end + 1
    }
    pending.add(chunk.subarray(from))
  }
  if (!pending.isEmpty()) yield pending.take(line)
}

/** The line being gathered; stops keeping bytes once it is too long. */
class Pending {
  readonly #maxBytes: number
  #pieces: Buffer[] = []
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  add(piece: Uint8Array): void {
    this.#bytes += piece.length
    if (this.#bytes > this.#maxBytes) this.#pieces = []
    else if (piece.length > 0) this.#pieces.push(Buffer.from(piece))
  }

  isEmpty(): boolean {
    return this.#bytes === 0
  }

  take(line: number): RawLine {
    const bytes = Buffer.concat(this.#pieces)
    const tooLong = this.#bytes > this.#maxBytes
    this.#pieces = []
    this.#bytes = 0
    if (tooLong) return {line, fault: 'line-too-long'}
    if (line === 1 && /^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2))) return {line, fault: 'utf-16'}
    try {
      const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
      return {line, text: (line === 1 ? text.replace(/^\ufeff/, '') : text).replace(/\r$/, '')}
    } catch {
      return {line, fault: 'encoding'}
    }
  }
}
