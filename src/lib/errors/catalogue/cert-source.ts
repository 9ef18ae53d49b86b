import type {ErrorDefinitions} from '../definition.ts'

/** Errors of what is given to read certificates from. `problem` in their params is a stable technical word. */
export const certSourceErrors = {
  DMP_CERT_SOURCE_UNREADABLE: {exit: 'invalidInput', retry: 'never'},
  DMP_CERT_SERVER_UNREACHABLE: {exit: 'temporary', retry: 'later'},
} as const satisfies ErrorDefinitions
