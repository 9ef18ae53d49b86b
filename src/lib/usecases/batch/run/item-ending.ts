/**
 * What became of one claimed item, once the journal has it. The engine counts endings, never calls: a repeat inflates
 * nothing. Whoever deals with an item (a lot, a deletion) answers one of these and throws only for what concerns the
 * whole run: the journal, the keys, an interruption.
 */
import type {DmpError} from '../../../errors/dmp-error.ts'
import type {ItemState} from '../../../ports/journal.ts'

export interface ItemEnding {
  /**
   * State in which the item was left, as recorded; `planned` when nothing was tried (put off, or not reached).
   * `lost`: another process owns the item now, and nothing of ours was recorded.
   */
  readonly state: Exclude<ItemState, 'sending'> | 'lost'
  /** Why it is not accepted; its `retry` class alone decides what the engine does next. */
  readonly error?: DmpError
  /** True when a byte of a TD2.1 or TD3.3 request may have left for it: an attempt at the DMP. */
  readonly sent: boolean
  /** Milliseconds from the request to its answer, when one was made. */
  readonly tookMs?: number
  /** Accepted with warnings. */
  readonly warnings?: boolean
  /** When the item is due again, ms since 1970; absent: only on the operator's word. */
  readonly retryAt?: number
}
