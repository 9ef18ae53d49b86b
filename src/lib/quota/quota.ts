/**
 * The quota of the feeding calls: one pace and one daily count for an establishment and its software, shared by
 * every process of the machine, whatever its journal. See pace.ts for the rule.
 *
 * A grant is counted at the instant `acquire` returns: a process that was paused between its turn and its
 * return corrects the log, so that the calls after it wait. After a restart of the machine monotonic instants
 * mean nothing: the wall clock then keeps the distance to the last grant. Beyond `perDay` grants of a civil
 * day (Europe/Paris) calls stop until the Assurance maladie was told (`dailyNoticeGiven`).
 *
 * It does not see the calls of other machines, and answers nothing about the pace of queries (TD3.1b, TD0.2).
 */
import {DmpError} from '../errors/dmp-error.ts'
import type {Clock} from '../ports/clock.ts'
import type {Quota, QuotaGrant} from '../ports/quota.ts'
import type {Environment} from '../profile/profile.ts'
import type {FileSystemType} from '../system/local-folder.ts'
import {bootId} from './boot-id.ts'
import {GrantLog, type QuotaKey} from './grant-log.ts'
import {civilDay, nextInstant, WINDOW_MS, windowLength} from './pace.ts'

/** Highest pace outside the sandbox: the DMP wants strictly fewer than 5 calls per second. */
const MOST_PER_SECOND = 4
/** A return later than its grant by more than this is put right in the log, in milliseconds. */
const NOTICEABLE_MS = 0.5
const FORGET_EVERY = 64

export interface QuotaOptions {
  /** Folder of the shared file (0700), the same for every profile and journal of the machine. */
  readonly dir: string
  readonly key: QuotaKey
  readonly perSecond: number
  readonly perDay: number
  readonly environment: Environment
  readonly clock: Clock
  readonly dailyNoticeGiven?: boolean
  /** Names the present start of the machine; read from the system when not given. */
  readonly boot?: string
  readonly fileSystemType?: FileSystemType
}

/** How long a granted call may take to leave before others stop waiting for it (its process may be dead). */
const DEPARTURE_MS = 15_000
const LOOK_AGAIN_MS = 5
const CONFIRMED_PER_SECOND = 50

/** @throws DmpError DMP_JOURNAL_NETWORK_FOLDER, DMP_JOURNAL_UNWRITABLE */
export async function openQuota(options: QuotaOptions): Promise<Quota> {
  const {perSecond, environment} = options
  if (!(perSecond > 0)) throw new RangeError('perSecond is above 0')
  if (perSecond > MOST_PER_SECOND && environment !== 'sandbox')
    throw new RangeError(`perSecond is at most ${MOST_PER_SECOND} outside the sandbox`)
  const log = new GrantLog(options.dir, options.key, environment, options.fileSystemType)
  return new SharedQuota(log, options)
}

class SharedQuota implements Quota {
  readonly #log: GrantLog
  readonly #options: QuotaOptions
  readonly #boot: string
  #turn: Promise<unknown> = Promise.resolve()

  constructor(log: GrantLog, options: QuotaOptions) {
    this.#log = log
    this.#options = options
    this.#boot = options.boot ?? bootId()
  }

  /** Callers of one process are served in order; among processes whoever is awake first. */
  acquire(signal?: AbortSignal, {confirm = false}: {readonly confirm?: boolean} = {}): Promise<QuotaGrant> {
    const asked = this.#options.clock.monotonic()
    // Above any real rate (sandbox only) waiting for each departure would be the bottleneck.
    const waiting = confirm && this.#options.perSecond <= CONFIRMED_PER_SECOND
    const mine = this.#turn.then(() => this.#claim(asked, waiting, signal))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async doneToday(): Promise<number> {
    return this.#log.countOf(civilDay(this.#options.clock.now()))
  }

  async close(): Promise<void> {
    await this.#turn
    this.#log.close()
  }

  async #claim(asked: number, waiting: boolean, signal?: AbortSignal): Promise<QuotaGrant> {
    const {clock} = this.#options
    for (;;) {
      signal?.throwIfAborted()
      const {grant, wait} = this.#log.exclusively(() => this.#tryNow(waiting))
      if (grant === undefined) {
        await clock.sleep(Math.ceil(wait), signal)
        continue
      }
      const at = this.#leaving(grant)
      const left = () => {
        if (waiting) this.#log.exclusively(() => this.#log.leave(grant.n, clock.monotonic()))
      }
      return {at, waitedMs: at - asked, left}
    }
  }

  /** The instant of return, put right in the log when it is noticeably later than the grant. */
  #leaving(grant: {readonly n: number; readonly at: number}): number {
    const {clock} = this.#options
    if (clock.monotonic() - grant.at <= NOTICEABLE_MS) return grant.at
    return this.#log.exclusively(() => {
      const at = clock.monotonic()
      this.#log.correct(grant.n, at)
      return at
    })
  }

  #tryNow(waiting: boolean): {
    readonly grant?: {readonly n: number; readonly at: number}
    readonly wait: number
  } {
    const {clock, perSecond} = this.#options
    const day = civilDay(clock.now())
    this.#guardDay(day)
    const now = clock.monotonic()
    const wait = this.#waitFrom(now, perSecond)
    if (wait > 0) return {wait}
    this.#log.count(day)
    const n = this.#log.add(this.#boot, now, clock.now(), waiting)
    if (n % FORGET_EVERY === 0) this.#log.forget(this.#boot, now)
    return {grant: {n, at: now}, wait: 0}
  }

  #waitFrom(now: number, perSecond: number): number {
    const latest = this.#log.latest()
    if (latest === undefined) return 0
    if (latest.boot !== this.#boot) {
      const since = this.#options.clock.now() - latest.wall
      return since >= 0 && since < WINDOW_MS ? WINDOW_MS - since : 0
    }
    if (latest.waiting && now - latest.at < DEPARTURE_MS) return LOOK_AGAIN_MS
    const oldest = this.#log.latest(windowLength(perSecond) - 1)
    const sameStart = oldest?.boot === this.#boot ? oldest.at : undefined
    return nextInstant(perSecond, now, latest.at, sameStart) - now
  }

  #guardDay(day: string): void {
    const {perDay, dailyNoticeGiven = false} = this.#options
    if (dailyNoticeGiven || this.#log.countOf(day) < perDay) return
    throw new DmpError('DMP_DAILY_GUARD', {params: {limit: perDay, day}, details: {limit: perDay, day}})
  }
}
