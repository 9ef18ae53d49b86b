/** mulberry32: chance that can be played again from its seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const between = (draw: () => number, least: number, most: number): number =>
  least + Math.floor(draw() * (most - least + 1))

/** A seed to print, when none was given. */
export const freshSeed = (): number => Date.now() % 1_000_000_007
