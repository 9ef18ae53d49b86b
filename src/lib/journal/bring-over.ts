/**
 * What becomes of an item of a copy that is put back: what its two witnesses say together, the copy and the journal that was
 * put aside (where it can be read). Whichever tells more of it stands, in this order: deleted, accepted, taken back; nobody
 * calls accepted what only a damaged journal says was. Where neither proves an end, it becomes `unknown` and is looked for:
 * whatever it still had to send may have left since, been withdrawn or been deleted. Only what both leave alone, and what
 * cannot have left, stays as it is; and no word that a person gave before counts any longer.
 */
import {IDENTIFIER_TAKEN, isKeptInDoubt, isTaken, neverLeft} from '../batch/at-the-dmp.ts'
import type {ItemChange, JournalItem, PlannedItem} from '../ports/journal.ts'

const WITHDRAWN = 'DMP_WITHDRAWN'

const isWithdrawn = ({state, cause}: JournalItem) => state === 'refused' && cause === WITHDRAWN

export interface Circumstances {
  readonly now: number
  /** Runs that the copy knows to be withdrawn: nothing of them goes on. */
  readonly closed: ReadonlySet<string>
  /** Whether the journal that was put aside planned the same bytes once more. */
  readonly isPlannedTwice: (item: JournalItem) => boolean
  /** Whether it says that the same document was deleted under another number. */
  readonly isDeletedTwin: (item: JournalItem) => boolean
}

/** `kept`: as the copy has it, but a word of the operator's is asked again. */
export type Fate = 'same' | 'kept' | 'doubted' | 'withdrawn' | 'deleted'

export interface Brought {
  readonly fate: Fate
  readonly changes: readonly ItemChange[]
  /** What it is again when the DMP does not show it. */
  readonly was?: typeof WITHDRAWN
}

const SAME: Brought = {fate: 'same', changes: []}
const KEPT: Brought = {fate: 'kept', changes: []}

/** To `sending`, from wherever it stands unsettled: each step is one that the life of an item knows. */
function toSending({id, state, heldFrom}: JournalItem): ItemChange[] {
  const sending: ItemChange = {id, to: 'sending'}
  switch (state) {
    case 'unknown':
      return []
    case 'held':
      return heldFrom === 'unknown' ? [{id, to: heldFrom}] : [{id, to: heldFrom ?? 'planned'}, sending]
    case 'refused':
      return [{id, to: 'planned'}, sending]
    default:
      return [sending]
  }
}

/** Its cause goes too: it would pass for a word given since. */
function doubted(item: JournalItem): Brought {
  const {id, state, heldFrom} = item
  const unknown: ItemChange = {id, cause: 'DMP_INTERRUPTED', retryAt: null}
  const isUnknown = state === 'unknown' || heldFrom === 'unknown'
  return {
    fate: 'doubted',
    changes: [...toSending(item), isUnknown ? unknown : {...unknown, to: 'unknown'}],
    ...(isWithdrawn(item) ? {was: WITHDRAWN} : {}),
  }
}

function refused(item: JournalItem, cause: string | undefined): readonly ItemChange[] {
  const {id, state} = item
  const gone: ItemChange = {id, to: 'refused', cause: cause ?? null, retryAt: null}
  if (state === 'held') return [{id, to: item.heldFrom ?? 'planned'}, gone]
  return state === 'refused' ? [{id, cause: cause ?? null}] : [gone]
}

const withdrawn = (item: JournalItem): Brought => ({fate: 'withdrawn', changes: refused(item, WITHDRAWN)})

function deleted(item: JournalItem, told: JournalItem): Brought {
  const {id, state, registryStatus} = item
  if (registryStatus === 'deleted') return SAME
  const gone: ItemChange = {id, registryStatus: 'deleted'}
  if (state === 'accepted') return {fate: 'deleted', changes: [gone]}
  const accepted: ItemChange = {
    id,
    to: 'accepted',
    ...(told.entryUuid ? {entryUuid: told.entryUuid} : {}),
  }
  return {fate: 'deleted', changes: [...toSending(item), accepted, gone]}
}

/** A deletion that is done is not asked for again; one that is not is carried out once a person lets its run go on. */
function deletion(item: JournalItem, told: JournalItem | undefined): Brought {
  const {id, state} = item
  if (state === 'accepted' || told === undefined) return SAME
  if (told.state === 'accepted') {
    return {fate: 'deleted', changes: [...toSending(item), {id, to: 'accepted'}]}
  }
  if (told.state === 'refused') {
    if (state === 'refused' && told.cause === item.cause) return SAME
    return {fate: isWithdrawn(told) ? 'withdrawn' : 'same', changes: refused(item, told.cause)}
  }
  return state === 'refused' ? {fate: 'same', changes: [{id, to: 'planned', cause: null}]} : SAME
}

/** @param told the same item in the journal that was put aside, where it can be read */
export function broughtOver(item: JournalItem, told: JournalItem | undefined, at: Circumstances): Brought {
  const {id, state, registryStatus} = item
  if (item.action === 'delete') return deletion(item, told)
  if (told?.registryStatus === 'deleted') return deleted(item, told)
  if (state === 'accepted') {
    const isReplaced = told?.registryStatus === 'deprecated' && registryStatus === 'approved'
    return isReplaced ? {fate: 'same', changes: [{id, registryStatus: 'deprecated'}]} : SAME
  }
  if (told && isWithdrawn(told)) return isWithdrawn(item) ? SAME : withdrawn(item)
  if (at.isDeletedTwin(item)) return {...doubted(item), was: WITHDRAWN}
  return staysAsItIs(item, told, at) ?? doubted(item)
}

/** Held as its number is taken, from `sending` or `unknown`. */
function takenAgain({id, state, heldFrom}: JournalItem): ItemChange[] {
  const kept: ItemChange = {id, to: 'held', cause: IDENTIFIER_TAKEN, retryAt: null}
  return state === 'unknown' || heldFrom === 'unknown' ? [kept] : [{id, to: 'unknown'}, kept]
}

/** Undefined when it may have left since. */
function staysAsItIs(
  item: JournalItem,
  told: JournalItem | undefined,
  at: Circumstances,
): Brought | undefined {
  const {batchId, sendAfter = 0} = item
  const isClosed = batchId !== undefined && at.closed.has(batchId)
  // Sent and not found, its number taken, or beyond what a look settles: a person decides, as before.
  if (isKeptInDoubt(item)) return told === undefined || isKeptInDoubt(told) ? KEPT : undefined
  // A look would call the document of whoever took the number this one.
  if (told && isTaken(told)) return {fate: 'kept', changes: [...toSending(item), ...takenAgain(item)]}
  // Taken back, it goes again on a person's word alone, and of a run that still goes on.
  if (isWithdrawn(item)) return told === undefined && (isClosed || batchId === undefined) ? SAME : undefined
  const isUntouched = neverLeft(item) && (told === undefined || neverLeft(told)) && !at.isPlannedTwice(item)
  // Not due before now, or withdrawn before the copy: it cannot have left.
  return isUntouched && (sendAfter > at.now || isClosed) ? SAME : undefined
}

/** The plan of an item, without what became of it. */
export function planOf(item: JournalItem): PlannedItem {
  const {
    state: _state,
    heldFrom: _from,
    registryStatus: _status,
    entryUuid: _entry,
    attempts: _attempts,
    plannedAt: _planned,
    sentAt: _sent,
    settledAt: _settled,
    deletedAt: _deleted,
    cause: _cause,
    retryAt: _retry,
    n: _n,
    claim: _claim,
    ...plan
  } = item
  return plan
}

/** An item that the copy does not know at all: planned since, and by then perhaps at the DMP. */
export function broughtNew(told: JournalItem, at: Circumstances): Brought {
  return broughtOver({...planOf(told), state: 'planned', attempts: 0, plannedAt: told.plannedAt}, told, at)
}
