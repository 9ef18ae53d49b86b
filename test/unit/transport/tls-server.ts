import {createHash} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer as createHttp, type Server as HttpServer} from 'node:http'
import {createServer, type Server, type ServerOptions} from 'node:https'
import {type AddressInfo, connect, type Socket} from 'node:net'
import type {TLSSocket} from 'node:tls'
import type {WirePki} from './wire-pki.ts'

export interface Received {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly bytes: number
  readonly sha1: string
  readonly serverName: string | false
  readonly clientSubject: string | undefined
}

export interface TestServer {
  readonly port: number
  readonly received: Received[]
  readonly sockets: Set<Socket>
  close(): Promise<void>
}

export type Reply = (request: IncomingMessage, response: ServerResponse, received: Received) => void

const ok: Reply = (_request, response, received) => {
  response.writeHead(200, {'content-type': 'text/plain'})
  response.end(received.sha1)
}

async function listening(server: Server | HttpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function stop(server: Server | HttpServer, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

/** A mutual TLS server that refuses a hello without SNI, hashes what it gets and replies as told. */
export async function startTlsServer(
  pki: WirePki,
  reply: Reply = ok,
  options: ServerOptions & {onBytes?: (count: number, request: IncomingMessage) => void} = {},
): Promise<TestServer> {
  const sockets = new Set<Socket>()
  const received: Received[] = []
  const server = createServer(
    {
      key: pki.server.key,
      cert: pki.server.cert,
      ca: pki.ca.cert,
      requestCert: true,
      rejectUnauthorized: true,
      ...options,
    },
    (request, response) => {
      const hash = createHash('sha1')
      let bytes = 0
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        hash.update(chunk)
        options.onBytes?.(bytes, request)
      })
      request.on('error', () => undefined)
      request.on('end', () => {
        const socket = request.socket as TLSSocket & {servername: string | false}
        const one: Received = {
          path: request.url ?? '',
          headers: request.headers,
          bytes,
          sha1: hash.digest('hex'),
          serverName: socket.servername,
          clientSubject: socket.getPeerCertificate().subject?.CN as string | undefined,
        }
        received.push(one)
        reply(request, response, one)
      })
    },
  )
  server.on('tlsClientError', () => undefined)
  server.on('secureConnection', (socket: TLSSocket & {servername: string | false}) => {
    if (!socket.servername) socket.destroy()
  })
  server.on('connection', (socket: Socket) => sockets.add(socket))
  const port = await listening(server)
  return {port, received, sockets, close: () => stop(server, sockets)}
}

export interface TestProxy {
  readonly port: number
  readonly targets: string[]
  readonly authorisations: (string | undefined)[]
  close(): Promise<void>
}

/** A CONNECT proxy that leads every name to 127.0.0.1; refuses with `status` when one is given. */
export async function startProxy(status = 200): Promise<TestProxy> {
  const sockets = new Set<Socket>()
  const targets: string[] = []
  const authorisations: (string | undefined)[] = []
  const server = createHttp()
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, client: Socket) => {
    targets.push(request.url ?? '')
    authorisations.push(request.headers['proxy-authorization'])
    client.on('error', () => undefined)
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`)
      return
    }
    const upstream = connect(Number((request.url ?? '').split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(client)
      client.pipe(upstream)
    })
    sockets.add(upstream)
    upstream.on('error', () => client.destroy())
  })
  const port = await listening(server)
  return {port, targets, authorisations, close: () => stop(server, sockets)}
}
