import type {ByteSource} from '../ports/byte-source.ts'

/** Above the high-water mark of a TLS socket (16 KiB), so that each write is awaited to its end. */
const CHUNK_BYTES = 65_536

/**
 * Re-cuts a source into chunks of 64 KiB in two buffers used in turn, so that a body of any size is sent in
 * constant memory. A source may reuse its own buffer at once, since its bytes are copied here; ours are reused
 * only two chunks later, when the socket has asked for more and so has let the earlier one go.
 */
export async function* steadyChunks(source: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const buffers = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)]
  let turn = 0
  let filled = 0
  for await (const chunk of source.open(signal)) {
    signal?.throwIfAborted()
    let offset = 0
    while (offset < chunk.length) {
      const buffer = buffers[turn] as Buffer
      const count = Math.min(CHUNK_BYTES - filled, chunk.length - offset)
      buffer.set(chunk.subarray(offset, offset + count), filled)
      offset += count
      filled += count
      if (filled === CHUNK_BYTES) {
        yield buffer
        turn = 1 - turn
        filled = 0
      }
    }
  }
  if (filled > 0) yield (buffers[turn] as Buffer).subarray(0, filled)
}
