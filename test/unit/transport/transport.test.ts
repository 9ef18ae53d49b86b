import {createHash} from 'node:crypto'
import {once} from 'node:events'
import type {IncomingMessage} from 'node:http'
import {createServer} from 'node:net'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {ByteSource} from '../../../src/lib/ports/byte-source.ts'
import {bytesSource} from '../../../src/lib/soap/mtom.ts'
import type {ConnectionFacts} from '../../../src/lib/transport/connector.ts'
import {
  createTransport,
  type DmpTransport,
  type TransportOptions,
} from '../../../src/lib/transport/create-transport.ts'
import {type Reply, startProxy, startTlsServer, type TestProxy, type TestServer} from './tls-server.ts'
import {makeWirePki, type WirePki} from './wire-pki.ts'

let pki: WirePki
const toClose: {close(): Promise<void>}[] = []

beforeAll(() => {
  pki = makeWirePki()
})
afterEach(async () => {
  for (const one of toClose.splice(0).reverse()) await one.close()
})
afterAll(() => pki.remove())

function kept<T extends {close(): Promise<void>}>(one: T): T {
  toClose.push(one)
  return one
}

async function serve(reply?: Reply, options = {}): Promise<TestServer> {
  return kept(await startTlsServer(pki, reply, options))
}

type Change = Partial<Omit<TransportOptions, 'endpoints'>> & {host?: string; serverName?: string}

function transportTo(port: number, {host = 'localhost', serverName, ...change}: Change = {}): DmpTransport {
  return kept(
    createTransport({
      endpoints: {
        base: `https://${host}:${port}/si-dmp-server/v2/services`,
        ...(serverName === undefined ? {} : {serverName}),
      },
      tls: {cert: pki.auth.cert, key: pki.auth.key, ca: [pki.ca.cert]},
      timeouts: {connectMs: 2_000, answerMs: 2_000, totalMs: 5_000},
      ...change,
    }),
  )
}

const message = (body: ByteSource = bytesSource(Buffer.from('<a/>'))) =>
  ({service: 'registry', contentType: 'application/soap+xml', body}) as const

async function failure(promise: Promise<unknown>): Promise<DmpError> {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  if (!(error instanceof DmpError)) throw new Error(`no DmpError but ${String(error)}`)
  return error
}

/** A source whose chunks all live in one buffer, as a streamed document's may. */
function reusedBufferSource(size: number): ByteSource & {sha1(): string} {
  const byteAt = (index: number) => (index * 31 + (index >> 12)) & 0xff
  return {
    size,
    async *open() {
      const buffer = Buffer.alloc(10_007)
      for (let from = 0; from < size; from += buffer.length) {
        const count = Math.min(buffer.length, size - from)
        for (let index = 0; index < count; index++) buffer[index] = byteAt(from + index)
        yield buffer.subarray(0, count)
      }
    },
    sha1() {
      const all = Buffer.alloc(size)
      for (let index = 0; index < size; index++) all[index] = byteAt(index)
      return createHash('sha1').update(all).digest('hex')
    },
  }
}

describe('a call that goes well', () => {
  it('shows our certificate, names the server and keeps one connection', async () => {
    const server = await serve()
    const seen: ConnectionFacts[] = []
    const transport = transportTo(server.port, {onConnection: (facts) => seen.push(facts)})
    for (let turn = 0; turn < 5; turn++) expect((await transport.send(message())).httpStatus).toBe(200)
    expect(transport.counters()).toEqual({connections: 1, requests: 5})
    expect(server.received.map((one) => [one.serverName, one.clientSubject])).toEqual(
      Array(5).fill(['localhost', 'DMP AUTH TEST']),
    )
    expect(server.received[0]).toMatchObject({
      path: '/si-dmp-server/v2/services/registry',
      bytes: 4,
      headers: {'content-length': '4', 'content-type': 'application/soap+xml'},
    })
    expect(seen).toMatchObject([{serverName: 'localhost', protocol: 'TLSv1.3', throughProxy: false}])
  })

  it('sends many at once over no more connections than allowed', async () => {
    const server = await serve()
    const transport = transportTo(server.port, {maxConnections: 2})
    const answers = await Promise.all(Array.from({length: 20}, () => transport.send(message())))
    expect(answers.map((one) => one.httpStatus)).toEqual(Array(20).fill(200))
    expect(transport.counters()).toEqual({connections: 2, requests: 20})
  })

  it('opens another connection when the server closed the last one', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, {connection: 'close'})
      response.end()
    })
    const transport = transportTo(server.port)
    await transport.send(message())
    await transport.send(message())
    expect(transport.counters().connections).toBe(2)
  })

  it('works with a server that knows TLS 1.2 only', async () => {
    const server = await serve(undefined, {maxVersion: 'TLSv1.2'})
    const seen: ConnectionFacts[] = []
    await transportTo(server.port, {onConnection: (facts) => seen.push(facts)}).send(message())
    expect(seen).toMatchObject([{protocol: 'TLSv1.2'}])
  })

  it('sends the configured name when the address is a number', async () => {
    const server = await serve()
    await transportTo(server.port, {host: '127.0.0.1', serverName: 'dmp.example.test'}).send(message())
    expect(server.received[0]?.serverName).toBe('dmp.example.test')
  })

  it('streams a body from a reused buffer unharmed, with its Content-Length', async () => {
    const server = await serve()
    const body = reusedBufferSource(12 * 1024 * 1024 + 17)
    const answer = await transportTo(server.port, {
      timeouts: {connectMs: 2_000, answerMs: 20_000, totalMs: 40_000},
    }).send(message(body))
    expect(server.received[0]).toMatchObject({
      bytes: body.size,
      headers: {'content-length': String(body.size)},
    })
    expect(Buffer.from(answer.body).toString()).toBe(body.sha1())
  })

  it('waits for a slow reader instead of filling memory', async () => {
    let read = 0
    let furthest = 0
    let turns = 0
    const server = await serve(undefined, {
      onBytes: (count: number, request: IncomingMessage) => {
        read = count
        if (++turns % 16 !== 0) return
        request.pause()
        setTimeout(() => request.resume(), 2)
      },
    })
    const size = 48 * 1024 * 1024
    const body: ByteSource = {
      size,
      async *open() {
        const buffer = Buffer.alloc(65_536)
        for (let made = 0; made < size; made += buffer.length) {
          furthest = Math.max(furthest, made - read)
          yield buffer
        }
      },
    }
    const timeouts = {connectMs: 2_000, answerMs: 20_000, totalMs: 40_000}
    await transportTo(server.port, {timeouts}).send(message(body))
    expect(server.received[0]?.bytes).toBe(size)
    expect(furthest).toBeLessThan(size / 3)
  })

  it('gets param-lps with the same trust', async () => {
    const server = await serve((_request, response) => response.end('<p/>'))
    const answer = await transportTo(server.port).get(`https://localhost:${server.port}/param-lps`)
    expect(Buffer.from(answer.body).toString()).toBe('<p/>')
    expect(server.received[0]?.path).toBe('/param-lps')
  })

  it('gives answers of any status as they are, names in lower case', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(503, {'Retry-After': '7', 'Content-Type': 'text/html'})
      response.end('x')
    })
    const answer = await transportTo(server.port).send(message())
    expect(answer).toMatchObject({httpStatus: 503, contentType: 'text/html', headers: {'retry-after': '7'}})
  })

  it('uses the address of a service that has its own', () => {
    const transport = kept(
      createTransport({
        endpoints: {base: 'https://a.test/v2/services/', patients: 'https://b.test/p'},
        tls: {cert: '', key: '', ca: []},
        timeouts: {connectMs: 1, answerMs: 1, totalMs: 1},
      }),
    )
    expect(transport.address('registry')).toBe('https://a.test/v2/services/registry')
    expect(transport.address('patients')).toBe('https://b.test/p')
  })
})

describe('a CONNECT proxy', () => {
  let proxy: TestProxy
  const through = async (status?: number) => {
    proxy = kept(await startProxy(status))
    return `http://agent:m%40t@127.0.0.1:${proxy.port}`
  }

  it('carries mutual TLS with the name of the server, on one kept tunnel', async () => {
    const server = await serve()
    const seen: ConnectionFacts[] = []
    const transport = transportTo(server.port, {
      host: 'dmp.example.test',
      proxy: await through(),
      onConnection: (facts) => seen.push(facts),
    })
    await transport.send(message())
    await transport.send(message())
    expect(server.received.map((one) => [one.serverName, one.clientSubject])).toEqual(
      Array(2).fill(['dmp.example.test', 'DMP AUTH TEST']),
    )
    expect(proxy.targets).toEqual([`dmp.example.test:${server.port}`])
    expect(proxy.authorisations).toEqual([`Basic ${Buffer.from('agent:m@t').toString('base64')}`])
    expect(seen).toMatchObject([{throughProxy: true}])
  })

  it('that refuses is a failed connection: nothing was sent', async () => {
    const server = await serve()
    const error = await failure(transportTo(server.port, {proxy: await through(407)}).send(message()))
    expect(error.code).toBe('DMP_CONNECTION_FAILED')
    expect(error.details).toMatchObject({reason: 'PROXY_407', sent: false})
    expect(server.received).toEqual([])
  })

  it('that is down is a failed connection, and the password stays out of the error', async () => {
    const proxyUrl = await through()
    await toClose.pop()?.close()
    const error = await failure(transportTo(9, {proxy: proxyUrl}).send(message()))
    expect(error).toMatchObject({code: 'DMP_CONNECTION_FAILED', details: {sent: false}})
    expect(JSON.stringify([error.params, error.details])).not.toContain('m@t')
  })
})

describe('TLS refused, nothing sent', () => {
  it.each([
    ['an authority we do not trust', () => ({tls: {...auth(), ca: [pki.stranger.cert]}})],
    ['a name that is not the certificate’s', () => ({serverName: 'other.example.test'})],
    ['an address without a name to send', () => ({host: '127.0.0.1'})],
  ])('because of %s', async (_, change) => {
    const server = await serve()
    const error = await failure(transportTo(server.port, change()).send(message()))
    expect(error).toMatchObject({code: 'DMP_TLS_REFUSED', details: {sent: false}})
    expect(server.received).toEqual([])
  })

  const auth = () => ({cert: pki.auth.cert, key: pki.auth.key})

  it('because the server’s certificate has expired', async () => {
    const old = pki.issue('expired', {
      subject: '/C=FR/CN=localhost',
      by: pki.ca,
      extensions: ['subjectAltName=DNS:localhost'],
      days: -1,
    })
    const server = await serve(undefined, {cert: old.cert, key: old.key})
    const error = await failure(transportTo(server.port).send(message()))
    expect(error).toMatchObject({code: 'DMP_TLS_REFUSED', params: {reason: 'CERT_HAS_EXPIRED'}})
  })

  it('because the server knows only TLS 1.1', async () => {
    const server = await serve(undefined, {
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    expect(await failure(transportTo(server.port).send(message()))).toMatchObject({
      code: 'DMP_TLS_REFUSED',
      details: {sent: false},
    })
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'because the server does not want our certificate, said before the request leaves (%s)',
    async (version) => {
      const stranger = pki.issue(`stranger-${version}`, {subject: '/C=FR/CN=X', by: pki.stranger})
      const server = await serve(undefined, {minVersion: version, maxVersion: version})
      const tls = {cert: stranger.cert, key: stranger.key, ca: [pki.ca.cert]}
      const error = await failure(transportTo(server.port, {tls}).send(message()))
      expect(error.details).toMatchObject({sent: false})
      expect(['DMP_TLS_REFUSED', 'DMP_CONNECTION_FAILED']).toContain(error.code)
      expect(server.received).toEqual([])
    },
  )
})

describe('no connection, nothing sent', () => {
  it('to a closed port', async () => {
    const server = await startTlsServer(pki)
    await server.close()
    const error = await failure(transportTo(server.port).send(message()))
    expect(error).toMatchObject({
      code: 'DMP_CONNECTION_FAILED',
      retry: 'later',
      details: {sent: false, reason: 'ECONNREFUSED'},
    })
  })

  it('to a name that does not exist', async () => {
    const error = await failure(transportTo(1, {host: 'nowhere.invalid'}).send(message()))
    expect(error).toMatchObject({code: 'DMP_CONNECTION_FAILED', details: {sent: false}})
  })

  it('to a port that never shakes hands', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const {port} = mute.address() as {port: number}
    const timeouts = {connectMs: 200, answerMs: 5_000, totalMs: 5_000}
    const error = await failure(transportTo(port, {timeouts}).send(message()))
    expect(error).toMatchObject({code: 'DMP_CONNECTION_FAILED', details: {sent: false}})
    mute.close()
  })

  it('to an address that is not https', async () => {
    expect(await failure(transportTo(1).get('http://localhost/param-lps'))).toMatchObject({
      code: 'DMP_CONNECTION_FAILED',
      retry: 'never',
    })
  })
})

describe('no answer, outcome unknown', () => {
  const timeouts = {connectMs: 2_000, answerMs: 300, totalMs: 5_000}

  it.each<[string, Reply, Partial<TransportOptions>]>([
    ['the server cuts before answering', (request) => request.socket.destroy(), {}],
    [
      'the server cuts in the middle of its answer',
      (request, response) => {
        response.writeHead(200, {'content-length': '100'})
        response.write('begin', () => request.socket.destroy())
      },
      {},
    ],
    ['the server never answers', () => undefined, {timeouts}],
    [
      'the server never ends its answer',
      (_request, response) => {
        response.writeHead(200, {'content-length': '100'})
        response.write('begin')
      },
      {timeouts},
    ],
    ['the whole takes too long', () => undefined, {timeouts: {...timeouts, answerMs: 4_000, totalMs: 300}}],
    [
      'the answer is larger than the cap',
      (_request, response) => response.end('x'.repeat(2_000)),
      {maxAnswerBytes: 1_000},
    ],
  ])('because %s', async (_, reply, change) => {
    const server = await serve(reply)
    const error = await failure(transportTo(server.port, change).send(message()))
    expect(error).toMatchObject({
      code: 'DMP_NO_ANSWER',
      retry: 'check-first',
      exitCode: 9,
      details: {sent: true, complete: true},
    })
    expect(server.received).toHaveLength(1)
  })

  it('tells that the request had not left whole when it was cut on the way', async () => {
    const server = await serve()
    const body: ByteSource = {
      size: 8 * 1024 * 1024,
      async *open() {
        for (let count = 0; count < 128; count++) {
          if (count === 8) for (const socket of server.sockets) socket.destroy()
          yield Buffer.alloc(65_536)
        }
      },
    }
    const error = await failure(transportTo(server.port).send(message(body)))
    expect(error).toMatchObject({code: 'DMP_NO_ANSWER', details: {sent: true, complete: false}})
    expect(server.received).toEqual([])
  })
})

describe('interruption', () => {
  it('before anything left says so', async () => {
    const server = await serve()
    const error = await failure(transportTo(server.port).send(message(), AbortSignal.abort()))
    expect(error).toMatchObject({code: 'DMP_INTERRUPTED', details: {sent: false}})
    expect(server.received).toEqual([])
  })

  it('while waiting for the answer says that it left', async () => {
    const stop = new AbortController()
    const server = await serve(() => stop.abort())
    const error = await failure(transportTo(server.port).send(message(), stop.signal))
    expect(error).toMatchObject({code: 'DMP_INTERRUPTED', details: {sent: true, complete: true}})
  })
})

it('reports a source that fails as itself, not as a network fault', async () => {
  const server = await serve()
  const body: ByteSource = {
    size: 10,
    // biome-ignore lint/correctness/useYield: fails before its first chunk
    async *open() {
      throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: 'a.pdf', reason: 'gone'}})
    },
  }
  expect(await failure(transportTo(server.port).send(message(body)))).toMatchObject({
    code: 'DMP_FILE_UNREADABLE',
    params: {file: 'a.pdf'},
    details: {sent: false, complete: false},
  })
  expect(server.received).toEqual([])
})
