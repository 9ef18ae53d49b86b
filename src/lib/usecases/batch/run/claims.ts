import type {ClaimQuery, Journal, JournalItem} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'

/** Long enough for a slow call to end, short enough for another worker to take over before anybody worries. */
const LEASE_MS = 180_000

/**
 * The items that this process has taken and not yet given back. They are renewed while they wait or are under way; one that
 * another process owns meanwhile is dropped from the waiting ones, and where it is under way its fencing token stops it.
 */
export class Claims {
  readonly #bench: Pick<Workbench, 'journal' | 'clock'>
  readonly #wanted: Omit<ClaimQuery, 'batchIds' | 'now' | 'leaseMs'>
  readonly #waiting: JournalItem[] = []
  readonly #held = new Set<string>()

  constructor(
    bench: Pick<Workbench, 'journal' | 'clock'>,
    wanted: Omit<ClaimQuery, 'batchIds' | 'now' | 'leaseMs'>,
  ) {
    this.#bench = bench
    this.#wanted = wanted
  }

  get waiting(): number {
    return this.#waiting.length
  }

  next(): JournalItem | undefined {
    return this.#waiting.shift()
  }

  /** Takes another block for `atOnce` items under way together; answers how many came. @throws DmpError DMP_JOURNAL_* */
  async take(batchIds: readonly string[], most: number, atOnce: number): Promise<number> {
    if (batchIds.length === 0 || most <= 0) return 0
    const journal = await this.#journal()
    const now = this.#bench.clock.now()
    const limit = Math.min(most, this.#wanted.limit)
    const taken = await journal.claim({...this.#wanted, limit, batchIds, now, leaseMs: LEASE_MS, atOnce})
    for (const item of taken) {
      this.#held.add(item.id)
      this.#waiting.push(item)
    }
    return taken.length
  }

  /** Settled for good, or somebody else's: the claim is gone by itself. */
  forget(id: string): void {
    this.#held.delete(id)
  }

  async giveBack(ids: readonly string[]): Promise<void> {
    const ours = ids.filter((id) => this.#held.delete(id))
    if (ours.length > 0) await (await this.#journal()).release(ours)
  }

  /** Gives back what was not begun. */
  async giveBackWaiting(): Promise<void> {
    const ids = this.#waiting.splice(0).map(({id}) => id)
    await this.giveBack(ids)
  }

  /** Renews in time until `signal` says that the run is over. A journal that does not answer is asked again. */
  async keepRenewing(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#bench.clock.sleep(LEASE_MS / 3, signal).catch(() => undefined)
      if (!signal.aborted) await this.#renew().catch(() => undefined)
    }
  }

  async #renew(): Promise<void> {
    const asked = [...this.#held]
    if (asked.length === 0) return
    const still = new Set(await (await this.#journal()).renew(asked, LEASE_MS))
    for (const id of asked) {
      if (still.has(id)) continue
      this.#held.delete(id)
      const at = this.#waiting.findIndex((item) => item.id === id)
      if (at >= 0) this.#waiting.splice(at, 1)
    }
  }

  #journal(): Promise<Journal> {
    return this.#bench.journal()
  }
}
