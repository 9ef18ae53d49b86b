/**
 * May a document of ours be at the DMP? The one rule that plans, undos, deletions, verifications, reports, restorations and
 * lists of what was sent before all ask: what was sent, or may have been, at any time, is there until its absence or its
 * deletion is proven. A refusal proves it, a hold proves nothing, nor does a number that the DMP says is taken: a sending that
 * this journal forgot may have taken it. Of an item of deletion the same rule says whether it may have been done.
 * Sources: README "unknown outcome", "none lost, none sent twice"; IHE ITI TF-3 §4.2.4 (XDSDuplicateUniqueIdInRegistry).
 *
 * It does not say whose document is there under a number: the DMP answers references only.
 */
import type {ItemChange, JournalItem} from '../ports/journal.ts'
import {NOT_FOUND_CAUSES} from './not-found.ts'

/** The DMP says that the number is taken, and no sending that the journal knows took it. */
export const IDENTIFIER_TAKEN = 'DMP_IDENTIFIER_TAKEN'
/** Sent, its end unknown, and the patient's DMP closed since: nothing more can be asked. */
export const CLOSED_MEANWHILE = 'DMP_CLOSED_MEANWHILE'

/** Causes of held items that tell by themselves that the document may be there. */
export const DOUBT_CAUSES: readonly string[] = [NOT_FOUND_CAUSES[0] ?? '', IDENTIFIER_TAKEN, CLOSED_MEANWHILE]

type Standing = Partial<Pick<JournalItem, 'state' | 'heldFrom' | 'cause' | 'registryStatus'>>

/** Held because its number is taken; journals of earlier versions have it held as if it had never left. */
export const isTaken = ({state, cause}: Standing): boolean => state === 'held' && cause === IDENTIFIER_TAKEN

/** Of an item, or of one that a plan is about to write (no state yet). */
export function mayBeAtDmp(item: Standing): boolean {
  if (item.registryStatus === 'deleted') return false
  switch (item.state) {
    case 'accepted':
    case 'unknown':
    case 'sending':
      return true
    case 'held':
      return item.heldFrom === 'unknown' || isTaken(item)
    default:
      return false
  }
}

/** It may be there, and nobody knows: neither accepted, nor on its way at this moment. */
export const isInDoubt = (item: Standing): boolean =>
  item.state !== 'accepted' && item.state !== 'sending' && mayBeAtDmp(item)

/** Kept back with that doubt. */
export const isKeptInDoubt = (item: Standing): boolean => item.state === 'held' && mayBeAtDmp(item)

/** Not settled, and nothing of it ever reached the DMP with an answer that is not known. */
export const neverLeft = (item: Standing): boolean =>
  item.state !== 'accepted' && item.state !== 'refused' && !mayBeAtDmp(item)

/** From wherever it is kept in doubt to `unknown`, by steps that the life of an item knows. */
export function toUnknown({
  id,
  state,
  heldFrom,
}: Pick<JournalItem, 'id' | 'state' | 'heldFrom'>): ItemChange[] {
  if (state !== 'held') return []
  if (heldFrom === 'unknown') return [{id, to: 'unknown'}]
  return [
    {id, to: heldFrom ?? 'planned'},
    {id, to: 'sending'},
    {id, to: 'unknown'},
  ]
}
