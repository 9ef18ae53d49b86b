/**
 * What was sent, whose end nobody knew, and which the registry did not show when it was looked for again. That it never
 * arrived is not known: a lot may be shown late. It is kept back as unknown, under its own identifiers, so that nothing
 * takes it for something that never left: it is looked for again by whoever deletes or verifies, nothing else of the
 * same content goes beside it, and sent again it would be the same lot.
 * Source: README "unknown outcome".
 */
import type {ItemChange, JournalItem} from '../ports/journal.ts'

export const NOT_FOUND_AFTER_SENDING = 'DMP_NOT_FOUND_AFTER_SENDING'

/** Of several lots with the same bytes one is there, or somebody else's: why this one, not found either, does not go. */
const TWINS = ['DMP_ALREADY_SENT', 'DMP_SAME_BYTES_OTHER_PATIENT'] as const
export type NotFoundCause = typeof NOT_FOUND_AFTER_SENDING | (typeof TWINS)[number]

export const NOT_FOUND_CAUSES: readonly string[] = [NOT_FOUND_AFTER_SENDING, ...TWINS]

/** Sent, looked for in vain: it may still appear. */
export function mayStillAppear({
  state,
  heldFrom,
  cause = '',
}: Pick<JournalItem, 'state'> & Partial<Pick<JournalItem, 'heldFrom' | 'cause'>>): boolean {
  return state === 'held' && heldFrom === 'unknown' && NOT_FOUND_CAUSES.includes(cause)
}

/** Keeps a sending of unknown end as not found. */
export function keptNotFound(
  {id, state}: Pick<JournalItem, 'id' | 'state'>,
  cause: NotFoundCause = NOT_FOUND_AFTER_SENDING,
): ItemChange[] {
  return [state === 'held' ? {id, cause, retryAt: null} : {id, to: 'held', cause, retryAt: null}]
}
