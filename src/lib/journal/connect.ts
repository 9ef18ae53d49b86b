import {DatabaseSync} from 'node:sqlite'
import {storageError} from './storage-error.ts'
import type {Connect} from './store.ts'

/** How long a write waits for another process before it gives up, in milliseconds. */
const PATIENCE_MS = 10_000

/** A connection to a journal file. @throws DmpError DMP_JOURNAL_UNWRITABLE, DMP_JOURNAL_DAMAGED */
export const connect: Connect = (path, {readOnly = false}) => {
  try {
    return new DatabaseSync(path, {readOnly, timeout: PATIENCE_MS})
  } catch (error) {
    throw storageError(error, path)
  }
}
