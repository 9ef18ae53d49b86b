import type {ByteSource} from '../ports/byte-source.ts'
import {Base64Groups} from './base64-groups.ts'
import type {Level1Template} from './build-level1.ts'

/** Bytes of the body encoded at once at most. */
const BLOCK = 64 * 1024

/** A document up to this size is encoded once and held; a larger one is encoded anew each time it is read. */
const HELD = 1024 * 1024

type Ends = Pick<Level1Template, 'head' | 'tail'>

/** Size in bytes of the document that `template` makes of a body of `bodySize` bytes. */
export function level1Size({head, tail}: Ends, bodySize: number): number {
  return head.length + 4 * Math.ceil(bodySize / 3) + tail.length
}

/** Base64 of a body in blocks, without holding it; the buffer yielded is reused. */
async function* base64Of(body: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const groups = new Base64Groups()
  const coded = Buffer.allocUnsafe(Base64Groups.room(BLOCK))
  for await (const chunk of body.open(signal))
    for (let at = 0; at < chunk.length; at += BLOCK) {
      const end = groups.add(chunk.subarray(at, at + BLOCK), coded, 0)
      if (end > 0) yield coded.subarray(0, end)
    }
  const end = groups.end(coded, 0)
  if (end > 0) yield coded.subarray(0, end)
}

/** The whole document as a stream, readable again and again. */
export function level1Document({head, tail}: Ends, body: ByteSource): ByteSource {
  return {
    size: level1Size({head, tail}, body.size),
    async *open(signal?: AbortSignal) {
      yield head
      yield* base64Of(body, signal)
      yield tail
    },
  }
}

/** The whole document as bytes. @throws RangeError when the body is not of the size it said */
async function level1Bytes({head, tail}: Ends, body: ByteSource, signal?: AbortSignal): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(level1Size({head, tail}, body.size))
  bytes.set(head)
  const groups = new Base64Groups()
  let at = head.length
  let seen = 0
  for await (const chunk of body.open(signal)) {
    seen += chunk.length
    if (seen > body.size) break
    at = groups.add(chunk, bytes, at)
  }
  if (seen !== body.size) throw new RangeError(`a body yields ${seen} bytes instead of ${body.size}`)
  bytes.set(tail, groups.end(bytes, at))
  return bytes
}

function heldSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    held: [bytes],
    async *open() {
      yield bytes
    },
  }
}

/**
 * The whole document ready to be hashed and sent: a small one as bytes, encoded once, a large one as a stream.
 * @throws RangeError when a small body is not of the size it said
 */
export async function readyLevel1(ends: Ends, body: ByteSource, signal?: AbortSignal): Promise<ByteSource> {
  if (level1Size(ends, body.size) > HELD) return level1Document(ends, body)
  return heldSource(await level1Bytes(ends, body, signal))
}
