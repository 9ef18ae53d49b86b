import {Breaker, wayOf} from '../../../batch/breaker.ts'
import {backoffMs, nextTryAt, type RetryTerms, statedDelayMs} from '../../../batch/retry-policy.ts'
import type {Throttle} from '../../../batch/throttle.ts'
import type {DmpError} from '../../../errors/dmp-error.ts'
import type {Workbench} from '../../ports.ts'
import type {ItemEnding} from './item-ending.ts'

type Bench = Pick<Workbench, 'clock' | 'random'>

/** What the endings of items say of the way to the DMP, and when what did not pass is due again. */
export class Weather {
  readonly #bench: Bench
  readonly #throttle: Throttle
  readonly #terms: RetryTerms
  readonly #breaker = new Breaker()
  #openAt: number

  constructor(bench: Bench, throttle: Throttle, terms: RetryTerms) {
    this.#bench = bench
    this.#throttle = throttle
    this.#terms = terms
    this.#openAt = bench.clock.monotonic()
  }

  /** Set once the same failure came again and again. */
  get broken(): Breaker['broken'] {
    return this.#breaker.broken
  }

  /** Milliseconds since the way was last seen open. */
  get shutForMs(): number {
    return this.#bench.clock.monotonic() - this.#openAt
  }

  /** `ended`: the certificates have, so that a refusal of access is theirs and says nothing of the way. */
  sees({state, sent, error}: ItemEnding, ended = false): void {
    // A look at the registry that settled nothing says nothing of the way on which documents go.
    const looked = !sent && (!error || error.code === 'DMP_UNKNOWN_OUTCOME')
    if (state === 'lost' || looked) return
    const way = wayOf(error?.code)
    if (ended && way === 'blocked') return
    this.#breaker.sees(way, error?.code)
    if (state === 'accepted') this.#breaker.accepted()
    else if (
      error &&
      ((state === 'refused' && error.code === 'DMP_REFUSED') || error.code === 'DMP_IDENTIFIER_TAKEN')
    )
      this.#breaker.refused(String(error.params['code'] ?? '-'))
    const now = this.#bench.clock.now()
    if (error?.code === 'DMP_BUSY') this.#throttle.busy(now, error.retry, this.#draw())
    else if (way === 'blocked') this.#throttle.blocked(now, this.#draw())
    else if (way === 'open') {
      this.#throttle.open(now)
      this.#openAt = this.#bench.clock.monotonic()
    }
  }

  /** Of an item that was not kept; undefined: it waits for the operator. */
  retryAt(error: DmpError, attempts: number): number | undefined {
    const now = this.#bench.clock.now()
    // What stands in the way of all is no fault of the item's: it keeps its attempts and waits for the way to open.
    const {code} = error
    if (wayOf(code) === 'blocked' || code === 'DMP_CERTIFICATE_ENDED' || code.startsWith('DMP_JOURNAL_'))
      return this.lookAgainAt(error)
    return nextTryAt({retry: error.retry, attempts, now, draw: this.#draw()}, this.#terms.item)
  }

  /** Of an item that could not even be tried. */
  lookAgainAt({retry}: DmpError): number {
    const wait = backoffMs(this.#breaker.inARow + 1, this.#terms.line, this.#draw())
    return Math.round(this.#bench.clock.now() + Math.max(wait, statedDelayMs(retry) ?? 0))
  }

  /** The cause may be gone: new keys were put in place. */
  reset(): void {
    this.#breaker.reset()
  }

  #draw(): number {
    const [a = 0, b = 0] = this.#bench.random.bytes(2)
    return (a * 256 + b) / 65_536
  }
}
