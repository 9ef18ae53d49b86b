import type {Clock} from '../ports/clock.ts'
import type {GrantLog} from './grant-log.ts'
import {
  civilDay,
  isSpaced,
  LOOK_AGAIN_MS,
  memoryMs,
  nextTurn,
  passWait,
  slotAt,
  WINDOW_MS,
  windowLength,
} from './pace.ts'
import {type DailyGuard, guardDay, type PaceLedger, type Passing, type Reservation} from './pace-ledger.ts'

const FORGET_EVERY = 64

/** The calls of this machine, in a file that its processes share, by its monotonic clock. */
export class LocalLedger implements PaceLedger {
  readonly #log: GrantLog
  readonly #guard: DailyGuard
  readonly #clock: Clock
  readonly #boot: string
  readonly #perSecond: number

  constructor(parts: {
    readonly log: GrantLog
    readonly guard: DailyGuard
    readonly clock: Clock
    readonly boot: string
    readonly perSecond: number
  }) {
    this.#log = parts.log
    this.#guard = parts.guard
    this.#clock = parts.clock
    this.#boot = parts.boot
    this.#perSecond = parts.perSecond
  }

  async reserve(leadMs: number): Promise<Reservation> {
    return this.#log.exclusively(() => {
      const day = civilDay(this.#clock.now())
      guardDay(this.#guard, day, this.#log.countOf(day))
      const now = this.#clock.monotonic()
      const wait = this.#turn(now) - now
      if (wait > leadMs) return {againInMs: wait - leadMs}
      this.#log.count(day, 1)
      const n = this.#log.add({
        boot: this.#boot,
        slot: now,
        at: now,
        wall: this.#clock.now(),
        state: isSpaced(this.#perSecond) ? 'reserved' : 'left',
      })
      if (n % FORGET_EVERY === 0) this.#log.forget(this.#boot, now - memoryMs(this.#perSecond))
      return {n}
    })
  }

  async pass(n: number): Promise<Passing> {
    if (!isSpaced(this.#perSecond)) return {leaveInMs: 0}
    return this.#log.exclusively(() => {
      const now = this.#clock.monotonic()
      const sends = this.#sends(now)
      const wait = passWait(sends, n, now, this.#perSecond)
      if (wait > 0) return {againInMs: wait === Number.POSITIVE_INFINITY ? LOOK_AGAIN_MS : wait}
      this.#log.pass(n, slotAt(sends, n, now, this.#perSecond), now, this.#clock.now())
      return {leaveInMs: 0}
    })
  }

  async left(n: number): Promise<void> {
    if (!isSpaced(this.#perSecond)) return
    this.#log.exclusively(() => this.#log.leave(n, this.#clock.monotonic(), this.#clock.now()))
  }

  async drop(n: number): Promise<void> {
    if (!isSpaced(this.#perSecond)) return
    this.#log.exclusively(() => {
      this.#log.remove(n)
      this.#log.count(civilDay(this.#clock.now()), -1)
    })
  }

  async doneToday(): Promise<number> {
    return this.#log.countOf(civilDay(this.#clock.now()))
  }

  async close(): Promise<void> {
    this.#log.close()
  }

  /** After a restart of the machine monotonic instants mean nothing: the wall clock keeps the distance. */
  #turn(now: number): number {
    const latest = this.#log.latest()
    if (latest !== undefined && latest.boot !== this.#boot) {
      const since = this.#clock.now() - latest.wall
      return since >= 0 && since < WINDOW_MS ? now + WINDOW_MS - since : now
    }
    if (isSpaced(this.#perSecond)) return nextTurn(this.#sends(now), now, this.#perSecond)
    const oldest = this.#log.latest(windowLength(this.#perSecond) - 1)
    return oldest?.boot === this.#boot ? Math.max(now, oldest.at + WINDOW_MS) : now
  }

  #sends(now: number) {
    return this.#log.since(this.#boot, now - memoryMs(this.#perSecond))
  }
}
