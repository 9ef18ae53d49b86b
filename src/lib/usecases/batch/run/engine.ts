/**
 * The loop that works through submitted bulk runs: claim a block, keep `width` items in flight, one of a patient at a time,
 * until nothing is due, a limit is reached, or something stops everything. It decides when an item may start and nothing
 * else: what happens to an item is `deal-with-item.ts`, when it is due again `lib/batch/retry-policy.ts`, and every state is
 * in the journal, so that whoever starts next, here or elsewhere, goes on exactly where this stopped.
 */
import type {RetryTerms} from '../../../batch/retry-policy.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {JournalItem} from '../../../ports/journal.ts'
import {existenceCheck} from '../../submission/existence-check.ts'
import {Bell} from './bell.ts'
import type {CertificateWatch} from './certificate-watch.ts'
import {Claims} from './claims.ts'
import {type Dealing, dealWithItem} from './deal-with-item.ts'
import type {Gates} from './gates.ts'
import {idleLook, isRest} from './idle-look.ts'
import type {ItemEnding} from './item-ending.ts'
import {isJournalError, JournalWatch} from './journal-watch.ts'
import type {RunBoard} from './run-board.ts'
import type {RunPause} from './run-observer.ts'
import type {RunBench, RunWish} from './run-wish.ts'
import {standingOfRun} from './standing-of-run.ts'
import {StandingWatch} from './standing-watch.ts'
import {nextAt, type Stop} from './stop.ts'
import {Weather} from './weather.ts'

export interface EngineParts {
  readonly bench: RunBench
  readonly wish: RunWish
  readonly board: RunBoard
  readonly gates: Gates
  readonly certificates: CertificateWatch
  readonly terms: RetryTerms
  /** What is done with a claimed item; another one in tests of the loop. */
  readonly deal?: typeof dealWithItem
  /** Submitted bulk runs to take from, as they are now. */
  batchIds(): Promise<readonly string[]>
  /** Every one that was among them since the start: what the balance counts. */
  seenIds?(): readonly string[]
}

const TICK_MS = 1000
/** Longest sleep without looking around: key files, new runs, what other workers gave back. */
const LOOK_MS = 2000
const LONG_LOOK_MS = 15_000
const CLAIM_BLOCK = 64

export class Engine {
  readonly #parts: EngineParts
  readonly #claims: Claims
  readonly #dealing: Dealing
  readonly #weather: Weather
  readonly #journal: JournalWatch
  readonly #standing: StandingWatch
  readonly #bell = new Bell()
  readonly #flying = new Map<string, Promise<void>>()
  readonly #startedAt: number
  #begun = 0
  /**
   * How many items another claim may bring. After one that brought fewer than asked, only patients whose item ended since
   * can have another: asking for more would look through the whole backlog for nothing.
   */
  #room = Number.POSITIVE_INFINITY
  #askedAllAt = Number.NEGATIVE_INFINITY
  #lastProgressAt: number
  /** When an item last changed its state, here or elsewhere, a request left, or a pause that concerns everybody ended. */
  #lastMovedAt: number
  #lastSeen = ''
  #fatal: Stop | undefined
  #bug: unknown

  constructor(parts: EngineParts, establishment: string) {
    this.#parts = parts
    const {bench, wish} = parts
    this.#claims = new Claims(bench, {establishments: [establishment], limit: CLAIM_BLOCK})
    this.#startedAt = bench.clock.monotonic()
    this.#lastProgressAt = this.#startedAt
    this.#lastMovedAt = this.#startedAt
    this.#standing = new StandingWatch(bench, parts.seenIds ?? parts.batchIds, parts.board)
    this.#weather = new Weather(bench, parts.gates.throttle, parts.terms)
    this.#journal = new JournalWatch(bench.clock)
    this.#dealing = {
      bench: {...bench, journalTold: (error) => this.#journalTold(error)},
      retryAt: (error, attempts) => this.#weather.retryAt(error, attempts),
      lookAgainAt: (error) => this.#weather.lookAgainAt(error),
      ...(wish.checkStatus ? {checkPatient: existenceCheck(bench, true)} : {}),
    }
  }

  /** Works until it has to stop; whatever is under way ends first. @throws what is a bug of ours, once the rest has ended */
  async run(): Promise<Stop> {
    const over = new AbortController()
    const stopBell = this.#bell.ringOn(this.#parts.bench.signal)
    const upkeep = [this.#claims.keepRenewing(over.signal), this.#keepTicking(over.signal)]
    let stop: Stop
    try {
      stop = await this.#work()
    } finally {
      await Promise.all(this.#flying.values())
      await this.#claims.giveBackWaiting().catch(() => undefined)
      over.abort()
      stopBell()
      await Promise.all(upkeep)
      await this.#standing.last()
    }
    if (this.#bug !== undefined) throw this.#bug
    return this.#fatal ?? stop
  }

  async #work(): Promise<Stop> {
    for (;;) {
      const stop = await this.#turn().catch((error: unknown) => this.#journalFails(error))
      if (stop) return stop
    }
  }

  async #turn(): Promise<Stop | undefined> {
    const stop = this.#mustStop() ?? (await this.#mustWait())
    if (stop === 'waited') return undefined
    if (stop) return stop
    await this.#claimSome()
    this.#startSome()
    if (this.#flying.size === 0) return this.#idle()
    await this.#bell.next()
    return undefined
  }

  /** The journal may come back (a server restarts, room is made on the disk): nothing leaves until then. @throws anything else */
  #journalFails(error: unknown): Stop | undefined {
    if (!isJournalError(error)) throw error
    return this.#journal.fails(error, false)
  }

  /** Of a result that waits for the journal, or was taken at last. */
  #journalTold(error: DmpError | undefined): void {
    if (error) this.#fatal ??= this.#journal.fails(error, true)
    else this.#journal.written()
    this.#parts.board.pause(this.#journal.pause)
    this.#bell.ring()
  }

  #mustStop(): Stop | undefined {
    const {bench, wish} = this.#parts
    if (bench.signal.aborted) return {reason: 'interrupted'}
    if (this.#fatal || this.#bug !== undefined) return this.#fatal ?? {reason: 'means'}
    const {broken} = this.#weather
    if (broken) {
      const {code: cause, count, answer} = broken
      const params = {cause, count, ...(answer === undefined ? {} : {answer, case: 'refusals'})}
      return {reason: 'circuit', error: new DmpError('DMP_CIRCUIT_OPEN', {params, details: params})}
    }
    if (wish.maxItems !== undefined && this.#begun >= wish.maxItems && this.#flying.size === 0)
      return {reason: 'max-items'}
    if (wish.maxDurationMs !== undefined && bench.clock.monotonic() - this.#startedAt >= wish.maxDurationMs)
      return {reason: 'max-duration'}
    return undefined
  }

  /** A gate that is closed: waited for, or the end of this run. */
  async #mustWait(): Promise<Stop | 'waited' | undefined> {
    const {gates, certificates, wish, bench, board} = this.#parts
    if (await certificates.changed()) {
      await Promise.all(this.#flying.values())
      if (await certificates.renew()) this.#weather.reset()
    }
    const ended = await certificates.ended()
    if (ended?.stop) return {reason: 'certificate', error: ended.stop}
    const pause = ended?.pause ?? this.#journal.shut ?? gates.closed(bench.clock.now())
    if (!pause) {
      board.pause(this.#journal.pause)
      return undefined
    }
    const shut = pause.reason === 'guard' || pause.reason === 'window'
    if (shut && !wish.stay)
      return {reason: pause.reason === 'guard' ? 'guard' : 'window', about: pause, ...nextAt(pause)}
    const isTrouble = pause.reason === 'busy' || pause.reason === 'blocked'
    if (isTrouble && !wish.stay && this.#weather.shutForMs > wish.patienceMs)
      return {reason: 'waiting', ...nextAt(pause)}
    await this.#rest(pause)
    return 'waited'
  }

  async #rest(pause: RunPause): Promise<void> {
    const {bench, board} = this.#parts
    board.pause(pause)
    const isLong = pause.reason === 'window' || pause.reason === 'guard'
    const most = isLong ? LONG_LOOK_MS : LOOK_MS
    const ms = Math.max(1, Math.min(most, (pause.until ?? Number.POSITIVE_INFINITY) - bench.clock.now()))
    await bench.clock.sleep(ms, bench.signal).catch(() => undefined)
    if (pause.reason !== 'due' && pause.reason !== 'taken') this.#lastMovedAt = bench.clock.monotonic()
  }

  get #width(): number {
    return this.#journal.isDown ? 1 : this.#parts.gates.throttle.width(this.#parts.wish.width)
  }

  get #mayBegin(): number {
    return (this.#parts.wish.maxItems ?? Number.POSITIVE_INFINITY) - this.#begun
  }

  /** @throws DmpError DMP_JOURNAL_* */
  async #claimSome(): Promise<void> {
    const {batchIds, bench} = this.#parts
    const missing = this.#width - this.#claims.waiting
    if (missing <= 0 || this.#mayBegin <= this.#claims.waiting) return
    const now = bench.clock.monotonic()
    // What became due meanwhile, or was given back by another worker.
    if (now - this.#askedAllAt >= LOOK_MS) this.#room = Number.POSITIVE_INFINITY
    if (this.#room === 0) return
    if (this.#room === Number.POSITIVE_INFINITY) this.#askedAllAt = now
    const block = Math.min(Math.max(missing, this.#width * 2), CLAIM_BLOCK, this.#mayBegin, this.#room)
    const taken = await this.#claims.take(await batchIds(), block, this.#width)
    if (taken < block) this.#room = 0
    else this.#room -= taken
    this.#journal.answered()
  }

  #startSome(): void {
    while (this.#flying.size < this.#width && this.#mayBegin > 0) {
      const item = this.#claims.next()
      if (!item) return
      this.#begun += 1
      const {board} = this.#parts
      const work = this.#one(item).finally(() => {
        this.#flying.delete(item.id)
        board.inFlight = this.#flying.size
        this.#room += 1
        this.#lastProgressAt = this.#parts.bench.clock.monotonic()
        this.#bell.ring()
      })
      this.#flying.set(item.id, work)
      board.inFlight = this.#flying.size
    }
  }

  /** Never rejects: what concerns everything is kept for the loop. */
  async #one(item: JournalItem): Promise<void> {
    try {
      const ending = await (this.#parts.deal ?? dealWithItem)(this.#dealing, item)
      this.#settled(item, ending)
      // Lost: settled by another process, which this journal may not have seen; its patient must not wait for the lease.
      if (['deferred', 'unknown', 'planned', 'lost'].includes(ending.state))
        await this.#claims.giveBack([item.id])
      else this.#claims.forget(item.id)
    } catch (error) {
      this.#failed(error)
      await this.#claims.giveBack([item.id]).catch(() => undefined)
    }
  }

  #settled(item: JournalItem, ending: ItemEnding): void {
    this.#journal.written()
    this.#parts.board.step(item, ending)
    // Put off as it was: items that wait for each other could go on so for ever.
    if (ending.sent || ending.state !== item.state) this.#lastMovedAt = this.#parts.bench.clock.monotonic()
    if (ending.state === 'planned' || ending.state === 'lost') this.#begun -= 1
    this.#weather.sees(ending, this.#parts.certificates.isOver)
  }

  #failed(error: unknown): void {
    const {bench, gates} = this.#parts
    this.#begun -= 1
    if (bench.signal.aborted) return
    if (!(error instanceof DmpError)) {
      this.#bug ??= error
      return
    }
    // It had not left: the loop pauses, and takes it again with the new ones.
    if (error.code === 'DMP_CERTIFICATE_ENDED') return
    if (error.code === 'DMP_DAILY_GUARD') gates.guard(error, bench.clock.now())
    else if (isJournalError(error)) this.#fatal ??= this.#journal.fails(error, true)
    else this.#fatal ??= {reason: 'means', error}
  }

  /** Nothing is under way and nothing could be claimed. */
  async #idle(): Promise<Stop | undefined> {
    const {bench, wish, batchIds} = this.#parts
    const {clock} = bench
    const standing = await standingOfRun(bench, await batchIds())
    if (this.#mayBegin <= 0) return {reason: 'max-items'}
    const at = clock.monotonic()
    const seen = JSON.stringify(standing.account)
    if (seen !== this.#lastSeen && this.#lastSeen !== '') this.#lastMovedAt = at
    this.#lastSeen = seen
    const idleness = {idleMs: at - this.#lastProgressAt, stillMs: at - this.#lastMovedAt, now: clock.now()}
    const look = idleLook(standing, wish, idleness)
    if (!isRest(look)) return look
    await this.#rest(look)
    this.#room = Number.POSITIVE_INFINITY
    return undefined
  }

  async #keepTicking(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#parts.board.tick()
      this.#standing.look()
      await this.#parts.bench.clock.sleep(TICK_MS, signal).catch(() => undefined)
    }
  }
}
