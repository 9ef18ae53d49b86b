/** One document of the backlog: what its manifest announced and what became of it. */
export interface Outcome {
  readonly line: number
  readonly file: string
  readonly case: string
  readonly patient: string
  readonly type: string
  readonly expected: string
  readonly state: string
  readonly ok: boolean
  readonly uniqueId: string
  /** Status in the embedded DMP at the end: `Approved`, `Deprecated`, `Deleted`, or nothing. */
  readonly inDmp: string
  readonly warnings: readonly string[]
  readonly code: string
  readonly message: string
}

/** One more command of the demo. */
export interface Step {
  readonly name: string
  readonly command: string
  readonly expected: string
  readonly got: string
  readonly ok: boolean
}

export interface DemoReport {
  readonly startedAt: string
  readonly seconds: number
  readonly ok: boolean
  readonly counts: Readonly<Record<string, number>>
  readonly documents: readonly Outcome[]
  readonly steps: readonly Step[]
}
