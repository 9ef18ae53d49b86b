import {constants} from 'node:fs'
import {type FileHandle, open} from 'node:fs/promises'
import {DmpError} from '../errors/dmp-error.ts'

const maxBytes = 1 << 20
const othersBits = 0o077
/** A pipe that nobody writes to would keep an ordinary open waiting for ever. */
const reading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a file that holds a key or a secret. Mode and content come from the same open file, so that it cannot be
 * exchanged in between. On Windows the mode says nothing and is not looked at.
 * @throws DmpError DMP_KEY_FILE_EXPOSED when group or others have any right, DMP_KEY_FILE_UNREADABLE
 */
export async function readPrivateFile(path: string): Promise<Uint8Array> {
  const handle = await openForReading(path)
  try {
    const found = await handle.stat()
    const {mode, size} = found
    if (!found.isFile() && !found.isDirectory()) throw unreadable(path, 'not-a-file')
    if (process.platform !== 'win32' && (mode & othersBits) !== 0)
      throw new DmpError('DMP_KEY_FILE_EXPOSED', {
        params: {path, mode: (mode & 0o777).toString(8).padStart(4, '0')},
      })
    if (size > maxBytes) throw unreadable(path, 'too-large')
    return new Uint8Array(await handle.readFile())
  } catch (error) {
    throw error instanceof DmpError ? error : unreadable(path, errorCode(error), error)
  } finally {
    await handle.close()
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, reading)
  } catch (error) {
    throw unreadable(path, errorCode(error), error)
  }
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}

export function unreadable(path: string, problem: string, cause?: unknown): DmpError {
  return new DmpError('DMP_KEY_FILE_UNREADABLE', {params: {path, problem}, cause})
}
