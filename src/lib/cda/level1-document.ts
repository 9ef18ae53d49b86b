import type {ByteSource} from '../ports/byte-source.ts'
import type {Level1Template} from './build-level1.ts'

/** A multiple of 3, so that each block encodes without padding. */
const BLOCK = 3 * 16 * 1024

/** Size in bytes of the document that `template` makes of a body of `bodySize` bytes. */
export function level1Size(template: Level1Template, bodySize: number): number {
  return template.head.length + 4 * Math.ceil(bodySize / 3) + template.tail.length
}

/** Base64 of a body in blocks, without holding it; the buffer yielded is reused. */
async function* base64Of(body: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const raw = Buffer.allocUnsafe(BLOCK)
  const coded = Buffer.allocUnsafe((BLOCK / 3) * 4)
  let held = 0
  for await (const chunk of body.open(signal)) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.subarray(at, at + BLOCK - held)
      raw.set(taken, held)
      held += taken.length
      at += taken.length
      if (held === BLOCK) {
        yield coded.subarray(0, coded.write(raw.toString('base64'), 'latin1'))
        held = 0
      }
    }
  }
  if (held > 0) yield coded.subarray(0, coded.write(raw.toString('base64', 0, held), 'latin1'))
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
