import {open, stat, unlink} from 'node:fs/promises'
import {dirname} from 'node:path'
import type {Clock} from '../ports/clock.ts'
import {makeFolder} from '../system/make-folder.ts'

/** A lock older than this is of a process that died: no download takes so long. */
const abandonedMs = 60_000
const lookAgainMs = 50

/**
 * One piece of work for each name at a time, in this process and among those that share the folder of the lock. Who
 * comes second waits and does nothing itself: it looks at what the first one brought.
 */
export class OneAtATime {
  readonly #running = new Map<string, Promise<void>>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async run(lock: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const other = this.#running.get(lock)
    if (other) return other.catch(() => undefined)
    const own = this.#alone(lock, work, signal)
    this.#running.set(lock, own)
    try {
      await own
    } finally {
      this.#running.delete(lock)
    }
  }

  async #alone(lock: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const taken = await this.#take(lock)
    if (taken === 'busy') return this.#waitFor(lock, signal)
    try {
      await work()
    } finally {
      if (taken === 'taken') await unlink(lock).catch(() => undefined)
    }
  }

  /** `without`: there is no place for a lock here; the work is done all the same. */
  async #take(lock: string): Promise<'taken' | 'busy' | 'without'> {
    for (const retry of [false, true]) {
      try {
        makeFolder(dirname(lock))
        await (await open(lock, 'wx', 0o600)).close()
        return 'taken'
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return 'without'
        if (retry || !(await this.#isAbandoned(lock))) return 'busy'
        await unlink(lock).catch(() => undefined)
      }
    }
    return 'busy'
  }

  async #isAbandoned(lock: string): Promise<boolean> {
    const found = await stat(lock).catch(() => undefined)
    return found === undefined || Math.abs(this.#clock.now() - found.mtimeMs) > abandonedMs
  }

  async #waitFor(lock: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !(await this.#isAbandoned(lock)))
      await this.#clock.sleep(lookAgainMs, signal).catch(() => undefined)
  }
}
