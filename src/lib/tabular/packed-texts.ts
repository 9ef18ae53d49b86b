const SLAB = 1024 * 1024

/** Texts packed end to end outside the heap, found again by the number they were given; there may be millions. */
export class PackedTexts {
  readonly #slabs: Buffer[] = []
  #used = SLAB
  #bytes = 0
  /** Slab, start and length of each text. */
  #places = new Uint32Array(3 * 1024)
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Bytes of the texts themselves. */
  get bytes(): number {
    return this.#bytes
  }

  /** @returns its number, from 0 */
  add(text: string): number {
    const bytes = Buffer.byteLength(text)
    this.#bytes += bytes
    if (this.#used + bytes > SLAB) {
      this.#slabs.push(Buffer.allocUnsafeSlow(Math.max(SLAB, bytes)))
      this.#used = 0
    }
    const slab = this.#slabs.length - 1
    this.#slabs[slab]?.write(text, this.#used)
    if (this.#places.length < 3 * (this.#count + 1)) {
      const wider = new Uint32Array(this.#places.length * 2)
      wider.set(this.#places)
      this.#places = wider
    }
    this.#places.set([slab, this.#used, bytes], 3 * this.#count)
    this.#used += bytes
    return this.#count++
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    const [slab = 0, start = 0, length = 0] = this.#places.subarray(3 * index, 3 * index + 3)
    return this.#slabs[slab]?.toString('utf8', start, start + length)
  }
}
