import type {Environment} from '../profile/profile.ts'
import type {
  BrokenEvent,
  ChainEnds,
  EventQuery,
  ItemQuery,
  JournalFault,
  JournalItem,
  RecordedEvent,
} from './journal.ts'

/** Whether the traces of a journal stand; states of documents are not looked at. */
export interface SourceHealth {
  /** The first event, in the order of writing, that does not fit in its chain. */
  readonly firstBroken?: BrokenEvent
  /** Ends of chains and signed checkpoints that do not hold. */
  readonly findings: readonly JournalFault[]
}

export interface SourceCheck {
  /** Only what was written beyond these ends of an earlier reading; all of it when absent. */
  readonly beyond?: ChainEnds | undefined
  /** It is the journal that this machine writes: no copy, and nothing put aside. */
  readonly isInUse: boolean
  readonly signal?: AbortSignal | undefined
}

/** One journal, open to read alone: nothing of it is changed. */
export interface TraceSource {
  readonly journalId: string
  /** The file or the address it was opened from. */
  readonly file?: string
  readonly environment?: Environment
  /** How far it reached when it was opened: reading stops there, while others may go on writing. */
  readonly ends?: ChainEnds
  /** In the order of writing (`n`), a page at a time. */
  events(query: EventQuery): AsyncIterable<RecordedEvent>
  /** In the order of planning, a page at a time. */
  items?(query: ItemQuery): AsyncIterable<JournalItem>
}

export interface OpenedSource extends TraceSource {
  readonly file: string
  readonly environment: Environment
  readonly ends: ChainEnds
  items(query: ItemQuery): AsyncIterable<JournalItem>
  check(options: SourceCheck): Promise<SourceHealth>
  close(): Promise<void>
}

export interface TraceSources {
  /**
   * Opens a journal in a file (also one put aside, or written by an earlier version) or on a server.
   * @throws DmpError DMP_TRACE_STORE when it is none, DMP_JOURNAL_KEY_LOST, _NEWER, _DAMAGED
   */
  open(path: string): Promise<OpenedSource>
}
