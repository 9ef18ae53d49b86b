import type {Account} from '../../../batch/account.ts'
import type {ItemState, JournalItem} from '../../../ports/journal.ts'
import type {OutlookOf} from '../show/run-outlook.ts'
import type {ItemEnding} from './item-ending.ts'
import {ObservedPace} from './observed-pace.ts'
import type {RunObserver, RunPause, RunTick} from './run-observer.ts'

const MINUTE_S = 60

type Column = Exclude<keyof Account, 'planned'>
const columnOf = (state: ItemState): Column =>
  state === 'planned' || state === 'sending' ? 'remaining' : state

/** How the runs stand together, as the journal says. */
export interface BoardStanding {
  readonly account: Account
  readonly nextDueAt?: number
  readonly lastDueAt?: number
}

interface Circumstances {
  readonly observer: RunObserver
  readonly perSecond: number
  readonly now: () => number
  readonly outlook: OutlookOf
}

/**
 * Counts what this process does, item by item, on top of how the journal stood when it was last asked (`stand`: what
 * other workers do is seen then); observers are told.
 */
export class RunBoard {
  readonly own = {items: 0, requests: 0, accepted: 0}
  readonly #around: Circumstances
  #account: {-readonly [K in keyof Account]: number}
  readonly #causes = new Map<string, number>()
  readonly #sends = new Map<number, number>()
  readonly #pace = new ObservedPace()
  #due: Pick<BoardStanding, 'nextDueAt' | 'lastDueAt'>
  #pause: RunPause | undefined
  inFlight = 0

  constructor(standing: BoardStanding, around: Circumstances) {
    this.#account = {...standing.account}
    this.#due = standing
    this.#around = around
  }

  get account(): Account {
    return this.#account
  }

  stand(standing: BoardStanding): void {
    this.#account = {...standing.account}
    this.#due = standing
  }

  step(item: JournalItem, ending: ItemEnding): void {
    const {state, error, sent, tookMs, retryAt} = ending
    const {observer, now} = this.#around
    if (sent) this.#countSend()
    if (state === 'lost') return
    const left = item.attempts + (sent ? 1 : 0)
    if (state !== 'planned') {
      this.own.items += 1
      if (state === 'accepted') this.own.accepted += 1
    }
    this.#move(columnOf(item.state), columnOf(state))
    if (error) this.#causes.set(error.code, (this.#causes.get(error.code) ?? 0) + 1)
    observer.onItem?.({
      at: now(),
      item,
      from: item.state,
      to: state,
      attempt: left,
      ...(error ? {code: error.code} : {}),
      ...(tookMs === undefined ? {} : {tookMs}),
      ...(retryAt === undefined ? {} : {retryAt}),
    })
  }

  /** An item that another worker had put elsewhere since is no longer in the column it is taken from. */
  #move(from: Column, to: Column): void {
    const left = this.#account[from] > 0 ? from : 'remaining'
    if (this.#account[left] <= 0) return
    this.#account[left] -= 1
    this.#account[to] += 1
  }

  /** Tells observers that a pause begins, changes or ends; the same one is told once. */
  pause(pause: RunPause | undefined): void {
    const {observer} = this.#around
    const same = this.#pause?.reason === pause?.reason && this.#pause?.until === pause?.until
    this.#pause = pause
    if (same) return
    observer.onPause?.(pause)
    this.tick()
  }

  tick(): void {
    const {observer, perSecond, now, outlook} = this.#around
    const at = now()
    const {remaining, deferred, unknown} = this.#account
    const {nextDueAt, lastDueAt} = this.#due
    this.#pace.see(at, this.#account, this.#pause !== undefined)
    const tick: RunTick = {
      at,
      account: {...this.#account},
      inFlight: this.inFlight,
      rate: this.#rate(at),
      perSecond,
      causes: Object.fromEntries(this.#causes),
      ...outlook(remaining + deferred + unknown, at, {perSecond: this.#pace.perSecond, lastDueAt}),
      ...(nextDueAt === undefined ? {} : {nextDueAt}),
      ...(this.#pause ? {pause: this.#pause} : {}),
    }
    observer.onTick?.(tick)
  }

  #countSend(): void {
    this.own.requests += 1
    const second = Math.floor(this.#around.now() / 1000)
    this.#sends.set(second, (this.#sends.get(second) ?? 0) + 1)
    for (const old of this.#sends.keys()) {
      if (old > second - MINUTE_S) break
      this.#sends.delete(old)
    }
  }

  #rate(now: number): number {
    const second = Math.floor(now / 1000)
    let [count, first] = [0, second]
    for (const [at, n] of this.#sends) {
      // The second that is not over yet would count its calls and not its length.
      if (at <= second - MINUTE_S || (at === second && this.#sends.size > 1)) continue
      count += n
      first = Math.min(first, at)
    }
    return count / Math.max(1, second - first)
  }
}
