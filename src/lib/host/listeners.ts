import {readdir, readFile, readlink} from 'node:fs/promises'
import type {LookLimit} from '../ports/host-facts.ts'
import type {LocalPort, LocalPorts} from '../workstation/local-ports.ts'
import {namedProgram, readLsof, readNetstat, readProcNet, readTasklist} from './listener-tables.ts'
import type {RunCommand} from './run-command.ts'
import {windowsProgram} from './windows-program.ts'

/** Who listens on `ports`: the tables of the kernel on Linux, `netstat` and `tasklist` on Windows, `lsof` on macOS. */
export async function listeners(
  platform: NodeJS.Platform,
  ports: readonly number[],
  run: RunCommand,
  limit: LookLimit,
): Promise<LocalPorts> {
  if (platform === 'linux') return fromKernel(ports)
  if (platform === 'win32') return fromNetstat(ports, run, limit)
  if (platform === 'darwin') return fromLsof(ports, run, limit)
  return {state: 'untold', reason: platform}
}

async function fromKernel(ports: readonly number[]): Promise<LocalPorts> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'latin1').catch(() => undefined)),
  )
  if (tables[0] === undefined) return {state: 'untold', reason: '/proc/net/tcp'}
  const sockets = tables.flatMap((table) => readProcNet(table ?? '', ports))
  const owners = sockets.length === 0 ? new Map() : await ownersOf(sockets.map(({inode}) => inode))
  const byPort = new Map<number, LocalPort>()
  for (const {port, inode} of sockets) byPort.set(port, {port, ...byPort.get(port), ...owners.get(inode)})
  return {state: 'listed', by: '/proc/net/tcp', listening: [...byPort.values()]}
}

/** Programs by the number of their socket; those of other accounts are not told to this one. */
async function ownersOf(inodes: readonly string[]): Promise<Map<string, {program: string; pid: number}>> {
  const owners = new Map<string, {program: string; pid: number}>()
  const wanted = new Map(inodes.map((inode) => [`socket:[${inode}]`, inode]))
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (owners.size === wanted.size) break
    const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const file of files) {
      const inode = wanted.get(await readlink(`/proc/${pid}/fd/${file}`).catch(() => ''))
      if (inode === undefined) continue
      const program = await programOf(pid)
      if (program !== '') owners.set(inode, {program, pid: Number(pid)})
    }
  }
  return owners
}

/**
 * What a process may call itself (`comm`) is the name of its main thread, which Node and Java set to their own; the file that
 * it runs, and the script where that is an interpreter, name the program.
 */
async function programOf(pid: string): Promise<string> {
  const [comm, words] = await Promise.all(
    ['comm', 'cmdline'].map((part) => readFile(`/proc/${pid}/${part}`, 'utf8').catch(() => '')),
  )
  return namedProgram((comm ?? '').trim(), (words ?? '').split('\0').filter(Boolean))
}

async function fromNetstat(
  ports: readonly number[],
  run: RunCommand,
  {timeoutMs, signal}: LookLimit,
): Promise<LocalPorts> {
  const limits = {timeoutMs, ...(signal ? {signal} : {})}
  const table = await run(windowsProgram('netstat'), ['-ano'], limits)
  if (table.kind !== 'done' || table.exit !== 0) return {state: 'untold', reason: 'netstat'}
  const found = readNetstat(table.stdout, ports)
  const listening: LocalPort[] = []
  for (const {port, pid} of found) {
    const tasks = await run(windowsProgram('tasklist'), ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], limits)
    const program = tasks.kind === 'done' ? readTasklist(tasks.stdout, pid) : undefined
    listening.push({port, pid, ...(program === undefined ? {} : {program})})
  }
  return {state: 'listed', by: 'netstat', listening}
}

async function fromLsof(
  ports: readonly number[],
  run: RunCommand,
  {timeoutMs, signal}: LookLimit,
): Promise<LocalPorts> {
  const wanted = ports.map((port) => `-iTCP:${port}`)
  const outcome = await run('lsof', ['-nP', ...wanted, '-sTCP:LISTEN', '-Fpcn'], {
    timeoutMs,
    ...(signal ? {signal} : {}),
  })
  // It ends with 1 where nothing was found.
  if (outcome.kind !== 'done' || outcome.exit > 1) return {state: 'untold', reason: 'lsof'}
  return {state: 'listed', by: 'lsof', listening: readLsof(outcome.stdout, ports)}
}
