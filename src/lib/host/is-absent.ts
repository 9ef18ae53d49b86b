import {existsSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'

/**
 * No file of that name is where the system would look for a program. Starting one that is not there costs a whole fork,
 * looking costs nothing next to it. Anything in doubt (no PATH, Windows with its endings) is left to the system.
 */
export function isAbsent(program: string, path: string | undefined, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return false
  if (program.includes('/')) return isAbsolute(program) && !existsSync(program)
  if (!path) return false
  return path.split(delimiter).every((folder) => !existsSync(join(folder === '' ? '.' : folder, program)))
}
