import {DmpError} from './lib/errors/dmp-error.ts'
import type {Translator} from './lib/ui/translate.ts'
import {isUsageError, usageError} from './usage-error.ts'

/** Any error that reaches the top, as the one a user can read. What nobody foresaw is a bug of ours. */
export function asDmpError(
  error: unknown,
  t: Translator,
  interrupted: boolean,
  argv: readonly string[] = [],
  commands: () => readonly string[] = () => [],
): DmpError {
  if (error instanceof DmpError) return error
  const name = error instanceof Error ? error.name : ''
  if (interrupted || name === 'ExitPromptError' || name === 'AbortPromptError') {
    return new DmpError('DMP_INTERRUPTED', {cause: error})
  }
  if (isUsageError(error)) return usageError(error, t, argv, commands)
  return new DmpError('DMP_INTERNAL', {cause: error})
}
