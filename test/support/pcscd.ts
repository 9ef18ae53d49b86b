/**
 * A pcscd of its own for one group of tests, with a virtual reader of two slots and virtual cards. Where the
 * system allows it, it lives in namespaces of its own: nothing listens on the machine's network, several of them and
 * the machine's own pcscd run side by side, and tests reach it by `env` alone. Elsewhere one at a time has the machine's
 * socket, by a lock, and only where no other pcscd answers.
 */
import {type ChildProcessWithoutNullStreams, spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {createInterface} from 'node:readline'
import {describe} from 'vitest'
import {PcscdClient, type TableRow} from './pcscd-client.ts'
import type {Order} from './pcscd-host.ts'
import {describeWith, type Requirement} from './requires.ts'
import type {CardScript} from './virtual-card.ts'

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'

export const pcscdNeeds: readonly Requirement[] = [
  {program: 'pcscd', package: 'pcscd'},
  {file: DRIVER, package: 'vsmartcard-vpcd'},
  {program: 'unshare', package: 'util-linux'},
  {program: 'ip', package: 'iproute2'},
]

export interface PcscdWish {
  /** Name of the one device, of two slots (vpcd knows no more than one); null: a service without a reader. */
  readonly device?: string | null
}

export interface PcscBench {
  /** What programs need to reach this pcscd. */
  readonly env: Readonly<Record<string, string>>
  readonly socket: string
  /** Puts a card in and waits until pcscd has it. Slots are 0 and 1. */
  insert(slot: number, card: string | CardScript): Promise<void>
  /** Takes the card out and waits until pcscd noticed. */
  remove(slot: number): Promise<void>
  /** Takes the reader as another program would; the function returned lets it go. */
  hold(slot: number, mode?: 'exclusive' | 'shared'): Promise<() => Promise<void>>
  /** Every APDU that the card in this slot was sent. */
  received(slot: number): Promise<string[]>
  table(): Promise<TableRow[]>
  /** Ends the service and keeps the bench: {@link restart} begins it anew, without cards. */
  stopService(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A group of tests on a real pcscd: skipped loudly, by name, where it cannot run. */
export function describeWithPcscd(name: string, body: () => void, more: readonly Requirement[] = []): void {
  if (process.getuid?.() === 0) describeWith([...pcscdNeeds, ...more], name, body)
  else describe.skip(`${name} [skipped: only root may start pcscd]`, body)
}

const FIRST_PORT = 0x8c7b
const LOCK = join(tmpdir(), 'dmp-pcscd.lock')
const inNamespaces = (): boolean =>
  spawnSync('unshare', ['-mn', 'ip', 'link', 'set', 'lo', 'up']).status === 0

export async function startPcscd({device = 'Virtual PCD'}: PcscdWish = {}): Promise<PcscBench> {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-pcscd-'))
  const config = join(folder, 'reader.conf.d')
  mkdirSync(config)
  mkdirSync(join(folder, 'run'))
  mkdirSync('/run/pcscd', {recursive: true})
  const port = `0x${FIRST_PORT.toString(16)}`
  if (device !== null)
    writeFileSync(
      join(config, 'device'),
      `FRIENDLYNAME "${device}"\nDEVICENAME /dev/null:${port}\nLIBPATH ${DRIVER}\nCHANNELID ${port}\n`,
    )
  const ports = device === null ? [] : [portOf(0), portOf(1)]
  const apart = inNamespaces()
  const socket = apart ? join(folder, 'run/pcscd.comm') : '/run/pcscd/pcscd.comm'
  const unlock = apart ? () => {} : await lock()
  const host = new Host(apart ? join(folder, 'run') : undefined)
  const start = async () => {
    await host.order({do: 'start', config, ports})
    await until('pcscd does not answer', async () => (await table(socket)).length === ports.length)
  }
  const stop = async () => {
    await host.end()
    unlock()
    rmSync(folder, {recursive: true, force: true})
  }
  try {
    await start()
  } catch (error) {
    await stop()
    throw error
  }
  const row = async (slot: number) => (await table(socket))[slot]
  const remove = async (slot: number) => {
    await host.order({do: 'remove', port: portOf(slot)})
    await until(`slot ${slot} keeps its card`, async () => ((await row(slot))?.state ?? 0) === 2)
  }
  return {
    env: {PCSCLITE_CSOCK_NAME: socket},
    socket,
    async insert(slot, card) {
      const script = typeof card === 'string' ? {atr: card} : card
      // The virtual reader takes one card at a time: another one beside it may never be looked at.
      if (((await row(slot))?.state ?? 2) !== 2) await remove(slot)
      await host.order({do: 'insert', port: portOf(slot), card: script})
      const atr = script.mute ? '' : script.atr.replace(/\s+/g, '').toUpperCase()
      await until(`no card in slot ${slot}`, async () => {
        const now = await row(slot)
        return now !== undefined && (now.state & 4) !== 0 && now.atr === atr
      })
    },
    remove,
    async hold(slot, mode = 'exclusive') {
      const client = await PcscdClient.open(socket)
      await client.connect((await row(slot))?.name ?? '', mode)
      const held = mode === 'exclusive' ? -1 : 1
      await until('not held', async () => (await row(slot))?.sharing === held)
      return async () => {
        client.close()
        await until('still held', async () => (await row(slot))?.sharing === 0)
      }
    },
    received: async (slot) => (await host.order({do: 'received', port: portOf(slot)})) as string[],
    table: () => table(socket),
    stopService: async () => {
      await host.order({do: 'stop'})
    },
    restart: start,
    stop,
  }
}

const portOf = (slot: number): number => FIRST_PORT + slot

async function table(socket: string): Promise<TableRow[]> {
  const client = await PcscdClient.open(socket)
  try {
    return await client.table()
  } finally {
    client.close()
  }
}

/** Looks again and again until it is so; a look that fails counts as "not yet". */
async function until(otherwise: string, is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await is().catch(() => false))) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** The process that runs pcscd and the cards. */
class Host {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #waiting: ((line: string) => void)[] = []
  #said = ''

  constructor(run: string | undefined) {
    const program = [process.execPath, resolve(import.meta.dirname, 'pcscd-host.ts')]
    const apart = 'mount --bind "$1" /run/pcscd && ip link set lo up && shift && exec "$@"'
    this.#child =
      run === undefined
        ? spawn(program[0] ?? '', program.slice(1))
        : spawn('unshare', ['-mn', '--propagation', 'private', 'sh', '-c', apart, 'sh', run, ...program])
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text
    })
    createInterface({input: this.#child.stdout}).on('line', (line) => this.#waiting.shift()?.(line))
    this.#child.once('exit', () => {
      for (const waiting of this.#waiting.splice(0))
        waiting(JSON.stringify({failed: `host ended: ${this.#said}`}))
    })
  }

  async order(order: Order): Promise<unknown> {
    const line = await new Promise<string>((answered) => {
      this.#waiting.push(answered)
      this.#child.stdin.write(`${JSON.stringify(order)}\n`)
    })
    const answer = JSON.parse(line) as {ok?: unknown; failed?: string}
    if (answer.failed !== undefined) throw new Error(answer.failed)
    return answer.ok
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = new Promise((done) => this.#child.once('exit', done))
    this.#child.stdin.end()
    await ended
  }
}

/** The machine's one socket for one bench at a time; a lock whose owner is gone is taken over. */
async function lock(): Promise<() => void> {
  if (existsSync('/run/pcscd/pcscd.comm') && (await table('/run/pcscd/pcscd.comm').catch(() => undefined)))
    throw new Error('another pcscd is running on this machine')
  await until('another bench keeps pcscd', async () => {
    try {
      writeFileSync(LOCK, String(process.pid), {flag: 'wx'})
      return true
    } catch {
      const owner = Number(readFileSync(LOCK, 'utf8'))
      if (!existsSync(`/proc/${owner}`)) rmSync(LOCK, {force: true})
      return false
    }
  })
  return () => rmSync(LOCK, {force: true})
}
