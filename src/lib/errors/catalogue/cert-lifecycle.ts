import type {ErrorDefinitions} from '../definition.ts'

/** Errors of ordering, comparing and installing certificates. `case` in their params chooses the sentences. */
export const certLifecycleErrors = {
  DMP_CERT_WRONG_PRODUCT: {exit: 'invalidInput', retry: 'never'},
  DMP_CERT_STRUCTURE_CHANGED: {exit: 'invalidInput', retry: 'never'},
  DMP_CERT_INSTALL_REFUSED: {exit: 'configuration', retry: 'never'},
} as const satisfies ErrorDefinitions
