import {randomUUID} from 'node:crypto'
import {open, rename, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {ReceivedPart} from '../backend.ts'

/** Keeps the bytes of a part under its SHA-256, synced; writing the same bytes again costs nothing. */
export async function keepDocument(folder: string, part: ReceivedPart): Promise<void> {
  const path = join(folder, part.sha256Hex)
  const known = await stat(path).catch(() => undefined)
  if (known?.size === part.size) return
  const draft = join(folder, `.${randomUUID()}`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      for await (const chunk of part.stream()) await file.appendFile(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, {force: true})
    throw error
  }
}
