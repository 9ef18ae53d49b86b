/** The last few things opened, the oldest put away first. */
export class Recent<T> {
  readonly #kept = new Map<string, T>()
  readonly #most: number
  readonly #dispose: (value: T) => void

  constructor(most: number, dispose: (value: T) => void = () => undefined) {
    this.#most = most
    this.#dispose = dispose
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
    const before = this.#kept.get(key)
    if (before !== undefined) this.#dispose(before)
    this.#kept.delete(key)
    this.#kept.set(key, value)
    for (const [oldest, kept] of this.#kept) {
      if (this.#kept.size <= this.#most) return
      this.#kept.delete(oldest)
      this.#dispose(kept)
    }
  }
}
