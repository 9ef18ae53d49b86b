import {chmodSync, closeSync, openSync, realpathSync, statfsSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {makeFolder} from './make-folder.ts'

/** `f_type` of statfs(2) for file systems whose locks and flushes are not those of a local disk. */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x01021997, '9p'],
  [0x5346414f, 'afs'],
  [0x00c36400, 'ceph'],
  [0x73757245, 'coda'],
  [0x564c, 'ncp'],
  [0x0bd00bd0, 'lustre'],
  [0x47504653, 'gpfs'],
  [0x01161970, 'gfs2'],
  [0x7461636f, 'ocfs2'],
])

export type FileSystemType = (folder: string) => number

const systemType: FileSystemType = (folder) => statfsSync(folder).type

/**
 * Makes `folder` if needed (0700) and answers its real path; refuses a network file system. FUSE mounts are not
 * told apart and pass; on Windows a UNC path is refused.
 * @throws DmpError DMP_JOURNAL_NETWORK_FOLDER, DMP_JOURNAL_UNWRITABLE
 */
export function localFolder(folder: string, typeOf: FileSystemType = systemType): string {
  const path = resolve(folder)
  if (process.platform === 'win32' && path.startsWith('\\\\'))
    throw new DmpError('DMP_JOURNAL_NETWORK_FOLDER', {params: {path, type: 'UNC'}})
  try {
    makeFolder(path)
  } catch (cause) {
    throw unwritable(path, cause)
  }
  const type = networkTypeOf(typeOf(path))
  if (type !== undefined) throw new DmpError('DMP_JOURNAL_NETWORK_FOLDER', {params: {path, type}})
  return realpathSync(path)
}

/**
 * Real path of a file in its local folder, created empty with mode 0600 when absent. Never opens a file that
 * exists: closing a second descriptor would drop the POSIX locks SQLite holds in this process.
 * @throws DmpError DMP_JOURNAL_NETWORK_FOLDER, DMP_JOURNAL_UNWRITABLE
 */
export function privateFile(
  file: string,
  typeOf?: FileSystemType,
): {readonly path: string; readonly created: boolean} {
  const path = join(localFolder(dirname(resolve(file)), typeOf), basename(file))
  try {
    closeSync(openSync(path, 'wx', 0o600))
    return {path, created: true}
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(path, cause)
  }
  try {
    chmodSync(path, 0o600)
  } catch (cause) {
    throw unwritable(path, cause)
  }
  return {path, created: false}
}

/** Name of a network file system; undefined for any other. */
export function networkTypeOf(type: number): string | undefined {
  return NETWORK_TYPES.get(type >>> 0)
}

function unwritable(path: string, cause: unknown): DmpError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'error'
  return new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason}, cause})
}
