import {randomUUID} from 'node:crypto'
import {open, rename, rm} from 'node:fs/promises'
import {join} from 'node:path'

/** Writes a file of the test PKI whole or not at all, readable by its owner only. Returns its path. */
export async function writePrivately(
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  const path = join(folder, name)
  const draft = join(folder, `.${name}.${randomUUID()}`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, {force: true})
    throw error
  }
  return path
}
