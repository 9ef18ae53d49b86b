/**
 * What the words of a reader's state say: the names of the bits of `dwEventState` that Windows prints, and the other bits
 * that pcscd uses on its socket. Pure tables; a state that contradicts itself says `untold`, never a guess.
 *
 * Sources: winscard.h; eventhandler.h and winscard_msg.h of pcsc-lite.
 */
export type CardPresence = 'absent' | 'present' | 'mute' | 'untold'
export type Holding = 'exclusive' | 'shared' | 'free' | 'untold'

export interface ReaderState {
  readonly card: CardPresence
  readonly held: Holding
}

/** Names of the bits of `dwEventState` that matter here, as Windows prints them (`SCARD_STATE_…`). */
export type StateWord =
  | 'UNAWARE'
  | 'UNKNOWN'
  | 'UNAVAILABLE'
  | 'EMPTY'
  | 'PRESENT'
  | 'ATRMATCH'
  | 'EXCLUSIVE'
  | 'INUSE'
  | 'MUTE'
  | 'UNPOWERED'

/** The state that these words say together. */
export function stateOfWords(words: readonly StateWord[]): ReaderState {
  const has = (word: StateWord) => words.includes(word)
  if (has('UNKNOWN') || has('UNAVAILABLE') || words.length === 0) return {card: 'untold', held: 'untold'}
  if (has('EMPTY') === (has('PRESENT') || has('MUTE'))) return {card: 'untold', held: 'untold'}
  const card = has('EMPTY') ? 'absent' : has('MUTE') ? 'mute' : 'present'
  return {card, held: has('EXCLUSIVE') ? 'exclusive' : has('INUSE') ? 'shared' : 'free'}
}

/** pcscd's own: absent 2, present 4, swallowed 8, powered 0x10, negotiable 0x20, specific 0x40; unknown 1. */
const ABSENT = 0x2
const PRESENT = 0x4
const SWALLOWED = 0x8
const KNOWN_BITS = 0x7f

/**
 * The state of a reader in pcscd's table. A card that is present and gave no ATR is mute, whatever the other bits;
 * `sharing` is −1 when one program holds the reader for itself, else the number of those that share it.
 */
export function stateOfPcscd(entry: {
  readonly state: number
  readonly sharing: number
  readonly atrLength: number
}): ReaderState {
  const {state, sharing, atrLength} = entry
  const present = (state & (PRESENT | SWALLOWED)) !== 0
  const absent = (state & ABSENT) !== 0
  const held: Holding =
    sharing === -1 ? 'exclusive' : sharing > 0 ? 'shared' : sharing === 0 ? 'free' : 'untold'
  if (present === absent || (state & ~KNOWN_BITS) !== 0) return {card: 'untold', held}
  if (absent) return {card: 'absent', held}
  return {card: atrLength > 0 ? 'present' : 'mute', held}
}
