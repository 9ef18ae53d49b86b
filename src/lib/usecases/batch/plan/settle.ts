import type {PlanBench} from './plan-wish.ts'

/** How old a file must be to be taken as whole: its writer may still be at work. */
export class Settling {
  readonly #bench: PlanBench
  readonly #settleMs: number
  #youngest = Number.NEGATIVE_INFINITY

  constructor(bench: PlanBench, settleMs: number) {
    this.#bench = bench
    this.#settleMs = settleMs
  }

  /** Notes the age of a file met by the first reading. */
  sees(modifiedMs: number): void {
    // A clock ahead of ours must not be waited for.
    if (modifiedMs <= this.#bench.clock.now()) this.#youngest = Math.max(this.#youngest, modifiedMs)
  }

  /** Waits until every file that the first reading met is old enough: never longer than the age asked for. */
  async wait(): Promise<void> {
    const {clock, signal} = this.#bench
    const left = this.#youngest + this.#settleMs - clock.now()
    if (left > 0) await clock.sleep(left, signal)
  }

  /** True for a file that was written to after the first reading. */
  isYoung(modifiedMs: number): boolean {
    const age = this.#bench.clock.now() - modifiedMs
    return age >= 0 && age < this.#settleMs
  }
}
