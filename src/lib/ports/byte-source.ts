/**
 * Bytes that can be read several times without being held in memory. Chunks may share one reused buffer:
 * a reader that keeps a chunk copies it.
 */
export interface ByteSource {
  /** Exact number of bytes that `open` yields. */
  readonly size: number
  /** What `open` yields, when it is in memory anyway and need not be asked for piece by piece. */
  readonly held?: readonly Uint8Array[]
  open(signal?: AbortSignal): AsyncIterable<Uint8Array>
}
