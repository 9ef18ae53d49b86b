import type {ErrorDefinitions} from '../definition.ts'

/** Errors of profiles and their files. Whatever depends on one setting is told by parameters. */
export const profileErrors = {
  DMP_PROFILE_NOT_FOUND: {exit: 'configuration', retry: 'never'},
  DMP_PROFILE_SYNTAX: {exit: 'configuration', retry: 'never'},
  DMP_PROFILE_KEY_UNKNOWN: {exit: 'configuration', retry: 'never'},
  DMP_PROFILE_INVALID: {exit: 'configuration', retry: 'never'},
  DMP_PROFILE_INCOMPLETE: {exit: 'configuration', retry: 'never'},
  DMP_PROFILE_NEWER: {exit: 'configuration', retry: 'never'},
  DMP_PROJECT_KEY_FORBIDDEN: {exit: 'configuration', retry: 'never'},
  DMP_PRODUCTION_NOT_NAMED: {exit: 'configuration', retry: 'never'},
  DMP_ENVIRONMENT_MISMATCH: {exit: 'configuration', retry: 'never'},
} as const satisfies ErrorDefinitions
