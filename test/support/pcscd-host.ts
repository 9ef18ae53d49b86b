/**
 * A process of its own that runs pcscd and puts cards into its virtual readers: orders come as lines of JSON on its
 * input, each is answered by one line. It ends with its input, and pcscd with it. Started by pcscd.ts, in a network and
 * a /run of its own where the system allows that.
 */
import {type ChildProcess, spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {createInterface} from 'node:readline'
import {type CardScript, VirtualCard} from './virtual-card.ts'

export type Order =
  | {readonly do: 'start'; readonly config: string; readonly ports: readonly number[]}
  | {readonly do: 'stop'}
  | {readonly do: 'insert'; readonly port: number; readonly card: CardScript}
  | {readonly do: 'remove' | 'received'; readonly port: number}

const cards = new Map<number, VirtualCard>()
let service: ChildProcess | undefined
let said = ''

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'start':
      return start(order.config, order.ports)
    case 'stop':
      return stop()
    case 'insert': {
      cards.get(order.port)?.remove()
      const card = new VirtualCard(order.card)
      cards.set(order.port, card)
      return card.insert(order.port)
    }
    case 'remove':
      return cards.get(order.port)?.remove()
    case 'received':
      return cards.get(order.port)?.received ?? []
  }
}

async function start(config: string, ports: readonly number[]): Promise<void> {
  const child = spawn('pcscd', ['-f', '-c', config], {stdio: ['ignore', 'pipe', 'pipe']})
  service = child
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
    })
  const until = Date.now() + 15_000
  for (const port of ports) await untilListening(child, port, until)
}

/** vpcd opens its ports once pcscd took the reader up. Looked up, not connected to: a connection is a card put in. */
async function untilListening(child: ChildProcess, port: number, until: number): Promise<void> {
  const listening = new RegExp(`:${port.toString(16).padStart(4, '0')} [0-9A-F]+:0000 0A `, 'i')
  while (!listening.test(readFileSync('/proc/self/net/tcp', 'latin1'))) {
    if (child.exitCode !== null) throw new Error(`pcscd ended: ${said}`)
    if (Date.now() > until) throw new Error(`port ${port} does not open: ${said}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

async function stop(): Promise<void> {
  for (const card of cards.values()) card.remove()
  const child = service
  service = undefined
  if (!child || child.exitCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(hard)
}

const answer = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)
for await (const line of createInterface({input: process.stdin})) {
  try {
    answer({ok: (await obey(JSON.parse(line) as Order)) ?? null})
  } catch (error) {
    answer({failed: error instanceof Error ? error.message : String(error)})
  }
}
await stop()
process.exit(0)
