import {DatabaseSync} from 'node:sqlite'
import {privateFile} from '../system/local-folder.ts'
import {storageError} from './storage-error.ts'

export interface HeldLock {
  release(): void
}

/**
 * Takes a lock that the operating system drops when the process ends, however it ends: an empty SQLite file
 * held in an exclusive transaction. Undefined when another process, or another part of this one, holds it.
 */
export function takeLock(file: string): HeldLock | undefined {
  const {path} = privateFile(file)
  const database = new DatabaseSync(path, {timeout: 0})
  try {
    database.exec('BEGIN EXCLUSIVE')
    return {release: () => database.close()}
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw storageError(error, path)
  }
}

/** Whether somebody holds a lock, without taking it; undefined where it cannot be looked at. */
export function isLocked(path: string): boolean | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, {readOnly: true, timeout: 0})
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch (error) {
    return isBusy(error) ? true : undefined
  } finally {
    database?.close()
  }
}

function isBusy(error: unknown): boolean {
  const {errcode} = error as {errcode?: unknown}
  return typeof errcode === 'number' && ((errcode & 0xff) === 5 || (errcode & 0xff) === 6)
}
