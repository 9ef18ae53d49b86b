import type {ErrorDefinitions} from '../definition.ts'

/** Errors of the habilitation matrix; none of them ever stops a submission. */
export const habilitationErrors = {
  /** Nothing, or several things, are called so. params: case (none, several, missing), word, like, kind */
  DMP_HABILITATION_WORD: {exit: 'usage', retry: 'never'},
  /** A matrix file that is none. params: file, at, expected */
  DMP_HABILITATION_FILE: {exit: 'configuration', retry: 'never'},
} as const satisfies ErrorDefinitions
