import {statfsSync} from 'node:fs'
import {dirname} from 'node:path'
import type {DmpError} from '../errors/dmp-error.ts'
import type {JournalPlace} from '../ports/journal.ts'
import type {Store} from './store.ts'
import {WriterSlots} from './writer-slots.ts'

/** What the write-ahead file may take between two checkpoints: with less, a run soon stops. */
const LEAST_ROOM = 16 * 1024 * 1024

/** Room for this account on the volume of a file. */
function freeBytesAt(path: string): number | null {
  try {
    const {bavail, bsize} = statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return null
  }
}

/**
 * Whether a journal takes what is written to it, without writing: a process that stopped for a full disk can leave no
 * word of it there.
 * @param because why it could be opened to read alone
 */
export function placeOf(store: Store, because?: DmpError): JournalPlace {
  const {path} = store
  const freeBytes = freeBytesAt(path)
  const full = freeBytes !== null && freeBytes < LEAST_ROOM ? 'disk-full' : null
  const reason = because ? String(because.params['reason'] ?? because.code) : full
  const last = store.get('SELECT ts FROM events ORDER BY n DESC LIMIT 1')?.['ts']
  return {
    writable: reason === null,
    reason,
    freeBytes,
    atWork: new WriterSlots(path).isRunnerTaken(),
    lastEventAt: last === undefined ? null : Number(last),
  }
}
