import {randomBytes} from 'node:crypto'
import {open, rename, stat, unlink} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {requireReplaceable} from '../files/replaceable.ts'
import {unwritable} from './unwritable.ts'

const MODE_BITS = 0o777

/** Readers of another account were let in by whoever changed the mode of the file; it stays so. */
async function modeOf(path: string): Promise<number> {
  return stat(path).then(
    ({mode}) => mode & MODE_BITS,
    () => 0o600,
  )
}

/**
 * The file whole, in one step for whoever reads it. Not flushed to the disk each time: it is written again soon, and what
 * it says is also in the journal. The folder has to be there: its reader looks into one that it knows.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await requireReplaceable(path)
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const mode = await modeOf(path)
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      if (mode !== 0o600) await handle.chmod(mode)
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await unlink(temporary).catch(() => undefined)
    throw unwritable(path, cause)
  }
}
