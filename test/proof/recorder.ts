import {readFileSync} from 'node:fs'
import {Agent, createServer, request} from 'node:https'
import type {AddressInfo} from 'node:net'
import type {TLSSocket} from 'node:tls'
import type {TestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import {readIdentity} from '../support/second-writer/identity.ts'

/** One request as it came over TLS, byte for byte, and the status of what was answered. */
export interface RecordedCall {
  readonly path: string
  readonly contentType: string
  readonly body: Buffer
  readonly status: number
}

export interface Recorder {
  readonly port: number
  readonly calls: readonly RecordedCall[]
  close(): Promise<void>
}

/**
 * A server between the program and the sandbox, known to both: it takes the place of the sandbox's port, keeps the
 * bytes it is sent and passes them on over mutual TLS as the establishment that sent them.
 */
export async function startRecorder(pki: TestPki, sandboxPort: number): Promise<Recorder> {
  const ca = readFileSync(pki.caFile, 'utf8')
  const {keyPem: key, certificatePem: cert} = readIdentity(pki.server)
  const sender = readIdentity(pki.establishments.main.auth)
  const agent = new Agent({
    keepAlive: true,
    ca,
    key: sender.keyPem,
    cert: sender.certificatePem,
    servername: 'localhost',
  })
  const calls: RecordedCall[] = []
  const server = createServer({key, cert, ca, requestCert: true}, async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const {url: path = '', method = 'GET', headers} = incoming
    const target = {host: '127.0.0.1', port: sandboxPort, path, method, headers, agent}
    const outgoing = request(target, (answer) => {
      const status = answer.statusCode ?? 0
      calls.push({path, contentType: headers['content-type'] ?? '', body, status})
      response.writeHead(status, answer.headers)
      answer.pipe(response)
    })
    outgoing.on('error', () => response.destroy())
    outgoing.end(body)
  })
  server.on('secureConnection', (socket: TLSSocket) => {
    if (!socket.authorized) socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    async close() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
