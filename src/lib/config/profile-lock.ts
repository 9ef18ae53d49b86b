import {open, readFile, stat, unlink} from 'node:fs/promises'
import {hostname} from 'node:os'
import {DmpError} from '../errors/dmp-error.ts'

/** A lock older than this is of a process that died: what is done under it is a few writes. */
const abandonedMs = 60_000

/**
 * Work under a lock file, which bears the machine and the number of its process; one left over by a process that died is
 * taken away. @throws DmpError DMP_FILE_UNWRITABLE
 */
export async function aloneWith(lock: string, work: () => Promise<void>): Promise<'done' | 'busy'> {
  if (!(await taken(lock)) && !((await isAbandoned(lock)) && (await takenAnew(lock)))) return 'busy'
  try {
    await work()
  } finally {
    await unlink(lock).catch(() => undefined)
  }
  return 'done'
}

async function taken(lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', 0o600)
    try {
      await handle.writeFile(`${hostname()} ${process.pid}\n`)
    } finally {
      await handle.close()
    }
    return true
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
    if (reason === 'EEXIST') return false
    throw new DmpError('DMP_FILE_UNWRITABLE', {params: {file: lock, reason}, cause})
  }
}

async function takenAnew(lock: string): Promise<boolean> {
  await unlink(lock).catch(() => undefined)
  return taken(lock)
}

/** One of our own number was left by a process that had it before: here a process takes a lock once. */
async function isAbandoned(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => undefined)
  if (!found || Math.abs(Date.now() - found.mtimeMs) > abandonedMs) return true
  const [host, pid] = (await readFile(lock, 'utf8').catch(() => '')).trim().split(' ')
  return host === hostname() && (Number(pid) === process.pid || !isAlive(Number(pid)))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
