import {createHash} from 'node:crypto'
import type {ExportSink} from './trace-format.ts'

/** Passes on what is written, and knows its size and SHA-256. */
export class HashedSink implements ExportSink {
  readonly #to: ExportSink
  readonly #hash = createHash('sha256')
  #bytes = 0

  constructor(to: ExportSink) {
    this.#to = to
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Hex; to be asked once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex')
  }

  write(content: string | Uint8Array): Promise<void> {
    this.#hash.update(content)
    this.#bytes += Buffer.byteLength(content)
    return this.#to.write(content)
  }
}
