import type {Dirent} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import type {FolderEntry} from '../ports/files.ts'

/** Deeper folders are not looked into: no export of a hospital is, and a mount could be endless. */
const MAX_DEPTH = 40

const kindOf = (entry: Dirent): FolderEntry['kind'] =>
  entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other'

/** Everything below a folder but folders, by name in each; hidden entries (`.name`) and `__MACOSX` are left out. */
export async function* walkFolder(folder: string, depth = 0): AsyncGenerator<FolderEntry> {
  const entries = await readdir(folder, {withFileTypes: true})
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue
    const path = join(folder, entry.name)
    if (!entry.isDirectory()) yield {path, kind: kindOf(entry)}
    else if (depth < MAX_DEPTH) yield* walkFolder(path, depth + 1)
    else yield {path, kind: 'other'}
  }
}
