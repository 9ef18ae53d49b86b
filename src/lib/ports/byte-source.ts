/**
 * Bytes that can be read several times without being held in memory. Chunks may share one reused buffer:
 * a reader that keeps a chunk copies it.
 */
export interface ByteSource {
  /** Exact number of bytes that `open` yields. */
  readonly size: number
  open(signal?: AbortSignal): AsyncIterable<Uint8Array>
}
