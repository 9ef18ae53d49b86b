/**
 * Ties offsets in unwrapped bytes to offsets in the bytes they were unwrapped from, at the places it was told.
 * `exact`: between two places one byte stands for one byte. `coarse`: only the places themselves are known.
 */
export class OffsetMap {
  readonly #inner: number[] = []
  readonly #outer: number[] = []
  readonly #exact: boolean

  constructor(kind: 'exact' | 'coarse') {
    this.#exact = kind === 'exact'
  }

  /** @param inner never less than in the call before */
  add(inner: number, outer: number): void {
    this.#inner.push(inner)
    this.#outer.push(outer)
  }

  #floor(inner: number): number {
    let low = 0
    let high = this.#inner.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#inner[middle] ?? 0) <= inner) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Where unwrapping can begin again so that nothing from `inner` on is missed. */
  restart(inner: number): number {
    const place = this.#floor(inner)
    return this.#exact ? this.outerOf(inner) : (this.#outer[place] ?? 0)
  }

  /** The outer offset, as near as it is known. */
  outerOf(inner: number): number {
    const place = this.#floor(inner)
    const outer = this.#outer[place] ?? 0
    const from = this.#inner[place] ?? 0
    const next = this.#outer[place + 1]
    if (this.#exact) return next === undefined ? outer + inner - from : Math.min(outer + inner - from, next)
    const span = (this.#inner[place + 1] ?? from) - from
    return next === undefined || span === 0
      ? outer
      : outer + Math.floor(((next - outer) * (inner - from)) / span)
  }
}
