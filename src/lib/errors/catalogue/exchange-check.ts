import type {ErrorDefinitions} from '../definition.ts'

/** Errors of examining a captured exchange. */
export const exchangeCheckErrors = {
  /** No exchange of the side that was looked for. params: file, side (`request` | `answer`) */
  DMP_EXCHANGE_NOT_FOUND: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
