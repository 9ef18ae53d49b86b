import {createHash} from 'node:crypto'
import type {ExportSink} from './trace-format.ts'

/** Characters gathered before they are counted and handed over as bytes. */
const GATHERED = 64 * 1024

/** Passes on what is written, in larger blocks, and knows its size and SHA-256. */
export class HashedSink implements ExportSink {
  readonly #to: {write(bytes: Uint8Array): Promise<void> | undefined}
  readonly #hash = createHash('sha256')
  #text = ''
  #bytes = 0

  constructor(to: {write(bytes: Uint8Array): Promise<void> | undefined}) {
    this.#to = to
  }

  write(content: string | Uint8Array): Promise<void> | undefined {
    if (typeof content !== 'string') return this.#passAfterText(content)
    this.#text += content
    return this.#text.length >= GATHERED ? this.#pass(this.#taken()) : undefined
  }

  /** What is gathered goes on: afterwards nothing more may be written. */
  async finish(): Promise<{readonly bytes: number; readonly sha256: string}> {
    await this.#pass(this.#taken())
    return {bytes: this.#bytes, sha256: this.#hash.digest('hex')}
  }

  async #passAfterText(bytes: Uint8Array): Promise<void> {
    await this.#pass(this.#taken())
    await this.#pass(bytes)
  }

  #taken(): Uint8Array {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    return bytes
  }

  #pass(bytes: Uint8Array): Promise<void> | undefined {
    if (bytes.length === 0) return undefined
    this.#hash.update(bytes)
    this.#bytes += bytes.length
    return this.#to.write(bytes)
  }
}
