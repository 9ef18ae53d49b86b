/**
 * What becomes of an item of a copy that is put back. The copy is older than the DMP: whatever it still had to send may have
 * left since, been withdrawn or been deleted. So it becomes `unknown` and is looked for; nothing is taken for what never
 * left. What the journal put aside says (where it can be read) counts where it keeps an item back.
 */
import type {ItemChange, JournalItem, PlannedItem} from '../ports/journal.ts'

const WITHDRAWN = 'DMP_WITHDRAWN'

const isWithdrawn = ({state, cause}: JournalItem) => state === 'refused' && cause === WITHDRAWN

/** Kept as sent and not found, or beyond what a look settles: a person decides, as before. */
const isKeptUnknown = ({state, heldFrom}: JournalItem) => state === 'held' && heldFrom === 'unknown'

export interface Circumstances {
  readonly now: number
  /** Runs that the copy knows to be withdrawn. */
  readonly closed: ReadonlySet<string>
}

export type Fate = 'same' | 'doubted' | 'withdrawn' | 'deleted'

export interface Brought {
  readonly fate: Fate
  readonly changes: readonly ItemChange[]
}

const SAME: Brought = {fate: 'same', changes: []}

/** To `sending`, from wherever it stands unsettled: each step is one that the life of an item knows. */
function toSending({id, state, heldFrom}: JournalItem): ItemChange[] {
  const sending: ItemChange = {id, to: 'sending'}
  switch (state) {
    case 'held':
      return [{id, to: heldFrom ?? 'planned'}, sending]
    case 'refused':
      return [{id, to: 'planned'}, sending]
    default:
      return [sending]
  }
}

function doubted(item: JournalItem): Brought {
  const {id, state} = item
  if (state === 'unknown') return {fate: 'doubted', changes: [{id, retryAt: null}]}
  const unknown: ItemChange = {id, to: 'unknown', cause: 'DMP_INTERRUPTED', retryAt: null}
  return {fate: 'doubted', changes: [...toSending(item), unknown]}
}

function withdrawn(item: JournalItem): Brought {
  const {id, state} = item
  const gone: ItemChange = {id, to: 'refused', cause: WITHDRAWN, retryAt: null}
  if (state === 'held') return {fate: 'withdrawn', changes: [{id, to: item.heldFrom ?? 'planned'}, gone]}
  if (state === 'refused') return {fate: 'withdrawn', changes: [{id, cause: WITHDRAWN}]}
  return {fate: 'withdrawn', changes: [gone]}
}

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
  return {fate: 'deleted', changes: [...(state === 'unknown' ? [] : toSending(item)), accepted, gone]}
}

/** A deletion that is done is not asked for again; one that is not is carried out once a person lets its run go on. */
function deletion(item: JournalItem, told: JournalItem | undefined): Brought {
  if (item.state === 'accepted' || item.state === 'refused' || told === undefined) return SAME
  if (isWithdrawn(told)) return withdrawn(item)
  if (told.state !== 'accepted') return SAME
  const {id} = item
  return {
    fate: 'deleted',
    changes: [...(item.state === 'unknown' ? [] : toSending(item)), {id, to: 'accepted'}],
  }
}

/** @param told the same item in the journal that was put aside, where it can be read */
export function broughtOver(item: JournalItem, told: JournalItem | undefined, at: Circumstances): Brought {
  const {state, batchId, sendAfter = 0} = item
  if (item.action === 'delete') return deletion(item, told)
  if (told?.registryStatus === 'deleted') return deleted(item, told)
  if (state === 'accepted') {
    const replaced = told?.registryStatus === 'deprecated' && item.registryStatus === 'approved'
    return replaced ? {fate: 'same', changes: [{id: item.id, registryStatus: 'deprecated'}]} : SAME
  }
  if (isWithdrawn(item) || isKeptUnknown(item)) return SAME
  if (told && isWithdrawn(told)) return withdrawn(item)
  const never = state === 'planned' || state === 'deferred' || state === 'held'
  // Not due before now, or withdrawn before the copy: it cannot have left.
  if (never && (sendAfter > at.now || (batchId !== undefined && at.closed.has(batchId)))) return SAME
  return doubted(item)
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
  const {heldFrom: _held, entryUuid: _entry, registryStatus: _status, cause: _cause, ...plan} = told
  const planned: JournalItem = {...plan, state: 'planned'}
  if (told.action === 'delete' && told.state === 'refused') return withdrawn(planned)
  return broughtOver(planned, told, at)
}
