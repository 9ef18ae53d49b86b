import {lstat, open, realpath} from 'node:fs/promises'
import type {ModuleFamily, ModuleFile} from '../workstation/cps-module.ts'
import {knownModules} from '../workstation/cps-versions.ts'
import {headerBytes, readLibraryHeader} from '../workstation/library-header.ts'

interface Candidate {
  readonly path: string
  readonly family: ModuleFamily
}

/**
 * The files at the known places of this system, or the one that was asked for, which may be one of them by another name;
 * their first bytes are read, no more.
 */
export async function findModules(
  asked: string | undefined,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly ModuleFile[]> {
  const known: readonly Candidate[] = knownModules(platform).map(({path, family}) => ({
    path: path.replace('%SystemRoot%', env['SystemRoot'] ?? 'C:\\Windows'),
    family,
  }))
  const candidates = asked === undefined ? known : [{path: asked, family: await familyOf(asked, known)}]
  const seen = new Set<string>()
  const files: ModuleFile[] = []
  for (const candidate of candidates) {
    // Links of the installer lead to a file that was looked at already.
    const real = await realOf(candidate.path)
    if (seen.has(real)) continue
    seen.add(real)
    files.push({...candidate, found: await lookAt(candidate.path)})
  }
  return files
}

const realOf = (path: string) => realpath(path).catch(() => path)

/** Who names the very file that the installer of the ANS puts there asks for that one. */
async function familyOf(asked: string, known: readonly Candidate[]): Promise<ModuleFamily> {
  const places = await Promise.all(
    known.filter(({family}) => family === 'current').map(({path}) => realOf(path)),
  )
  return places.includes(await realOf(asked)) ? 'current' : 'asked'
}

async function lookAt(path: string): Promise<ModuleFile['found']> {
  const link = await lstat(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'failed')
  if (link === 'ENOENT' || link === 'ENOTDIR') return {state: 'absent'}
  if (typeof link === 'string') return {state: 'unreadable', code: link}
  // A named pipe would keep whoever opens it waiting.
  if (!link.isFile() && !link.isSymbolicLink()) return {state: 'not-a-file'}
  try {
    return await readHeader(path)
  } catch (error) {
    const {code = 'failed'} = error as NodeJS.ErrnoException
    if (link.isSymbolicLink() && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code)) return {state: 'broken-link'}
    return {state: 'unreadable', code}
  }
}

async function readHeader(path: string): Promise<ModuleFile['found']> {
  const target = await lstat(await realpath(path))
  if (!target.isFile()) return {state: 'not-a-file'}
  const file = await open(path, 'r')
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
    return {state: 'read', header: readLibraryHeader(buffer.subarray(0, bytesRead))}
  } finally {
    await file.close()
  }
}
