import type {Workbench} from '../../ports.ts'
import type {RunBoard} from './run-board.ts'
import {standingOfRun} from './standing-of-run.ts'

const OFTEN_MS = 2000
/** A large journal on a server takes its time to count: reading takes at most so small a part of a run. */
const SHARE = 20

/**
 * Reads how the runs stand again from time to time: other workers, an undo, another machine change them too. A journal that
 * does not answer is asked again later; its own trouble is told elsewhere.
 */
export class StandingWatch {
  readonly #bench: Pick<Workbench, 'journal' | 'clock'>
  readonly #ids: () => readonly string[] | Promise<readonly string[]>
  readonly #board: Pick<RunBoard, 'stand'>
  #reading: Promise<void> | undefined
  #nextAt: number

  constructor(
    bench: Pick<Workbench, 'journal' | 'clock'>,
    ids: () => readonly string[] | Promise<readonly string[]>,
    board: Pick<RunBoard, 'stand'>,
  ) {
    this.#bench = bench
    this.#ids = ids
    this.#board = board
    this.#nextAt = bench.clock.monotonic() + OFTEN_MS
  }

  /** Waits for nothing; at most one reading is under way. */
  look(): void {
    if (this.#reading || this.#bench.clock.monotonic() < this.#nextAt) return
    this.#reading = this.#again().finally(() => {
      this.#reading = undefined
    })
  }

  /** Once more, now that nothing of this worker's is under way: exact. */
  async last(): Promise<void> {
    await this.#reading
    await this.#again()
  }

  /** Never rejects. */
  async #again(): Promise<void> {
    const {clock} = this.#bench
    const begun = clock.monotonic()
    await this.#stand().catch(() => undefined)
    this.#nextAt = clock.monotonic() + Math.max(OFTEN_MS, SHARE * (clock.monotonic() - begun))
  }

  async #stand(): Promise<void> {
    const ids = await this.#ids()
    if (ids.length > 0) this.#board.stand(await standingOfRun(this.#bench, ids))
  }
}
