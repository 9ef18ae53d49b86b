/**
 * The life of one thing to send, as a pure state machine.
 *
 *   planned → sending → accepted | refused | unknown | deferred | held
 *   unknown → sending (same identifiers) | accepted | refused | held
 *   deferred → sending | refused | held        refused → planned (on the operator's word)
 *   planned → held | refused                   held → where it was held from
 *
 * Source: the promise of the batch engine "none lost, none sent twice". `sending` is on disk before the first
 * byte leaves, so only `sending` may become `unknown`, and an unknown item never goes back among those that
 * were never sent: not through `held` either, which remembers where it came from.
 * Only who put an item in `sending` settles it, unless that process is dead (`takeover`).
 * It also keeps what the registry holds of an accepted document: approved → deprecated → deleted.
 *
 * No clock, no storage: the journal feeds it and stores the result; a check of the journal replays it.
 */
import type {ItemChange, ItemState, RegistryStatus} from '../ports/journal.ts'

export type HeldFrom = 'planned' | 'deferred' | 'unknown'

/** The part of an item that changes. Instants in milliseconds since 1970. */
export interface ItemSituation {
  readonly state: ItemState
  readonly attempts: number
  readonly plannedAt: number
  readonly heldFrom?: HeldFrom
  readonly registryStatus?: RegistryStatus
  readonly entryUuid?: string
  readonly sentAt?: number
  readonly settledAt?: number
  readonly deletedAt?: number
  readonly cause?: string
  readonly retryAt?: number
  /** Writer that put the item in `sending`. */
  readonly sender?: string
  /** Event of the last change of state. */
  readonly movedBy?: string
}

const NEXT: Readonly<Record<ItemState, readonly ItemState[]>> = {
  planned: ['sending', 'held', 'refused'],
  sending: ['accepted', 'refused', 'unknown', 'deferred', 'held'],
  unknown: ['sending', 'accepted', 'refused', 'held'],
  deferred: ['sending', 'refused', 'held'],
  held: ['planned', 'deferred', 'unknown'],
  refused: ['planned'],
  accepted: [],
}

const NEXT_STATUS: Readonly<Record<RegistryStatus, readonly RegistryStatus[]>> = {
  approved: ['deprecated', 'deleted'],
  deprecated: ['deleted'],
  deleted: [],
}

export const itemStates = Object.keys(NEXT) as readonly ItemState[]

export function plannedSituation(at: number, movedBy: string): ItemSituation {
  return {state: 'planned', attempts: 0, plannedAt: at, movedBy}
}

export function mayBecome(item: Pick<ItemSituation, 'state' | 'heldFrom'>, to: ItemState): boolean {
  if (item.state === 'held') return to === item.heldFrom
  return NEXT[item.state].includes(to)
}

export interface ChangeCircumstances {
  /** When the action ended; when it began for `sending`. */
  readonly at: number
  readonly writer: string
  readonly eventId: string
  /** The sender is known to be dead. */
  readonly takeover?: boolean
}

export type ChangeResult =
  | {readonly ok: true; readonly item: ItemSituation}
  | {readonly ok: false; readonly from: string; readonly to: string}

/** The situation after `change`, or the pair of states that it would wrongly join. */
export function applyChange(
  item: ItemSituation,
  change: ItemChange,
  circumstances: ChangeCircumstances,
): ChangeResult {
  const moved = change.to === undefined ? item : move(item, change.to, circumstances)
  if (moved === undefined) return {ok: false, from: item.state, to: String(change.to)}
  const after = withStatus(moved, change, circumstances.at)
  if (after === undefined)
    return {ok: false, from: moved.registryStatus ?? moved.state, to: change.registryStatus ?? 'entryUuid'}
  return {ok: true, item: withNotes(after, change)}
}

function move(item: ItemSituation, to: ItemState, by: ChangeCircumstances): ItemSituation | undefined {
  if (!mayBecome(item, to)) return undefined
  if (item.state === 'sending' && item.sender !== by.writer && by.takeover !== true) return undefined
  const {heldFrom: _held, sender: _sender, ...kept} = item
  const next: ItemSituation = {...kept, state: to, movedBy: by.eventId}
  switch (to) {
    case 'sending':
      return {...without(next, 'retryAt', 'settledAt'), sender: by.writer, sentAt: by.at}
    case 'accepted':
      return {...without(next, 'cause', 'retryAt'), settledAt: by.at, registryStatus: 'approved'}
    case 'refused':
      return {...without(next, 'retryAt'), settledAt: by.at}
    case 'held':
      // From `sending` only a caller sure that nothing left holds an item: it is as if never sent.
      return {
        ...next,
        heldFrom: item.state === 'unknown' || item.state === 'deferred' ? item.state : 'planned',
      }
    default:
      return without(next, 'settledAt')
  }
}

function withStatus(item: ItemSituation, change: ItemChange, at: number): ItemSituation | undefined {
  let after = item
  if (change.registryStatus !== undefined && change.registryStatus !== item.registryStatus) {
    if (
      item.registryStatus === undefined ||
      !NEXT_STATUS[item.registryStatus].includes(change.registryStatus)
    )
      return undefined
    after = {...after, registryStatus: change.registryStatus}
    if (change.registryStatus === 'deleted') after = {...after, deletedAt: at}
  }
  if (change.entryUuid === undefined) return after
  return after.state === 'accepted' ? {...after, entryUuid: change.entryUuid} : undefined
}

function withNotes(item: ItemSituation, change: ItemChange): ItemSituation {
  const counted = change.countAttempt === true ? 1 : change.countAttempt === 'back' ? -1 : 0
  let after = counted === 0 ? item : {...item, attempts: Math.max(0, item.attempts + counted)}
  if (change.cause === null) after = without(after, 'cause')
  else if (change.cause !== undefined) after = {...after, cause: change.cause}
  if (change.retryAt === null) after = without(after, 'retryAt')
  else if (change.retryAt !== undefined) after = {...after, retryAt: change.retryAt}
  return after
}

type Optional = 'cause' | 'retryAt' | 'settledAt'

function without(item: ItemSituation, ...fields: readonly Optional[]): ItemSituation {
  const copy: {-readonly [K in keyof ItemSituation]: ItemSituation[K]} = {...item}
  for (const field of fields) delete copy[field]
  return copy
}
