/**
 * The quota of the feeding calls: one pace and one daily count for an establishment and its software, shared by
 * every process of the machine, whatever its journal; with a journal on a server, by every machine as well. See pace.ts
 * for the rule.
 *
 * A call is granted a little before its slot, gets ready, waits at the gate (`due`), and tells when it has left: what
 * counts is the instant of its first byte, never its preparation. A process that dies in between is waited for a few
 * seconds. Beyond `perDay` calls of a civil day (Europe/Paris) calls stop until the Assurance maladie was told
 * (`dailyNoticeGiven`).
 *
 * It answers nothing about the pace of queries (TD3.1b, TD0.2).
 */
import type {Clock} from '../ports/clock.ts'
import type {Quota, QuotaGrant} from '../ports/quota.ts'
import type {Environment} from '../profile/profile.ts'
import type {FileSystemType} from '../system/local-folder.ts'
import {bootId} from './boot-id.ts'
import {GrantLog, type QuotaKey} from './grant-log.ts'
import {LocalLedger} from './local-ledger.ts'
import {isSpaced, LEAD_MS} from './pace.ts'
import type {DailyGuard, PaceLedger} from './pace-ledger.ts'

/** Highest pace outside the sandbox: the DMP wants strictly fewer than 5 calls per second. */
const MOST_PER_SECOND = 4

export interface QuotaOptions extends DailyGuard {
  /** Folder of the shared file (0700), the same for every profile and journal of the machine. */
  readonly dir: string
  readonly key: QuotaKey
  readonly perSecond: number
  readonly environment: Environment
  readonly clock: Clock
  /** Names the present start of the machine; read from the system when not given. */
  readonly boot?: string
  readonly fileSystemType?: FileSystemType
  /** The calls of all machines; both ledgers must let a call go. */
  readonly shared?: PaceLedger
}

/** @throws DmpError DMP_JOURNAL_NETWORK_FOLDER, DMP_JOURNAL_UNWRITABLE */
export async function openQuota(options: QuotaOptions): Promise<Quota> {
  const {perSecond, environment, clock, shared} = options
  if (!(perSecond > 0)) throw new RangeError('perSecond is above 0')
  if (perSecond > MOST_PER_SECOND && environment !== 'sandbox')
    throw new RangeError(`perSecond is at most ${MOST_PER_SECOND} outside the sandbox`)
  const log = new GrantLog(options.dir, options.key, environment, options.fileSystemType)
  const local = new LocalLedger({log, guard: options, clock, boot: options.boot ?? bootId(), perSecond})
  return new PacedQuota(shared === undefined ? [local] : [shared, local], clock, isSpaced(perSecond))
}

class PacedQuota implements Quota {
  /** What all must let a call go; the local one last, since nothing but the call itself comes after it. */
  readonly #ledgers: readonly PaceLedger[]
  readonly #clock: Clock
  readonly #spaced: boolean
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ledgers: readonly PaceLedger[], clock: Clock, spaced: boolean) {
    this.#ledgers = ledgers
    this.#clock = clock
    this.#spaced = spaced
  }

  /** Callers of one process are served in order; among processes whoever is awake first. */
  acquire(signal?: AbortSignal, {confirm = false}: {readonly confirm?: boolean} = {}): Promise<QuotaGrant> {
    const asked = this.#clock.monotonic()
    const mine = this.#turn.then(() => this.#grant(asked, confirm && this.#spaced, signal))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async doneToday(): Promise<number> {
    const counts = await Promise.all(this.#ledgers.map((ledger) => ledger.doneToday()))
    return Math.max(...counts)
  }

  async close(): Promise<void> {
    await this.#turn
    for (const ledger of this.#ledgers) await ledger.close()
  }

  async #grant(asked: number, confirm: boolean, signal?: AbortSignal): Promise<QuotaGrant> {
    const call = await this.#reserve(confirm ? LEAD_MS : 0, signal)
    if (!confirm) await call.due()
    // Taken before the ledger hears of it: writing there may wait for other processes, and the pace counts from later.
    const at = this.#clock.monotonic()
    if (!confirm) call.left()
    return {at, waitedMs: at - asked, ...call}
  }

  async #reserve(leadMs: number, signal?: AbortSignal): Promise<Pick<QuotaGrant, 'due' | 'left'>> {
    const places: {readonly ledger: PaceLedger; readonly n: number}[] = []
    try {
      for (const ledger of this.#ledgers) places.push({ledger, n: await this.#place(ledger, leadMs, signal)})
    } catch (error) {
      for (const {ledger, n} of places) await ledger.drop(n).catch(() => undefined)
      throw error
    }
    const passed = new Set<PaceLedger>()
    let ended = false
    return {
      due: async () => {
        for (const {ledger, n} of places) {
          await this.#pass(ledger, n)
          passed.add(ledger)
        }
      },
      left: () => {
        if (ended) return
        ended = true
        const all = passed.size === places.length
        // What cannot be written now is taken for a dead process later, which only slows the others.
        for (const {ledger, n} of places) void (all ? ledger.left(n) : ledger.drop(n)).catch(() => undefined)
      },
    }
  }

  async #pass(ledger: PaceLedger, n: number): Promise<void> {
    for (;;) {
      const answer = await ledger.pass(n)
      const waitMs = 'leaveInMs' in answer ? answer.leaveInMs : answer.againInMs
      if (waitMs > 0) await this.#clock.sleep(Math.ceil(waitMs))
      if ('leaveInMs' in answer) return
    }
  }

  async #place(ledger: PaceLedger, leadMs: number, signal?: AbortSignal): Promise<number> {
    for (;;) {
      signal?.throwIfAborted()
      const answer = await ledger.reserve(leadMs)
      if ('n' in answer) return answer.n
      await this.#clock.sleep(Math.ceil(answer.againInMs), signal)
    }
  }
}
