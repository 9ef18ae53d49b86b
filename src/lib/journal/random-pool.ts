import type {Random} from '../ports/random.ts'

const POOL = 4096

/** Small draws out of large ones: asking the operating system for twelve bytes costs as much as for four thousand. */
export class RandomPool {
  readonly #random: Random
  #pool: Uint8Array = new Uint8Array()
  #used = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** Bytes never given before. */
  bytes(count: number): Uint8Array {
    if (this.#used + count > this.#pool.length) {
      this.#pool = this.#random.bytes(Math.max(POOL, count))
      this.#used = 0
    }
    this.#used += count
    return this.#pool.subarray(this.#used - count, this.#used)
  }
}
