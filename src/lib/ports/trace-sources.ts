import type {Environment} from '../profile/profile.ts'
import type {ChainEnds, EventQuery, ItemQuery, JournalItem, RecordedEvent} from './journal.ts'

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
  close(): Promise<void>
}

export interface TraceSources {
  /**
   * Opens a journal in a file (also one put aside, or written by an earlier version) or on a server.
   * @throws DmpError DMP_TRACE_STORE when it is none, DMP_JOURNAL_KEY_LOST, _NEWER, _DAMAGED
   */
  open(path: string): Promise<OpenedSource>
}
