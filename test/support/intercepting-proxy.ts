/** A real proxy that decrypts TLS, on loopback: it answers CONNECT, shows a certificate of its own authority and relays. */
import {readFileSync} from 'node:fs'
import {createServer as createHttpServer, type Server} from 'node:http'
import {type AddressInfo, connect, type Socket} from 'node:net'
import {connect as connectTls, createSecureContext, type SecureContext, TLSSocket} from 'node:tls'
import {type Issued, serverUse, TestPki} from './test-keys.ts'

export interface InterceptingProxy {
  readonly url: string
  readonly port: number
  /** Common name of its authority, as the diagnosis has to name it. */
  readonly authority: string
  readonly authorityFile: string
  /** What was asked for, `host:port` each. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export interface InterceptOptions {
  /** Hosts for which a certificate is made beforehand. */
  readonly hosts?: readonly string[]
  readonly authority?: string
  /** Leaves TLS alone: an honest proxy. */
  readonly blind?: boolean
  /** Does not send its authority's certificate along. */
  readonly leafAlone?: boolean
  /** Answers this to every CONNECT and leads nowhere. */
  readonly refuse?: number
}

export async function startInterceptingProxy(options: InterceptOptions = {}): Promise<InterceptingProxy> {
  const {hosts = ['localhost'], authority = 'PROXY HOPITAL FICTIF', blind = false, refuse} = options
  const pki = new TestPki({rootDn: `/C=FR/O=HOPITAL FICTIF/CN=${authority}`})
  const contexts = new Map<string, SecureContext>()
  for (const host of hosts) contexts.set(host, contextFor(pki, host, options.leafAlone === true))
  const asked: string[] = []
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined).once('close', () => open.delete(socket))
    return socket
  }
  const server: Server = createHttpServer((_request, response) => response.writeHead(400).end())
  server.on('connection', keep)
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? ''
    asked.push(target)
    if (refuse !== undefined) {
      client.end(`HTTP/1.1 ${refuse} Refused\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const [host = '', port = '443'] = target.split(':')
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (blind) {
      const upstream = keep(connect({host: '127.0.0.1', port: Number(port)}))
      client.pipe(upstream).pipe(client)
      return
    }
    const context = contexts.get(host)
    if (!context) return client.destroy()
    const shown = keep(new TLSSocket(client, {isServer: true, secureContext: context}))
    const upstream = keep(
      connectTls({host: '127.0.0.1', port: Number(port), servername: host, rejectUnauthorized: false}),
    )
    shown.pipe(upstream).pipe(shown)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    authority,
    authorityFile: pki.root.certificatePath,
    asked,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
      pki.remove()
    },
  }
}

function contextFor(pki: TestPki, host: string, leafAlone: boolean): SecureContext {
  const leaf: Issued = pki.issue(`intercept-${host}`, pki.root, {
    subject: `/CN=${host}`,
    extensions: [
      'basicConstraints=CA:FALSE',
      'authorityKeyIdentifier=keyid',
      ...serverUse.filter((one) => !one.startsWith('subjectAltName')),
      `subjectAltName=DNS:${host}`,
    ],
  })
  const chain = leafAlone ? [leaf] : [leaf, pki.root]
  return createSecureContext({
    key: readFileSync(leaf.keyPath),
    cert: chain.map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
  })
}
