import {isStorageFailure} from './storage-error.ts'
import type {Store} from './store.ts'

interface Job {
  readonly body: () => unknown
  /** It writes nothing once it has refused: there is nothing of it to undo. */
  readonly refusesFirst: boolean
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Fewer at work than this are never made to wait for each other. */
const CROWD = 8
/** Longest wait for company, in milliseconds: several flushes of a disk, and nothing beside an answer of the DMP. */
const LONGEST_WAIT_MS = 20

/**
 * Group commit: what callers ask for in one turn of the event loop goes to disk in one transaction. Where many are at
 * work (`atWork`) and the last transaction served several, half of them are waited for, for a moment: a flush costs as
 * much as all else that is done for a record. A refused change (wrong state) undoes its own call only; a storage failure
 * undoes and rejects all of them.
 */
export class CommitQueue {
  readonly #store: Store
  readonly #beforeCommit: () => void
  readonly #afterCommit: () => void
  /** How many callers work at once, as far as they said. */
  atWork = 1
  #jobs: Job[] = []
  /** How many the last transaction served: one alone, at the pace of the DMP, has no company to come. */
  #served = 0
  #timer: NodeJS.Timeout | undefined

  constructor(store: Store, hooks: {readonly beforeCommit: () => void; readonly afterCommit: () => void}) {
    this.#store = store
    this.#beforeCommit = hooks.beforeCommit
    this.#afterCommit = hooks.afterCommit
  }

  /** The value of `body` once its writes are on disk. */
  commit<T>(body: () => T, {refusesFirst = false}: {readonly refusesFirst?: boolean} = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({body, refusesFirst, resolve: resolve as (value: unknown) => void, reject})
      const {length} = this.#jobs
      const enough = this.atWork < CROWD || this.#served < 2 ? 1 : Math.ceil(this.atWork / 2)
      if (length === enough) setImmediate(() => this.flush())
      else if (length === 1) this.#timer = setTimeout(() => this.flush(), LONGEST_WAIT_MS)
    })
  }

  flush(): void {
    const jobs = this.#jobs
    this.#jobs = []
    clearTimeout(this.#timer)
    if (jobs.length === 0) return
    this.#served = jobs.length
    try {
      const settle = this.#store.transaction(() => {
        const settled = jobs.map((job) => this.#attempt(job))
        this.#beforeCommit()
        return settled
      })
      this.#afterCommit()
      for (const tell of settle) tell()
    } catch (error) {
      for (const job of jobs) job.reject(error)
    }
  }

  #attempt(job: Job): () => void {
    try {
      const value = job.refusesFirst ? job.body() : this.#store.step(job.body)
      return () => job.resolve(value)
    } catch (error) {
      if (isStorageFailure(error)) throw error
      return () => job.reject(error)
    }
  }
}
