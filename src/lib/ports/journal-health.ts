import type {ItemState} from './journal-items.ts'

/**
 * What a check can find. `file`: the database itself; `chain`: an event altered, removed or out of order;
 * `head`: the end of a chain is not the one written; `checkpoint`: a signed checkpoint does not hold;
 * `item`, `hold`, `batch`: a row differs from what the events say; `counter`: the OID counter was altered;
 * `tail`: events known to the register of this machine are missing (cut, or an older copy put back).
 */
export type JournalFaultKind =
  | 'file'
  | 'chain'
  | 'head'
  | 'checkpoint'
  | 'item'
  | 'hold'
  | 'batch'
  | 'counter'
  | 'tail'

export interface JournalFault {
  readonly kind: JournalFaultKind
  readonly writerId?: string
  readonly seq?: number
  readonly itemId?: string
  /** Technical words, never patient data. */
  readonly note?: string
}

/** The place of a journal in a file, as it is seen from outside. */
export interface JournalPlace {
  readonly writable: boolean
  /** Why it takes nothing (`error.DMP_JOURNAL_UNWRITABLE.reason.…`); null when it does. */
  readonly reason: string | null
  /** Room of its volume for this account; null where the system does not tell. */
  readonly freeBytes: number | null
  /** A bulk run is at work on it; null where that cannot be told. */
  readonly atWork: boolean | null
  /** When the last event was written, ms since 1970; null when there is none. */
  readonly lastEventAt: number | null
}

/** How near to the present a copy came that was put back. */
export interface CaughtUp {
  /** Items that may have left since the copy, and are looked for in the DMP before anything else. */
  readonly lookedFor: number
  /** Read in the journal that was put aside. */
  readonly brought: {
    /** Items planned since the copy. */
    readonly planned: number
    readonly withdrawn: number
    readonly deleted: number
    readonly holds: number
  }
  /** How much of the journal that was put aside could be read. */
  readonly read: 'whole' | 'part' | 'nothing'
  /** Runs of which nothing leaves before a person says so. */
  readonly waiting: readonly string[]
}

/** What a restoration made of the files. */
export interface RestoredFile extends CaughtUp {
  /** Where the journal that was there is kept; absent when there was none. */
  readonly aside?: string
  /** Events that this machine knows to have been written since the copy was made; there may be more. */
  readonly missing: number
  /** The journal that was there was sound and went on from an older copy: each of the two had events that the other had not. */
  readonly forked: boolean
  /** All that was done since the copy was read: nobody need say what left. */
  readonly accounted: boolean
}

/** An event as its chain has it, unopened. */
export interface ChainedEvent {
  readonly id: string
  readonly writerId: string
  readonly seq: number
  /** When it was written, ms since 1970. */
  readonly ts: number
  readonly hash: string
}

/** Told of every event during a check, in the order of writing. */
export type ChainWatch = (event: ChainedEvent) => void

export interface BrokenEvent extends Omit<ChainedEvent, 'hash'> {
  /** `sequence`, `prev`, `hash`, `order`, `effects` */
  readonly note: string
}

export interface JournalHealth {
  /** Absent when not even that could be read. */
  readonly journalId?: string
  readonly events: number
  /** The first event, in the order of writing, that does not fit in its chain. */
  readonly firstBroken?: BrokenEvent
  readonly items: Readonly<Record<ItemState, number>>
  /** Empty when every chain holds. */
  readonly faults: readonly string[]
  /** The same faults, structured; message keys `journal.fault.<kind>`. */
  readonly findings: readonly JournalFault[]
  /** False when the key was not found: chains and states were checked, signatures were not. */
  readonly signaturesChecked: boolean
  /** Of a journal in a file: whether the last signed checkpoint is kept beside the key too, to compare with. */
  readonly isKept?: boolean
  /**
   * A command ended without closing the journal, and its write-ahead file is gone or altered: what was written since then
   * (ms since 1970), documents that left included, may be missing, though nothing that is there says so.
   */
  readonly mayMiss?: {readonly since: number; readonly wal: 'gone' | 'cut'}
}
