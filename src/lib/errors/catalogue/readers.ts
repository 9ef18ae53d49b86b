import type {ErrorDefinitions} from '../definition.ts'

/** Errors about card readers and the cards in them. */
export const readersErrors = {
  /** params: fault */
  DMP_ATR_INVALID: {exit: 'invalidInput', retry: 'never'},
  /** The readers could not be listed. params: reason, code, detail, backend */
  DMP_READERS_UNAVAILABLE: {exit: 'localMeans', retry: 'later'},
  /** No card of which this workstation could say anything. params: readers (how many were seen) */
  DMP_CARD_ABSENT: {exit: 'localMeans', retry: 'later'},
} as const satisfies ErrorDefinitions
