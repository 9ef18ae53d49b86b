import {
  type Better,
  type Ratio,
  ratioOf,
  type Summary,
  summarize,
  type Verdict,
  verdictOf,
} from './arithmetic.ts'

export type Unit = 'ms CPU' | 'ms' | 'documents/s' | 'rows/s' | 'files/s' | 'MB'

/** A figure wanted of this machine: of ours, or of what ours takes beyond the reference. It is told, not judged. */
export interface Goal {
  readonly of: 'ours' | 'difference'
  readonly atMost: number
}

/** Samples of one measure and of its reference, taken turn by turn in the same run. */
export interface Measured {
  readonly group:
    | 'start-up'
    | 'lot'
    | 'submission'
    | 'bulk'
    | 'journal'
    | 'plan'
    | 'certificates'
    | 'ins'
    | 'traces'
    | 'memory'
  readonly name: string
  readonly reference: string
  readonly unit: Unit
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  /** Largest ratio wanted; without one the ratio is only reported. */
  readonly atMost?: number
  /** Smallest ratio wanted, where more is better. */
  readonly atLeast?: number
  readonly goal?: Goal
}

/** One line of the table. */
export interface Row {
  readonly group: Measured['group']
  readonly name: string
  readonly reference: string
  readonly unit: Unit
  readonly ours: Summary
  readonly theirs: Summary
  readonly ratio: Ratio
  readonly atMost: number | null
  readonly atLeast: number | null
  readonly goal: (Goal & {readonly found: number}) | null
  readonly verdict: Verdict
}

const betterOf: Readonly<Record<Unit, Better>> = {
  'ms CPU': 'lower',
  ms: 'lower',
  MB: 'lower',
  'documents/s': 'higher',
  'rows/s': 'higher',
  'files/s': 'higher',
}

export function rowOf({group, name, reference, unit, ours, theirs, atMost, atLeast, goal}: Measured): Row {
  const better = betterOf[unit]
  const found =
    summarize(ours, better).best - (goal?.of === 'difference' ? summarize(theirs, better).best : 0)
  const ratio = ratioOf(ours, theirs, better)
  return {
    group,
    name,
    reference,
    unit,
    ours: summarize(ours, better),
    theirs: summarize(theirs, better),
    ratio,
    atMost: atMost ?? null,
    atLeast: atLeast ?? null,
    goal: goal ? {...goal, found} : null,
    verdict: verdictOf(ratio.best, {atMost, atLeast}),
  }
}
