import {isStorageFailure} from './storage-error.ts'
import type {Store} from './store.ts'

interface Job {
  readonly body: () => unknown
  /** It writes nothing once it has refused: there is nothing of it to undo. */
  readonly refusesFirst: boolean
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: what callers ask for in one turn of the event loop goes to disk in one transaction. A refused
 * change (wrong state) undoes its own call only; a storage failure undoes and rejects all of them.
 */
export class CommitQueue {
  readonly #store: Store
  readonly #beforeCommit: () => void
  readonly #afterCommit: () => void
  #jobs: Job[] = []

  constructor(store: Store, hooks: {readonly beforeCommit: () => void; readonly afterCommit: () => void}) {
    this.#store = store
    this.#beforeCommit = hooks.beforeCommit
    this.#afterCommit = hooks.afterCommit
  }

  /** The value of `body` once its writes are on disk. */
  commit<T>(body: () => T, {refusesFirst = false}: {readonly refusesFirst?: boolean} = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#jobs.length === 0) setImmediate(() => this.flush())
      this.#jobs.push({body, refusesFirst, resolve: resolve as (value: unknown) => void, reject})
    })
  }

  flush(): void {
    const jobs = this.#jobs
    this.#jobs = []
    if (jobs.length === 0) return
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
