import {createHash, type Hash} from 'node:crypto'
import type {ByteSource} from '../ports/byte-source.ts'
import {canonicalize} from './canonicalize.ts'
import {refuseXml} from './decode.ts'
import {ELISION_MARKER, elideBase64} from './elide-base64.ts'

const CR = 0x0d
const LF = 0x0a
const ONE_LF = Uint8Array.of(LF)

/** Feeds a run to a hash with the line ends that XML gives it: CR LF and CR alone become LF. */
class LineEnds {
  readonly #hash: Hash
  #afterCr = false

  constructor(hash: Hash) {
    this.#hash = hash
  }

  add(bytes: Uint8Array): void {
    let from = this.#afterCr && bytes[0] === LF ? 1 : 0
    if (bytes.length > 0) this.#afterCr = false
    for (let at = bytes.indexOf(CR, from); at !== -1; at = bytes.indexOf(CR, from)) {
      this.#hash.update(bytes.subarray(from, at)).update(ONE_LF)
      this.#afterCr = at + 1 === bytes.length
      from = bytes[at + 1] === LF ? at + 2 : at + 1
    }
    this.#hash.update(bytes.subarray(from))
  }
}

/** Bytes `start` to `end` of a source, read as a stream. */
async function* slice(source: ByteSource, start: number, end: number, signal?: AbortSignal) {
  let offset = 0
  for await (const chunk of source.open(signal)) {
    const from = Math.max(0, start - offset)
    const to = Math.min(chunk.length, end - offset)
    if (from < to) yield chunk.subarray(from, to)
    offset += chunk.length
    if (offset >= end) return
  }
}

/**
 * Digest of the canonical form (inclusive c14n with comments) of a document of any size: the structure is
 * canonicalised with a marker where the long base64 run stands, and the run is streamed between the two halves.
 * @returns base64
 * @throws DmpError DMP_XML_REFUSED
 */
export async function c14nDigest(
  source: ByteSource,
  algorithm: 'sha1' | 'sha256',
  signal?: AbortSignal,
): Promise<string> {
  const {bytes, run} = await elideBase64(source, signal)
  const canonical = Buffer.from(await canonicalize(bytes))
  const hash = createHash(algorithm)
  if (!run) return hash.update(canonical).digest('base64')
  const at = canonical.indexOf(ELISION_MARKER)
  if (at === -1) throw refuseXml('malformed')
  hash.update(canonical.subarray(0, at))
  const lines = new LineEnds(hash)
  for await (const piece of slice(source, run.start, run.end, signal)) lines.add(piece)
  return hash.update(canonical.subarray(at + ELISION_MARKER.length)).digest('base64')
}
