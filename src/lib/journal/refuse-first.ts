/**
 * What can be refused before anything is made: a file named by mistake keeps its rights and gets no companions, and a
 * root that belongs to another journal leaves no empty one behind. What only shows under the locks (a key that does not
 * fit, an altered setting) is refused there.
 */
import {existsSync, realpathSync, statSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {Environment} from '../profile/profile.ts'
import {connectToRead} from './connect-to-read.ts'
import {RootRegister} from './root-register.ts'
import {schemaVersion} from './schema.ts'
import {Settings} from './settings.ts'
import {Store} from './store.ts'
import {locksFolder} from './writer-slots.ts'

interface Wanted {
  readonly path: string
  readonly registryDir: string
  readonly oidRoot: string
  readonly environment: Environment
  /** By the restoration itself: another journal may have been made in that place. */
  readonly restoring?: boolean
}

/** @throws DmpError DMP_JOURNAL_OID_ROOT, _NEWER, _DAMAGED */
export function refuseFirst(wanted: Wanted): void {
  const path = realPath(wanted.path)
  const size = statSync(path, {throwIfNoEntry: false})?.size
  // Beside places of writers the journal was opened before: nothing new would be made.
  if (size !== undefined && (size === 0 || existsSync(locksFolder(path)))) return
  const register = existsSync(RootRegister.fileIn(wanted.registryDir))
    ? new RootRegister(wanted.registryDir)
    : undefined
  try {
    if (size === undefined) refuseNew({...wanted, path}, register)
    else refuseKnown({...wanted, path}, register)
  } finally {
    register?.close()
  }
}

/** Through links to folders, as the register knows it. */
export function realPath(file: string): string {
  const path = resolve(file)
  const folder = dirname(path)
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path
}

function refuseNew({path, oidRoot: root, environment}: Wanted, register: RootRegister | undefined): void {
  try {
    register?.requireFree({root, path}, environment)
  } catch (error) {
    // Another process made it meanwhile.
    if (!existsSync(path)) throw error
  }
}

function refuseKnown(
  {path, oidRoot, environment, restoring}: Wanted,
  register: RootRegister | undefined,
): void {
  const store = new Store(connectToRead(path), path)
  try {
    if (schemaVersion(store) === 0) return
    for (const [name, expected] of [
      ['root', oidRoot],
      ['environment', environment],
    ] as const) {
      const found = store.get('SELECT value FROM meta WHERE key = ?', name)?.['value']
      if (found !== undefined && found !== expected)
        throw new DmpError('DMP_JOURNAL_OID_ROOT', {params: {path, expected, found: String(found)}})
    }
    const id = Settings.journalId(store)
    if (id !== undefined) register?.requireOne({id, root: oidRoot, path}, restoring)
  } finally {
    store.close()
  }
}
