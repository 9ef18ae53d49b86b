import {type FileHandle, link, open, rename, unlink} from 'node:fs/promises'
import {dirname} from 'node:path'
import {requireReplaceable} from '../files/replaceable.ts'
import type {TextOutput} from '../ports/outputs.ts'
import {makeFolder} from '../system/make-folder.ts'
import {removeOrphans, temporaryName} from './temporary-name.ts'
import {unwritable} from './unwritable.ts'

/** Characters or bytes gathered before they go to the disk. */
const GATHERED = 128 * 1024

/** A file under a temporary name until it is whole; memory holds no more than what is gathered. */
export async function streamFile(
  path: string,
  {force = false}: {readonly force?: boolean} = {},
): Promise<TextOutput> {
  if (force) await requireReplaceable(path)
  const temporary = temporaryName(path)
  let handle: FileHandle
  try {
    makeFolder(dirname(path))
    await removeOrphans(path)
    handle = await open(temporary, 'wx', 0o600)
  } catch (cause) {
    throw unwritable(path, cause)
  }
  let gathered: (string | Uint8Array)[] = []
  let length = 0
  const discard = async () => {
    await handle.close().catch(() => undefined)
    await unlink(temporary).catch(() => undefined)
  }
  const flush = async () => {
    const content = together(gathered)
    gathered = []
    length = 0
    await handle.appendFile(content)
  }
  const orDiscard = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (cause) {
      await discard()
      throw unwritable(path, cause)
    }
  }
  const takeName = async () => {
    if (force) {
      await requireReplaceable(path)
      return rename(temporary, path)
    }
    await link(temporary, path)
    await unlink(temporary)
  }
  return {
    async write(content) {
      gathered.push(content)
      length += content.length
      if (length >= GATHERED) await orDiscard(flush)
    },
    finish: () =>
      orDiscard(async () => {
        await flush()
        await handle.sync()
        await handle.close()
        await takeName()
      }),
    discard,
  }
}

function together(gathered: readonly (string | Uint8Array)[]): string | Uint8Array {
  if (gathered.every((one) => typeof one === 'string')) return gathered.join('')
  return Buffer.concat(gathered.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
}
