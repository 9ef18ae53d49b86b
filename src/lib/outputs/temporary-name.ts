import {createHash, randomBytes} from 'node:crypto'
import {readdir, unlink} from 'node:fs/promises'
import {hostname} from 'node:os'
import {basename, dirname, join} from 'node:path'

/** Of this machine: process numbers of another one say nothing here. */
const machine = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** `.NAME.<machine>-<process>-<random>.tmp` beside the file: who writes it can be told when it is left behind. */
export function temporaryName(path: string): string {
  const owner = `${machine()}-${process.pid}`
  return join(dirname(path), `.${basename(path)}.${owner}-${randomBytes(6).toString('hex')}.tmp`)
}

/** Removes what a killed process left under the name of this file; it may hold identities in clear. */
export async function removeOrphans(path: string): Promise<void> {
  const folder = dirname(path)
  const start = `.${basename(path)}.${machine()}-`
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (!name.startsWith(start)) continue
    const [, owner] = /^(\d+)-[0-9a-f]{12}\.tmp$/.exec(name.slice(start.length)) ?? []
    if (owner !== undefined && !isAlive(Number(owner)))
      await unlink(join(folder, name)).catch(() => undefined)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as {code?: unknown}).code !== 'ESRCH'
  }
}
