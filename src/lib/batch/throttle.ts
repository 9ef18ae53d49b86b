import type {RetryClass} from '../errors/definition.ts'
import {type Backoff, backoffMs, type RetryTerms, retryTerms, statedDelayMs} from './retry-policy.ts'

/**
 * One bad answer slows everybody: a busy DMP (429, 503) or a way that is blocked stops all new sends for a while, longer
 * each time, and afterwards one item alone goes ahead to see; the first good answer opens the whole width again.
 */
export class Throttle {
  readonly #terms: Pick<RetryTerms, 'busy' | 'line'>
  #hits = 0
  #until = 0
  #busy = false

  constructor(terms: Pick<RetryTerms, 'busy' | 'line'> = retryTerms()) {
    this.#terms = terms
  }

  /** A busy answer; `retry` brings the server's Retry-After. Answers when sends may go on, ms since 1970. */
  busy(now: number, retry: RetryClass, draw: number): number {
    return this.#hit(now, this.#terms.busy, statedDelayMs(retry) ?? 0, draw, true)
  }

  /** Nothing could leave, or nobody is let in. */
  blocked(now: number, draw: number): number {
    return this.#hit(now, this.#terms.line, 0, draw, false)
  }

  /** An answer that shows the way open; of what left before the pause began, it says nothing. */
  open(now: number): void {
    if (now < this.#until) return
    this.#hits = 0
    this.#until = 0
  }

  /** When sends may go on; undefined when nothing keeps them. */
  waitUntil(now: number): {readonly until: number; readonly busy: boolean} | undefined {
    return now < this.#until ? {until: this.#until, busy: this.#busy} : undefined
  }

  /** Items in flight at most. */
  width(wanted: number): number {
    return this.#hits > 0 ? 1 : wanted
  }

  #hit(now: number, backoff: Backoff, statedMs: number, draw: number, busy: boolean): number {
    // Several in flight when it began: their failures are one hit, not many.
    if (now >= this.#until || this.#hits === 0) this.#hits += 1
    const until = now + Math.max(statedMs, backoffMs(this.#hits, backoff, draw))
    if (this.#until < until && (statedMs > 0 || now >= this.#until)) {
      this.#until = until
      this.#busy = busy
    }
    return Math.max(this.#until, now)
  }
}
