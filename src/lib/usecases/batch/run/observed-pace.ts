import type {Account} from '../../../batch/account.ts'

const OVER_MS = 120_000
/** Shorter than that tells of a beginning, not of the run. */
const WARM_UP_MS = 30_000

interface Sample {
  readonly at: number
  readonly settled: number
}

/**
 * How many documents a run settles per second, by the balance of the run, so that other workers count too. Pauses do not:
 * what was seen before one holds until more is seen.
 */
export class ObservedPace {
  #samples: Sample[] = []
  #perSecond: number | undefined

  /** Undefined until enough was seen. */
  get perSecond(): number | undefined {
    return this.#perSecond
  }

  /** About once a second. */
  see(at: number, {accepted, refused, held}: Account, paused: boolean): void {
    if (paused) {
      this.#samples = []
      return
    }
    const now = {at, settled: accepted + refused + held}
    this.#samples = [...this.#samples.filter((one) => at - one.at <= OVER_MS && one.at <= at), now]
    const [first = now] = this.#samples
    const ms = at - first.at
    if (ms >= WARM_UP_MS && now.settled > first.settled)
      this.#perSecond = ((now.settled - first.settled) / ms) * 1000
  }
}
