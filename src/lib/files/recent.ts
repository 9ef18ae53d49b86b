/** The last few things opened, the oldest put away first. */
export class Recent<T> {
  readonly #kept = new Map<string, T>()
  readonly #most: number
  readonly #putAway: (value: T) => void

  constructor(most: number, putAway: (value: T) => void = () => undefined) {
    this.#most = most
    this.#putAway = putAway
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key)
    if (found !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, found)
    }
    return found
  }

  set(key: string, value: T): void {
    this.remove(key)
    this.#kept.set(key, value)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.remove(oldest)
  }

  remove(key: string): void {
    const found = this.#kept.get(key)
    this.#kept.delete(key)
    if (found !== undefined) this.#putAway(found)
  }
}
