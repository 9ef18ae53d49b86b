const LINE_FEED = 0x0a

export interface ByteLine {
  /** Without its line feed; the bytes are the caller's to keep. */
  readonly bytes: Uint8Array
  /** False for a last line that nobody ended. */
  readonly ended: boolean
  /** Cut to the longest that is read. */
  readonly tooLong: boolean
}

/**
 * Lines of a file byte for byte: ended by a line feed and by nothing else, undecoded. Of a line longer than `most` bytes
 * no more is held.
 */
export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  most = 16 * 1024 * 1024,
): AsyncGenerator<ByteLine> {
  let parts: Buffer[] = []
  let size = 0
  const keep = (piece: Uint8Array) => {
    const room = most - size
    if (room > 0) parts.push(Buffer.from(piece.subarray(0, room)))
    size += piece.length
  }
  const line = (ended: boolean): ByteLine => {
    const done = {bytes: Buffer.concat(parts), ended, tooLong: size > most}
    parts = []
    size = 0
    return done
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      yield line(true)
    }
    if (from < chunk.length) keep(chunk.subarray(from))
  }
  if (size > 0) yield line(false)
}
