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
/** Above the paces that are spaced, places are taken by the twentieth of a second, and used within it. */
const BLOCKS_PER_SECOND = 50
const BLOCK_LASTS_MS = 100

/** The calls of this machine, in a file that its processes share, by its monotonic clock. */
export class LocalLedger implements PaceLedger {
  readonly #log: GrantLog
  readonly #guard: DailyGuard
  readonly #clock: Clock
  readonly #boot: string
  readonly #perSecond: number
  /** Places taken together and not yet used; of no pace of the DMP, only of a sandbox. */
  #block = {left: 0, until: 0, n: 0}

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
    if (isSpaced(this.#perSecond)) return this.#one(leadMs)
    if (this.#block.left === 0 || this.#block.until < this.#clock.monotonic()) {
      const wait = this.#takeBlock()
      if (wait > 0) return {againInMs: wait}
    }
    this.#block.left -= 1
    return {n: this.#block.n}
  }

  /** How long to wait, or 0 once a block of places is taken. */
  #takeBlock(): number {
    return this.#log.exclusively(() => {
      const size = Math.floor(this.#perSecond / BLOCKS_PER_SECOND)
      const day = civilDay(this.#clock.now())
      guardDay(this.#guard, day, this.#log.countOf(day))
      const now = this.#clock.monotonic()
      const wait = this.#turn(now, size) - now
      if (wait > 0) return wait
      const send = {boot: this.#boot, slot: now, at: now, wall: this.#clock.now(), state: 'left'} as const
      let n = 0
      for (let place = 0; place < size; place++) n = this.#log.add(send)
      // Of the block before, what was not used in time was no call.
      this.#log.count(day, size - this.#block.left)
      this.#log.forget(this.#boot, now - memoryMs(this.#perSecond))
      this.#block = {left: size, until: now + BLOCK_LASTS_MS, n}
      return 0
    })
  }

  #one(leadMs: number): Reservation {
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
        state: 'reserved',
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
    const {left} = this.#block
    if (left > 0) this.#log.exclusively(() => this.#log.count(civilDay(this.#clock.now()), -left))
    this.#block.left = 0
    this.#log.close()
  }

  /** After a restart of the machine monotonic instants mean nothing: the wall clock keeps the distance. */
  #turn(now: number, places = 1): number {
    const latest = this.#log.latest()
    if (latest !== undefined && latest.boot !== this.#boot) {
      const since = this.#clock.now() - latest.wall
      return since >= 0 && since < WINDOW_MS ? now + WINDOW_MS - since : now
    }
    if (isSpaced(this.#perSecond)) return nextTurn(this.#sends(now), now, this.#perSecond)
    const oldest = this.#log.latest(windowLength(this.#perSecond) - places)
    return oldest?.boot === this.#boot ? Math.max(now, oldest.at + WINDOW_MS) : now
  }

  #sends(now: number) {
    return this.#log.since(this.#boot, now - memoryMs(this.#perSecond))
  }
}
