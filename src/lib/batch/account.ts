import type {EventOutcome, ItemState} from '../ports/journal.ts'

/** Outcome a trace states for an item in this state; `held` makes no call, so it is an event without outcome. */
export function outcomeOf(state: ItemState, warnings = false): EventOutcome | undefined {
  switch (state) {
    case 'accepted':
      return warnings ? 'warning' : 'success'
    case 'refused':
      return 'refused'
    case 'deferred':
      return 'failure'
    case 'unknown':
      return 'unknown'
    default:
      return undefined
  }
}

export interface Account {
  readonly planned: number
  readonly accepted: number
  readonly refused: number
  readonly unknown: number
  readonly deferred: number
  readonly held: number
  /** Not yet settled: still planned, or under way. */
  readonly remaining: number
}

/**
 * Every item in exactly one column: `planned = accepted + refused + unknown + deferred + held + remaining`.
 * Retries never inflate a column, because items are counted and not calls.
 */
export function accountFor(items: Iterable<{readonly state: ItemState}>): Account {
  const columns = {accepted: 0, refused: 0, unknown: 0, deferred: 0, held: 0, remaining: 0}
  let planned = 0
  for (const {state} of items) {
    planned++
    columns[state === 'planned' || state === 'sending' ? 'remaining' : state]++
  }
  return {planned, ...columns}
}
