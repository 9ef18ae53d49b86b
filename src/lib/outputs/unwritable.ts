import {DmpError} from '../errors/dmp-error.ts'

/** What the system said of a file, in our terms. */
export function unwritable(file: string, cause: unknown): DmpError {
  if (cause instanceof DmpError) return cause
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
  return reason === 'EEXIST'
    ? new DmpError('DMP_FILE_EXISTS', {params: {file}, cause})
    : new DmpError('DMP_FILE_UNWRITABLE', {params: {file, reason}, cause})
}
