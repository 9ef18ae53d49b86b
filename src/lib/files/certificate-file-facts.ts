import {execFile} from 'node:child_process'
import {lstat, stat, statfs} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import type {ExposedPlace} from '../pki/checks/check.ts'
import {placesOf} from '../pki/checks/places.ts'
import {openGroups} from '../pki/checks/windows-acl.ts'
import type {CertificateFiles} from '../ports/certificate-files.ts'

/** `f_type` of file systems that other machines share (Linux, statfs(2)): NFS, CIFS, SMB, SMB2. */
const networkTypes = [0x6969, 0xff534d42, 0x517b, 0xfe534d42]
/** No source is nested deeper, and every level costs a look. */
const maxDepth = 40

const aclPatienceMs = 5_000

/** What the system says of key files. On Windows the mode says nothing: the access list is asked instead. */
export const certificateFiles: CertificateFiles = {
  async facts(path) {
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const full = resolve(path)
    return {
      path: full,
      ...(process.platform === 'win32' ? await accessList(full) : {mode: found.mode & 0o777}),
      modifiedMs: found.mtimeMs,
      places: [...new Set([...placesOf(full), ...(await placesAround(full))])],
    }
  },
}

/** Nothing is said where `icacls` does not answer. Its own path: a program of that name may lie in the working folder. */
function accessList(path: string): Promise<{readableBy?: readonly string[]}> {
  const systemRoot = process.env['SystemRoot'] ?? 'C:\\Windows'
  return new Promise((done) => {
    execFile(
      join(systemRoot, 'System32', 'icacls.exe'),
      [path],
      {timeout: aclPatienceMs, windowsHide: true},
      (error, output) => {
        done(error ? {} : {readableBy: openGroups(output, path)})
      },
    )
  })
}

async function placesAround(path: string): Promise<ExposedPlace[]> {
  const [shared, versioned] = await Promise.all([isShared(path), isVersioned(path)])
  return [...(shared ? (['shared-folder'] as const) : []), ...(versioned ? (['git-work-tree'] as const) : [])]
}

async function isShared(path: string): Promise<boolean> {
  const system = await statfs(path).catch(() => undefined)
  return process.platform === 'linux' && system !== undefined && networkTypes.includes(system.type >>> 0)
}

async function isVersioned(path: string): Promise<boolean> {
  let folder = dirname(path)
  for (let depth = 0; depth < maxDepth; depth++) {
    const found = await lstat(join(folder, '.git')).catch(() => undefined)
    if (found) return true
    const above = dirname(folder)
    if (above === folder) return false
    folder = above
  }
  return false
}
