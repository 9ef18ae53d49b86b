import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {DocumentOutcome} from './submission-report.ts'

const STOPPING: readonly ExitCode[] = [exitCodes.localMeans, exitCodes.configuration, exitCodes.interrupted]
/** After so many failures of the line or of our rights in a row, the rest is left for later. */
const SYSTEMIC_LIMIT = 5

/**
 * What stops a run of documents: an error that concerns them all (a key, the journal, the disk, an interruption), or the
 * same systemic failure again and again. Those not reached are `remaining`.
 */
export class RunStop {
  #cause: DmpError | undefined
  #inARow = 0

  get cause(): DmpError | undefined {
    return this.#cause
  }

  /** True when the error concerns every document: it is kept and stops the run. @throws what is a bug of ours */
  takes(error: unknown, signal: AbortSignal): boolean {
    if (!(error instanceof DmpError)) {
      if (!signal.aborted) throw error
      this.#cause ??= new DmpError('DMP_INTERRUPTED', {cause: error})
      return true
    }
    if (!STOPPING.includes(error.exitCode)) return false
    this.#cause ??= error
    return true
  }

  /** Counts systemic failures in a row. */
  sees({state, failure}: DocumentOutcome): void {
    this.#inARow = state === 'deferred' && failure?.code !== 'DMP_BUSY' ? this.#inARow + 1 : 0
    if (this.#inARow < SYSTEMIC_LIMIT) return
    const reason = failure?.code ?? '-'
    this.#cause ??= new DmpError('DMP_CONNECTION_FAILED', {
      params: {host: '-', reason},
      details: {sent: false, reason},
    })
  }
}
