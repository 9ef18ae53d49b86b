/** Base64 without line ends of bytes that come in chunks of any size: only whole groups of 3 are written at once. */
export class Base64Groups {
  /** The one or two bytes that wait for the group to be whole. */
  readonly #rest = Buffer.alloc(3)
  #held = 0

  /** Characters that a chunk of `size` bytes may give at most, whatever waits. */
  static room(size: number): number {
    return 4 * Math.ceil((size + 2) / 3)
  }

  /** Writes the whole groups of what waits and of `chunk` to `out` from `at` on; returns where they end. */
  add(chunk: Uint8Array, out: Buffer, at: number): number {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let from = 0
    let end = at
    if (this.#held > 0) {
      from = bytes.copy(this.#rest, this.#held)
      this.#held += from
      if (this.#held < 3) return end
      end += out.write(this.#rest.toString('base64'), end, 'latin1')
    }
    const whole = bytes.length - ((bytes.length - from) % 3)
    end += out.write(bytes.toString('base64', from, whole), end, 'latin1')
    this.#held = bytes.copy(this.#rest, 0, whole)
    return end
  }

  /** Writes what waits, padded. */
  end(out: Buffer, at: number): number {
    return at + out.write(this.#rest.toString('base64', 0, this.#held), at, 'latin1')
  }
}
