import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'

/** Names that the system keeps; what they lead to may well be an ordinary file, as the standard output in a script. */
const ofTheSystem = /^\/(?:dev\/(?!shm\/)|proc\/|sys\/)/

/**
 * Refuses to put a file in the place of what is none: a rename over a device, a pipe or a folder would take it away from
 * everybody. To be asked wherever a name that is there already is taken over.
 * @throws DmpError DMP_FILE_UNWRITABLE {case: special}
 */
export async function requireReplaceable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== false && !ofTheSystem.test(resolve(path))) return
  const reason = found?.isDirectory() ? 'EISDIR' : 'ENOTFILE'
  throw new DmpError('DMP_FILE_UNWRITABLE', {params: {file: path, reason, case: 'special'}})
}
