import {statSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {pathToFileURL} from 'node:url'
import {storageError} from './storage-error.ts'

/**
 * Beside a process at work the files that it shares are there. Without one they would have to be made, for which there is
 * no room; a journal that was closed properly is whole in its one file.
 */
export function connectToRead(path: string): DatabaseSync {
  const left = statSync(`${path}-wal`, {throwIfNoEntry: false})
  try {
    if (left && left.size > 0) return new DatabaseSync(path, {readOnly: true, timeout: 10_000})
    return new DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), {readOnly: true})
  } catch (error) {
    throw storageError(error, path)
  }
}
