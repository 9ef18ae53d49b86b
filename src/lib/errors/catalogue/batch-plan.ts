import type {ErrorDefinitions} from '../definition.ts'

/** Planning a backlog: rules and holds that cannot be read, a plan that another process goes on with. */
export const batchPlanErrors = {
  /** Another process plans the same batch, or closed it. params: batch */
  DMP_PLAN_TAKEN: {exit: 'temporary', retry: 'check-first'},
  /** params: file, place, reason, value */
  DMP_RULES_INVALID: {exit: 'invalidInput', retry: 'never'},
  /** A hold, or a line of a list of holds. params: file, line, reason, value */
  DMP_HOLD_INVALID: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
