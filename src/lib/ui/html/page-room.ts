import {bytesOf, type Markup} from './markup.ts'

/** Bytes that a part of a page may take: it stays small enough for mail, whatever was found. */
export class PageRoom {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Whether it still fits; what does not fit closes the room, so that nothing after it is shown without it. */
  takes(part: Markup): boolean {
    this.#left -= bytesOf(part)
    return this.#left >= 0
  }

  /** As many of the parts, from the first, as fit. */
  filled<T>(all: readonly T[], made: (one: T) => Markup): Markup[] {
    const parts: Markup[] = []
    for (const one of all) {
      const part = made(one)
      if (!this.takes(part)) break
      parts.push(part)
    }
    return parts
  }
}
