/**
 * State of the PIN of a token (code porteur) by its flags alone, without a try.
 *
 * Specs: PKCS#11 v2.40 §3.2, CK_TOKEN_INFO.flags. The CPS module sets COUNT_LOW from the first wrong code, FINAL_TRY and
 * COUNT_LOW at one left, LOCKED alone at none (measured on Cryptolib 5.2.2); three wrong codes lock the card.
 */
export type PinState =
  | 'clear'
  | 'count-low'
  | 'final-try'
  | 'locked'
  /** Locked, and the unblocking code is used up: only a new card helps. */
  | 'locked-for-good'
  /** The PIN is well, the unblocking code is used up. */
  | 'unblock-locked'
  | 'not-set'
  | 'to-be-changed'

export const tokenFlags = {
  userPinInitialized: 0x8,
  keypad: 0x100,
  tokenInitialized: 0x400,
  countLow: 0x10000,
  finalTry: 0x20000,
  locked: 0x40000,
  toBeChanged: 0x80000,
  soLocked: 0x400000,
} as const

/** The worst that the flags say. */
export function pinState(flags: number): PinState {
  const has = (flag: number) => (flags & flag) !== 0
  if (has(tokenFlags.locked)) return has(tokenFlags.soLocked) ? 'locked-for-good' : 'locked'
  if (has(tokenFlags.finalTry)) return 'final-try'
  if (has(tokenFlags.countLow)) return 'count-low'
  if (has(tokenFlags.soLocked)) return 'unblock-locked'
  if (!has(tokenFlags.userPinInitialized)) return 'not-set'
  return has(tokenFlags.toBeChanged) ? 'to-be-changed' : 'clear'
}

/** `0x0001040D`, as traces of the module print it. */
export function flagsText(flags: number): string {
  return `0x${(flags >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}

/**
 * What came of one login. `refused`: it was not tried (locked, or the last try and not allowed, or the module says the
 * length is wrong); `failed`: it could not be tried, or its end is not known.
 */
export type PinTrial =
  | {readonly outcome: 'accepted'; readonly after: PinState}
  | {readonly outcome: 'wrong'; readonly after: PinState}
  | {readonly outcome: 'refused'; readonly because: 'locked' | 'last-try' | 'length'}
  | {readonly outcome: 'failed'; readonly problem: string; readonly detail: string}
