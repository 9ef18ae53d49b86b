/** Servers of loopback that answer as those of a hospital do on a bad day; each closes what it opened. */
import {spawn} from 'node:child_process'
import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net'
import {createServer as createTlsServer, type TlsOptions} from 'node:tls'
import type {Issued} from './test-keys.ts'

export interface OddServer {
  readonly port: number
  /** Connections so far. */
  readonly connections: () => number
  close(): Promise<void>
}

async function listening(server: Server): Promise<OddServer> {
  const open = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    open.add(socket)
    socket.on('error', () => undefined).once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Takes a connection and deals with it as told. */
export const tcpServer = (deal: (socket: Socket) => void) => listening(createServer(deal))

/** A port on which nothing listens any more. */
export async function closedPort(): Promise<number> {
  const server = await tcpServer(() => undefined)
  await server.close()
  return server.port
}

const DEAF = `const s=require('node:net').createServer();s.listen({port:0,host:'127.0.0.1',backlog:1},()=>console.log(s.address().port))`

/** A port whose waiting room is full: more connections get no answer at all, as behind a firewall that drops packets. */
export async function deafPort(): Promise<{port: number; close(): Promise<void>}> {
  const child = spawn(process.execPath, ['-e', DEAF], {stdio: ['ignore', 'pipe', 'ignore']})
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(String(line).trim())
  child.kill('SIGSTOP')
  const waiting = Array.from({length: 8}, () =>
    connect({host: '127.0.0.1', port}).on('error', () => undefined),
  )
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, 'connect')))
  return {
    port,
    async close() {
      for (const socket of waiting) socket.destroy()
      const ended = once(child, 'close')
      child.kill('SIGKILL')
      await ended
    },
  }
}

export interface TlsPlan extends TlsOptions {
  readonly own: Issued
  /** Sent after its own. */
  readonly more?: readonly Issued[]
  /** What is written once a request has come; without it, nothing ever is. */
  readonly answer?: () => string
  /** Told of each connection: whether a certificate of the client came with it. */
  readonly onPeer?: (has: boolean) => void
}

export function tlsServer({own, more = [], answer, onPeer, ...options}: TlsPlan): Promise<OddServer> {
  const server = createTlsServer({
    key: readFileSync(own.keyPath),
    cert: [own, ...more].map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
    ...options,
  })
  server.on('secureConnection', (socket) => {
    socket.on('error', () => undefined)
    onPeer?.(socket.getPeerX509Certificate() !== undefined)
    if (answer) socket.once('data', () => socket.end(answer()))
  })
  server.on('tlsClientError', () => undefined)
  return listening(server)
}

/** Head of an answer whose clock is that far from ours, ms. */
export const datedAnswer = (skewMs: number, status = '403 Forbidden') =>
  `HTTP/1.1 ${status}\r\nDate: ${new Date(Date.now() + skewMs).toUTCString()}\r\nContent-Length: 0\r\n\r\n`

export type DnsPlan = 'silent' | 'servfail' | 'nxdomain' | 'nodata' | 'refused' | {readonly address: string}

const codes = {servfail: 2, nxdomain: 3, nodata: 0, refused: 5} as const

/** A DNS server of one answer (RFC 1035 §4). */
export async function dnsServer(plan: DnsPlan) {
  const socket = createSocket('udp4')
  let queries = 0
  socket.on('message', (query, from) => {
    queries++
    if (plan === 'silent') return
    const end = query.indexOf(0, 12) + 5
    const question = query.subarray(12, end)
    const isA = query.readUInt16BE(end - 4) === 1
    const found = typeof plan === 'object' && isA
    const head = Buffer.alloc(12)
    query.copy(head, 0, 0, 2)
    head.writeUInt16BE(0x8180 | (typeof plan === 'object' ? 0 : codes[plan]), 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(found ? 1 : 0, 6)
    const record = found
      ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...plan.address.split('.').map(Number)])
      : Buffer.alloc(0)
    socket.send(Buffer.concat([head, question, record]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    queries: () => queries,
    close: () => new Promise<void>((done) => socket.close(() => done())),
  }
}
