import {readFileSync} from 'node:fs'
import type {Socket} from 'node:net'
import {createServer, type Server, type TLSSocket, type TlsOptions} from 'node:tls'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {type LineTarget, openSyslogLine} from '../../../src/lib/syslog/syslog-line.ts'
import {authUse, type Issued, serverUse, TestPki} from '../../support/test-keys.ts'

const LIMITS = {connectMs: 5000, stallMs: 5000, settleMs: 50}
const quick = {...LIMITS, connectMs: 300, stallMs: 300}

let pki: TestPki
let own: Issued
let elsewhere: Issued
let client: Issued
let servers: {readonly server: Server; readonly sockets: Set<Socket>}[] = []

beforeAll(() => {
  pki = new TestPki()
  own = pki.leaf('receiver', {extensions: serverUse})
  elsewhere = pki.leaf('elsewhere', {extensions: ['subjectAltName=DNS:siem.example']})
  client = pki.leaf('client', {extensions: authUse})
})
afterAll(() => pki.remove())
afterEach(async () => {
  for (const {server, sockets} of servers) {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  servers = []
})

const pem = (...issued: Issued[]) =>
  issued.map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join('')
const keyOf = ({keyPath}: Issued) => readFileSync(keyPath, 'utf8')

/** What a receiver does with a connection; what it read is gathered. */
async function receiver(
  serve: (socket: TLSSocket) => void = () => undefined,
  options: TlsOptions = {},
  leaf = own,
): Promise<{readonly target: LineTarget; readonly read: () => string}> {
  const chunks: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer({cert: pem(leaf, pki.intermediate), key: keyOf(leaf), ...options}, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => chunks.push(chunk))
    serve(socket)
  })
  server.on('connection', (socket) => sockets.add(socket)).on('tlsClientError', () => undefined)
  servers.push({server, sockets})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as {port: number}
  return {
    target: {host: '127.0.0.1', port, ca: [pem(pki.root)]},
    read: () => Buffer.concat(chunks).toString('utf8'),
  }
}
const never = new AbortController().signal
const fault = (kind: string, reason?: unknown) => ({
  code: 'DMP_SYSLOG',
  details: {case: kind, ...(reason ? {reason} : {})},
})

describe('a line that ends in order', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('hands over everything under %s', async (version) => {
    const {target, read} = await receiver(undefined, {minVersion: version, maxVersion: version})
    const line = await openSyslogLine(target, never, LIMITS)
    const text = 'déjà vu 😀 '.repeat(50_000)
    await line.write(text)
    await line.write(Buffer.from('la fin'))
    await line.finish()
    expect(read()).toBe(`${text}la fin`)
  })

  it('shows its certificate where one is wanted', async () => {
    const {target, read} = await receiver(undefined, {
      requestCert: true,
      rejectUnauthorized: true,
      ca: [pem(pki.root)],
    })
    const mine = {cert: pem(client, pki.intermediate), key: keyOf(client)}
    const line = await openSyslogLine({...target, ...mine}, never, LIMITS)
    await line.write('x')
    await line.finish()
    expect(read()).toBe('x')
  })

  it('ends so with nothing written', async () => {
    const {target} = await receiver()
    await expect((await openSyslogLine(target, never, LIMITS)).finish()).resolves.toBeUndefined()
  })
})

describe('a line that is refused', () => {
  it('knows no receiver of another authority', async () => {
    const {target, read} = await receiver()
    const other = new TestPki()
    const attempt = openSyslogLine({...target, ca: [pem(other.root)]}, never, LIMITS)
    await expect(attempt).rejects.toMatchObject({...fault('tls'), retry: 'never'})
    other.remove()
    expect(read()).toBe('')
  })

  it('knows no receiver of another name', async () => {
    const {target} = await receiver(undefined, {}, elsewhere)
    const attempt = openSyslogLine({...target, host: 'localhost'}, never, LIMITS)
    await expect(attempt).rejects.toMatchObject(fault('tls', 'ERR_TLS_CERT_ALTNAME_INVALID'))
  })

  it('speaks nothing older than TLS 1.2', async () => {
    const old = {minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0'} as const
    const {target} = await receiver(undefined, old)
    await expect(openSyslogLine(target, never, LIMITS)).rejects.toMatchObject(fault('tls'))
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'takes a certificate that was wanted and not shown for no success under %s',
    async (version) => {
      const wanting = {requestCert: true, rejectUnauthorized: true, ca: [pem(pki.root)]}
      const {target} = await receiver(undefined, {...wanting, minVersion: version, maxVersion: version})
      const all = async () => {
        const line = await openSyslogLine(target, never, LIMITS)
        await line.write('x')
        await line.finish()
      }
      await expect(all()).rejects.toMatchObject({code: 'DMP_SYSLOG'})
    },
  )

  it('tells that nobody listens', async () => {
    const {target} = await receiver()
    const [last] = servers
    await new Promise((resolve) => last?.server.close(resolve))
    servers = []
    await expect(openSyslogLine(target, never, LIMITS)).rejects.toMatchObject(
      fault('unreachable', 'ECONNREFUSED'),
    )
  })

  it('waits so long for a handshake and no longer', async () => {
    const {createServer: plain} = await import('node:net')
    const mute = plain((socket) => void socket.on('error', () => undefined).resume())
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const {port} = mute.address() as {port: number}
    const attempt = openSyslogLine({host: '127.0.0.1', port}, never, quick)
    await expect(attempt).rejects.toMatchObject(fault('unreachable', 'timeout'))
    await new Promise((resolve) => mute.close(resolve))
  })
})

describe('a line that is cut', () => {
  const send = async (target: LineTarget, times = 200, limits = LIMITS) => {
    const line = await openSyslogLine(target, never, limits)
    for (let n = 0; n < times; n += 1) await line.write('x'.repeat(60_000))
    await line.finish()
  }

  it('tells a receiver that closes before the end', async () => {
    const {target} = await receiver((socket) => socket.once('data', () => socket.end()))
    await expect(send(target)).rejects.toMatchObject(fault('cut'))
  })

  it('tells a receiver that closes in the quiet moment after the last message', async () => {
    const {target} = await receiver((socket) => socket.once('data', () => socket.end()))
    const line = await openSyslogLine(target, never, {...LIMITS, settleMs: 1000})
    await line.write('x')
    await expect(line.finish()).rejects.toMatchObject(fault('cut', 'closed'))
  })

  it('tells a reset', async () => {
    const {target} = await receiver((socket) =>
      socket.once('data', () => {
        for (const raw of servers.at(-1)?.sockets ?? []) raw.resetAndDestroy()
      }),
    )
    await expect(send(target)).rejects.toMatchObject(fault('cut'))
  })

  it('tells a receiver that reads no more', async () => {
    const {target} = await receiver((socket) => socket.pause())
    await expect(send(target, 2000, quick)).rejects.toMatchObject(fault('cut', 'timeout'))
  })

  it('tells a receiver that never closes', async () => {
    // Half open: the end of the other side is not answered.
    const {target} = await receiver((socket) => {
      socket.allowHalfOpen = true
    })
    await expect(send(target, 1, quick)).rejects.toMatchObject(fault('cut', 'timeout'))
  })

  it('stops when it is told to', async () => {
    const {target} = await receiver((socket) => socket.pause())
    const stop = new AbortController()
    const line = await openSyslogLine(target, stop.signal, LIMITS)
    const writing = (async () => {
      for (;;) await line.write('x'.repeat(60_000))
    })()
    setImmediate(() => stop.abort(new Error('stopped')))
    await expect(writing).rejects.toThrow('stopped')
    await line.discard()
  })
})
