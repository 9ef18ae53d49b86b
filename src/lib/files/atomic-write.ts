import {randomBytes} from 'node:crypto'
import {link, open, rename, unlink} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {makeFolder} from '../system/make-folder.ts'
import {requireReplaceable} from './replaceable.ts'

/** Makes the rename itself durable; not possible (nor needed) where folders cannot be opened. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a whole file or none of it: temporary name beside it, fsync, then rename. Mode 0600.
 * Without `force` an existing file is kept (checked at the last moment, by link); with it, only an ordinary file is replaced.
 * @throws DmpError DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE
 */
export async function writeAtomically(
  path: string,
  content: Uint8Array | string,
  force = false,
): Promise<void> {
  if (force) await requireReplaceable(path)
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    makeFolder(folder)
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (force) await rename(temporary, path)
    else {
      await link(temporary, path)
      await unlink(temporary)
    }
    await syncFolder(folder)
  } catch (cause) {
    await unlink(temporary).catch(() => undefined)
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    if (reason === 'EEXIST') throw new DmpError('DMP_FILE_EXISTS', {params: {file: path}, cause})
    throw new DmpError('DMP_FILE_UNWRITABLE', {params: {file: path, reason}, cause})
  }
}
