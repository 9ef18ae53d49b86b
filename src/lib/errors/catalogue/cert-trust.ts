import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the authorities trusted on this machine. */
export const certTrustErrors = {
  DMP_TRUST_STORE_UNREADABLE: {exit: 'localMeans', retry: 'never'},
  DMP_TRUST_NOT_FOUND: {exit: 'invalidInput', retry: 'never'},
} as const satisfies ErrorDefinitions
