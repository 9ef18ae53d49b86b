/** A part of the soak run: the same code as in the tests, at other sizes. Every part prints its seed and its figures. */
export interface PartReport {
  readonly figures: Readonly<Record<string, number | string>>
  /** What was found wrong; empty when the promise holds. */
  readonly faults: readonly string[]
}

export interface PartOptions {
  readonly seed: number
  readonly say: (line: string) => void
}
