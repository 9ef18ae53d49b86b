import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {type HeldLock, isLocked, takeLock} from './process-lock.ts'

/** More commands than this at once on one journal is a mistake of the caller. */
const MOST_WRITERS = 256

/** Who only looks whether a run is at work holds its lock for a moment. */
const MOMENT_MS = 25

function againSoon<T>(take: () => T | undefined): T | undefined {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT_MS)
  return take()
}

/** Folder of the locks of a journal, beside it. */
export const locksFolder = (journalPath: string): string => `${journalPath}.locks`

/**
 * Places for processes that write to one journal. A process holds the lowest free place as long as it lives and
 * continues the chain of events of that place: the number of chains is the number of commands that ever ran at
 * the same time, and a place that can be taken has no living writer.
 */
export class WriterSlots {
  readonly #folder: string

  constructor(journalPath: string) {
    this.#folder = locksFolder(journalPath)
  }

  /** Exclusive for bulk runs; short commands do not take it. @throws DmpError DMP_JOURNAL_LOCKED */
  takeRunner(journalPath: string): HeldLock {
    const lock = takeLock(this.#runner) ?? againSoon(() => takeLock(this.#runner))
    if (lock === undefined) throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path: journalPath}})
    return lock
  }

  /** A bulk run is at work; null where that cannot be told. */
  isRunnerTaken(): boolean | null {
    return existsSync(this.#runner) ? (isLocked(this.#runner) ?? null) : false
  }

  /**
   * Kept by a restoration from its first look until the copy is in its place. Who opens the journal takes a place first and
   * then looks here; a restoration takes this first and then looks for places: one of the two always sees the other.
   * @throws DmpError DMP_JOURNAL_LOCKED
   */
  takeRestoring(journalPath: string): HeldLock {
    const lock = takeLock(this.#restoring) ?? againSoon(() => takeLock(this.#restoring))
    if (lock === undefined)
      throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path: journalPath, case: 'restoring'}})
    return lock
  }

  isBeingRestored(): boolean {
    return existsSync(this.#restoring) && isLocked(this.#restoring) === true
  }

  /** Whether nobody who lives has this place. */
  isFree(slot: number): boolean {
    const lock = this.take(slot)
    lock?.release()
    return lock !== undefined
  }

  get #restoring(): string {
    return join(this.#folder, 'restoring')
  }

  get #runner(): string {
    return join(this.#folder, 'runner')
  }

  /** @throws DmpError DMP_JOURNAL_LOCKED */
  takeFree(journalPath: string): {readonly slot: number; readonly lock: HeldLock} {
    for (let slot = 1; slot <= MOST_WRITERS; slot++) {
      const lock = this.take(slot)
      if (lock !== undefined) return {slot, lock}
    }
    throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path: journalPath}})
  }

  /** Whether another process, or another part of this one, writes. */
  isAnotherTaken(mySlot: number): boolean {
    for (let slot = 1; existsSync(this.#file(slot)); slot++) {
      if (slot === mySlot) continue
      const lock = this.take(slot)
      if (lock === undefined) return true
      lock.release()
    }
    return false
  }

  take(slot: number): HeldLock | undefined {
    return takeLock(this.#file(slot))
  }

  #file(slot: number): string {
    return join(this.#folder, `writer-${slot}`)
  }
}
