import {closeSync, openSync} from 'node:fs'
import {resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'

/** Makes an empty file (0600) for a copy. @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE */
export function newPrivateFile(file: string): string {
  const path = resolve(file)
  try {
    closeSync(openSync(path, 'wx', 0o600))
    return path
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'error'
    const code = reason === 'EEXIST' ? 'DMP_FILE_EXISTS' : 'DMP_FILE_UNWRITABLE'
    throw new DmpError(code, {params: {file: path, reason}, cause})
  }
}
