import type {ByteSource} from '../ports/byte-source.ts'
import type {Level1Template} from './build-level1.ts'

/** Bytes encoded at once at most; a multiple of 3, so that each block encodes without padding. */
const BLOCK = 3 * 32 * 1024

/** A document up to this size is encoded once and held; a larger one is encoded anew each time it is read. */
const HELD = 1024 * 1024

/** Size in bytes of the document that `template` makes of a body of `bodySize` bytes. */
export function level1Size(template: Level1Template, bodySize: number): number {
  return template.head.length + 4 * Math.ceil(bodySize / 3) + template.tail.length
}

/** Base64 of a body in blocks, without holding it; the buffer yielded is reused. */
async function* base64Of(body: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const block = Math.min(BLOCK, 3 * Math.ceil(body.size / 3) || 3)
  const coded = Buffer.allocUnsafe(4 + (block / 3) * 4)
  /** The one or two bytes that wait for the group to be whole. */
  const rest = Buffer.alloc(3)
  let held = 0
  for await (const chunk of body.open(signal)) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let at = 0
    let filled = 0
    if (held > 0) {
      at = bytes.copy(rest, held)
      held += at
      if (held === 3) {
        filled = coded.write(rest.toString('base64'), 'latin1')
        held = 0
      }
    }
    const whole = bytes.length - ((bytes.length - at) % 3)
    for (; at < whole; filled = 0) {
      const end = Math.min(at + block, whole)
      filled += coded.write(bytes.toString('base64', at, end), filled, 'latin1')
      at = end
      yield coded.subarray(0, filled)
    }
    if (filled > 0) yield coded.subarray(0, filled)
    if (whole < bytes.length) held = bytes.copy(rest, 0, whole)
  }
  if (held > 0) yield coded.subarray(0, coded.write(rest.toString('base64', 0, held), 'latin1'))
}

/** The whole document as a stream, readable again and again. */
export function level1Document(template: Level1Template, body: ByteSource): ByteSource {
  return {
    size: level1Size(template, body.size),
    async *open(signal?: AbortSignal) {
      yield template.head
      yield* base64Of(body, signal)
      yield template.tail
    },
  }
}

/**
 * The whole document ready to be hashed and sent: a small one as bytes, encoded once, a large one as a stream.
 * @throws RangeError when a small body is not of the size it said
 */
export async function readyLevel1(
  template: Level1Template,
  body: ByteSource,
  signal?: AbortSignal,
): Promise<ByteSource> {
  const document = level1Document(template, body)
  const {size} = document
  if (size > HELD) return document
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  for await (const chunk of document.open(signal)) {
    if (filled + chunk.length <= size) bytes.set(chunk, filled)
    filled += chunk.length
  }
  if (filled !== size) throw new RangeError(`a document of ${filled} bytes instead of ${size}`)
  return {
    size,
    async *open() {
      yield bytes
    },
  }
}
