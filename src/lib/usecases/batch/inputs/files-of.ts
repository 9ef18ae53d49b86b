import {DmpError} from '../../../errors/dmp-error.ts'
import type {Files, FolderEntry} from '../../../ports/files.ts'

/** Whether a path leads to a folder. @throws DmpError DMP_FILE_UNREADABLE when nothing is there */
export async function isFolder(files: Files, path: string): Promise<boolean> {
  try {
    await files.facts(path)
    return false
  } catch (error) {
    if (error instanceof DmpError && error.params['reason'] === 'EISDIR') return true
    throw error
  }
}

/** The files of a folder, at any depth, by name; or the one file that the path names. */
export async function* filesOf(files: Files, path: string): AsyncGenerator<FolderEntry> {
  if (await isFolder(files, path)) yield* files.walk(path)
  else yield {path, kind: 'file'}
}
