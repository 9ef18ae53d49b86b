import type {RetryTerms} from '../../../batch/retry-policy.ts'
import {Throttle} from '../../../batch/throttle.ts'
import type {DmpError} from '../../../errors/dmp-error.ts'
import {nextMidnight} from '../../../pace/forecast.ts'
import {isOpen, nextOpening, type SendingWindow} from '../../../pace/windows.ts'
import type {RunPause} from './run-observer.ts'

/** What keeps new items from leaving: hours, the daily limit, a bad answer. Which of them is waited for is the run's choice. */
export class Gates {
  readonly throttle: Throttle
  readonly #windows: readonly SendingWindow[]
  readonly #profile: string
  #guard: {readonly until: number; readonly error: DmpError} | undefined

  constructor(windows: readonly SendingWindow[], profile: string, terms: RetryTerms) {
    this.throttle = new Throttle(terms)
    this.#windows = windows
    this.#profile = profile
  }

  /** The calls of the day are used up: nothing before the next civil day in Paris. */
  guard(error: DmpError, now: number): void {
    this.#guard = {until: nextMidnight(now), error}
  }

  /** Why nothing may leave at `now`. */
  closed(now: number): RunPause | undefined {
    const at = now
    const profile = this.#profile
    if (this.#guard && now < this.#guard.until) {
      const {until, error} = this.#guard
      return {at, profile, reason: 'guard', until, code: error.code, params: error.params}
    }
    this.#guard = undefined
    if (!isOpen(this.#windows, now))
      return {at, profile, reason: 'window', until: nextOpening(this.#windows, now)}
    const wait = this.throttle.waitUntil(now)
    return wait && {at, profile, reason: wait.busy ? 'busy' : 'blocked', until: wait.until}
  }
}
