import {parisDate} from '../civil-time/paris.ts'

/**
 * The pace of the feeding calls (TD2.1) as pure arithmetic, in milliseconds of one clock that the callers share.
 *
 * The DMP counts strictly fewer than 5 calls per second for one establishment and software, retries included; the usual
 * setting is 4. A token bucket does not do: it lets a fifth call into a sliding second. So calls are let in a little
 * before their turn, to get ready (sign, write the intent), and pass a gate as the last thing before they leave. The
 * gate lets them go in an even row, whoever is ready first, and never one too many within 1.03 s by the instants at
 * which the calls before really left. So many are let in that one is ready when its turn comes: what one call needs to
 * get ready costs no other one its place.
 */

/** No `perSecond + 1` calls within this many milliseconds; one more for the rounding of timers. */
export const WINDOW_MS = 1031
/** Calls are let in this long before their turn: longer than the distance of two at the usual rate. */
export const LEAD_MS = 320
/** How long a call may take to leave before others stop waiting for it (its process may be dead). */
export const DEPARTURE_MS = 15_000
/** Above this rate (sandbox only) timers are too coarse to space calls: the sliding log alone holds. */
const MOST_SPACED_PER_SECOND = 50
/** Part of the spacing that a late passing may take from the one after it, so that delays of timers do not add up. */
const ELASTIC = 0.1
/** When nobody can say how long a wait will be. */
export const LOOK_AGAIN_MS = 5

/**
 * `reserved`: let in, getting ready; `passing`: may leave at any moment from now on; `left`: has left at `at`. `slot` is
 * the place in the even row, given at the gate; of a reserved call, when it was let in.
 */
export interface Send {
  readonly n: number
  readonly slot: number
  readonly at: number
  readonly state: 'reserved' | 'passing' | 'left'
}

/** Milliseconds between two slots. */
export function spacingOf(perSecond: number): number {
  return perSecond > MOST_SPACED_PER_SECOND ? 0 : WINDOW_MS / perSecond
}

export function isSpaced(perSecond: number): boolean {
  return perSecond <= MOST_SPACED_PER_SECOND
}

/** How many of the latest calls count for the window. */
export function windowLength(perSecond: number): number {
  return Math.max(1, Math.floor(perSecond))
}

/** How far back calls matter to those after them. */
export function memoryMs(perSecond: number): number {
  return Math.max(2 * WINDOW_MS, 2 * spacingOf(perSecond))
}

/** When the turn of one more call will come, after those that were let in before it. */
export function nextTurn(sends: readonly Send[], now: number, perSecond: number): number {
  const [present, reserved] = parted(sends, now)
  const instants = present
    .map(({state, at}) => (state === 'passing' ? Math.max(at, now) : at))
    .sort((a, b) => a - b)
  const spacing = spacingOf(perSecond)
  let row = lastOf(present.map(({slot}) => slot))
  let turn = now
  for (let place = 0; place <= reserved.length; place++) {
    const oldest = instants.at(-windowLength(perSecond))
    turn = Math.max(now, row + spacing, oldest === undefined ? now : oldest + WINDOW_MS)
    instants.push(turn)
    row = turn
  }
  return turn
}

/**
 * How long call `n` has to wait at the gate; 0 when it may leave, infinity while only others can tell. Calls that passed and have not told yet that they left
 * count as leaving at any moment. However calls come, stall and tell, no `perSecond + 1` of them leave within the
 * window: at each passing, those that left in it and those about to leave are at most `perSecond` with this one.
 */
export function passWait(sends: readonly Send[], n: number, now: number, perSecond: number): number {
  const [others] = parted(
    sends.filter((send) => send.n !== n),
    now,
  )
  const passing = others.filter((send) => send.state === 'passing' && !isGone(send, now))
  const free = windowLength(perSecond) - passing.length
  if (free <= 0) return Number.POSITIVE_INFINITY
  const instants = others.filter((send) => !passing.includes(send)).map(({at}) => at)
  const oldest = instants.sort((a, b) => a - b).at(-free)
  const windowed = oldest === undefined ? now : oldest + WINDOW_MS
  const row = lastOf(others.map(({slot}) => slot)) + spacingOf(perSecond)
  return Math.max(0, windowed - now, row - now)
}

/** The place in the row of a call that passes at `now`. */
export function slotAt(sends: readonly Send[], n: number, now: number, perSecond: number): number {
  const spacing = spacingOf(perSecond)
  const [others] = parted(
    sends.filter((send) => send.n !== n),
    now,
  )
  const row = lastOf(others.map(({slot}) => slot)) + spacing
  // After a rest a new row begins.
  return now - row > spacing ? now : Math.max(row, now - ELASTIC * spacing)
}

const lastOf = (values: readonly number[]) => Math.max(Number.NEGATIVE_INFINITY, ...values)

/** Those that passed the gate, and those still getting ready. */
function parted(sends: readonly Send[], now: number): readonly [readonly Send[], readonly Send[]] {
  const reserved = sends.filter(({state}) => state === 'reserved')
  return [sends.filter(({state}) => state !== 'reserved'), reserved.filter((send) => !isGone(send, now))]
}

/** Given its turn so long ago that its process must be dead. */
function isGone({state, at}: Send, now: number): boolean {
  return state !== 'left' && at <= now - DEPARTURE_MS
}

/** Civil day in France (Europe/Paris) of a wall-clock instant, `AAAA-MM-JJ`: the day of the daily limit. */
export function civilDay(now: number): string {
  return parisDate(now)
}
