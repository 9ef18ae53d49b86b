import type {UncleanEnd} from './open-sessions.ts'
import type {RootRegister} from './root-register.ts'
import {walState} from './wal-state.ts'
import type {WriterSlots} from './writer-slots.ts'

interface Parts {
  readonly path: string
  readonly register: RootRegister
  readonly slots: WriterSlots
  /** Place of this writer; 0 for who only looks. */
  readonly slot: number
}

/**
 * Commands that ended without closing the journal: killed, or the machine lost its power. As a rule nothing is lost, for the
 * write-ahead file is read again; where it is gone or altered, what was written last is too. To be made before the journal is
 * opened, which changes that file.
 */
export class UncleanEndings {
  readonly #parts: Parts
  readonly #wal: UncleanEnd['wal'] | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    const {path, register, slots, slot} = parts
    // Beside a process at work the file is its own, and it looked at what was left when it began.
    const isAlone = register.sessions.isAnyAt(path) && !slots.isAnotherTaken(slot)
    const found = isAlone ? walState(path) : 'whole'
    this.#wal = found === 'whole' ? undefined : found
  }

  /** Those of which nobody lives. */
  of(
    journalId: string,
    register = this.#parts.register,
  ): readonly {readonly slot: number; readonly began: number}[] {
    const {slots, slot} = this.#parts
    return register.sessions.of(journalId).filter((one) => one.slot === slot || slots.isFree(one.slot))
  }

  /** Since when something may be missing, as far as the files tell. */
  lost(journalId: string, register = this.#parts.register): UncleanEnd | undefined {
    const [first] = this.of(journalId, register).toSorted((one, other) => one.began - other.began)
    return first && this.#wal && {since: first.began, wal: this.#wal}
  }

  /** They are dealt with; what may be missing stays known. */
  settle(journalId: string): void {
    const {sessions} = this.#parts.register
    const ended = this.of(journalId).map(({slot}) => slot)
    if (ended.length > 0) sessions.end(journalId, ended, this.lost(journalId))
  }
}
