import {DmpError} from '../../../errors/dmp-error.ts'
import type {Clock} from '../../../ports/clock.ts'
import type {RunPause} from './run-observer.ts'
import type {Stop} from './stop.ts'

/** A journal that cannot be written is waited for so long; results under way are tried as long. */
export const JOURNAL_PATIENCE_MS = 600_000
/** Nothing new is tried before so long. */
const AGAIN_MS = 2000

export function isJournalError(error: unknown): error is DmpError {
  return error instanceof DmpError && error.code.startsWith('DMP_JOURNAL_')
}

/** A server starts again, room is made on a disk, rights are given back; a damaged file does not mend itself. */
const mayComeBack = ({code, retry}: DmpError) => retry !== 'never' || code === 'DMP_JOURNAL_UNWRITABLE'

/**
 * The journal while it does not take what is to be written: nothing leaves meanwhile, what is under way waits for it, and
 * whoever looks is told from the first moment why, and until when.
 */
export class JournalWatch {
  readonly #clock: Clock
  #down: {readonly at: number; readonly until: number; readonly error: DmpError} | undefined
  #byWriting = false
  #againAt = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isDown(): boolean {
    return this.#down !== undefined
  }

  /** Why nothing leaves; `until` is how long it is waited for at most. */
  get pause(): RunPause | undefined {
    if (!this.#down) return undefined
    const {until, error} = this.#down
    return {at: this.#clock.now(), reason: 'journal', until, code: error.code, params: error.params}
  }

  /** The same while nothing new may begin; then one try shows whether it takes what is written again. */
  get shut(): RunPause | undefined {
    return this.#clock.monotonic() < this.#againAt ? this.pause : undefined
  }

  /** It failed, at a write of an item or (`false`) when it was asked for more; answers the end of the run, if this is it. */
  fails(error: DmpError, byWriting: boolean): Stop | undefined {
    const stop = {reason: 'journal', error} as const
    if (!mayComeBack(error)) return stop
    const now = this.#clock.monotonic()
    this.#down ??= {at: now, until: this.#clock.now() + JOURNAL_PATIENCE_MS, error}
    this.#byWriting ||= byWriting
    this.#againAt = now + AGAIN_MS
    return now - this.#down.at > JOURNAL_PATIENCE_MS ? stop : undefined
  }

  /** It took what was written. */
  written(): void {
    this.#down = undefined
    this.#byWriting = false
  }

  /** It answered; a file may do so and take nothing all the same. */
  answered(): void {
    if (!this.#byWriting) this.written()
  }
}
