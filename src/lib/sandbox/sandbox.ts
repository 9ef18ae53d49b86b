/**
 * The embedded DMP, the gate's side: a strict server on loopback that accepts what the real DMP is known to accept
 * and refuses all else, each refusal with one cause.
 *
 * It models the services of an *Alimentation* establishment (GIE message samples; IHE ITI TF ITI-41, ITI-18, update of
 * availability; HL7v3 existence test): mutual TLS with ORG AUTH_CLI, SNI, MTOM, SOAP 1.2, WS-Addressing, VIHF, quota.
 * What the calls do to the record is the {@link SandboxBackend}'s part.
 *
 * It imports nothing of the client but the error class and identifier types: XML reader, canonicaliser, signature
 * verifier and certificate reader are its own, so that a mistake made on one side shows on the other.
 *
 * Faults can be armed at the start or over the control endpoint, to see what the client does when the network or the
 * server fails. Its own choices, where nothing official is known: subcodes beginning with `Sandbox`, HTTP 429 for the
 * quota, HTTP 403 in words for a wrong client certificate, the cause in the fault's Detail.
 */
import {mkdir} from 'node:fs/promises'
import type {Server as PlainServer} from 'node:http'
import type {AddressInfo, Server as NetServer, Socket} from 'node:net'
import {DmpError} from '../errors/dmp-error.ts'
import type {AuthenticatedCall} from './backend.ts'
import {createControlServer} from './control/control-server.ts'
import {sayPlainly, serveCall, type Wire, wireOf} from './gate/exchange.ts'
import {type Gate, openGate} from './gate/gate.ts'
import type {SandboxCounters, SandboxOptions} from './gate/options.ts'
import {drain} from './gate/request-body.ts'
import {createTlsServer} from './gate/tls-door.ts'
import {serveInsi} from './insi/exchange.ts'
import {type InsiService, insiPath, openInsi} from './insi/insi.ts'

export {type FaultSpec, formatFaultSpec, parseFaultSpec} from './faults/fault-spec.ts'
export type {SandboxClock, SandboxCounters, SandboxOptions, ServerIdentity} from './gate/options.ts'
export {type ReadyFacts, writeReadyFile} from './ready-file.ts'

const base = '/si-dmp-server/v2/services'
const services: ReadonlySet<string> = new Set(['repository', 'registry', 'patients'])

export interface RunningSandbox {
  /** Base of the services; its host is `localhost`, so that clients send SNI. */
  readonly url: string
  /** Address of the téléservice INSi, when it is served. */
  readonly insiUrl: string | undefined
  readonly controlUrl: string | undefined
  readonly port: number
  readonly counters: Readonly<SandboxCounters>
  /** Ends every socket, then the backend. */
  close(): Promise<void>
}

/** Starts listening on loopback. Throws DMP_SANDBOX_NOT_LISTENING when the port cannot be had. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const host = options.host ?? '127.0.0.1'
  if (host !== '127.0.0.1' && host !== '::1') {
    throw new DmpError('DMP_SANDBOX_NOT_LISTENING', {
      params: {host, port: options.port ?? 0, reason: 'loopback'},
    })
  }
  await mkdir(options.spoolDir, {recursive: true, mode: 0o700})
  const gate = openGate(options)
  const insi = options.insi && openInsi(options.insi, options.tls.ca)
  const sockets = new Map<number, Socket>()
  const server = createTlsServer(options, gate.knobs)
  server.on('connection', (socket: Socket) => {
    gate.counters.connections += 1
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  server.on('tlsClientError', (error) => gate.log('tls-error', {error: error.message}))
  server.on('request', (request, response) => {
    const raw = sockets.get(request.socket.remotePort ?? 0)
    route(gate, insi, wireOf(request, response, raw)).catch((error: unknown) => {
      gate.log('internal-error', {error: String(error)})
      request.socket.destroy()
    })
  })
  const control =
    options.controlToken === undefined
      ? undefined
      : createControlServer(gate, options.controlToken, {
          dropIdleConnections: () => server.closeIdleConnections(),
        })
  const port = await listen(server, host, options.port ?? 0)
  const controlPort = control && (await listen(control, host, 0))
  const literal = host === '::1' ? '[::1]' : host
  return {
    url: `https://localhost:${port}${base}`,
    insiUrl: insi && `https://localhost:${port}${insiPath}`,
    controlUrl: controlPort === undefined ? undefined : `http://${literal}:${controlPort}`,
    port,
    counters: gate.counters,
    async close() {
      const stopped = Promise.all([stop(server), control && stop(control)])
      for (const socket of sockets.values()) socket.destroy()
      await stopped
      await options.backend.close()
    },
  }
}

async function route(gate: Gate, insi: InsiService | undefined, wire: Wire): Promise<void> {
  const {request, response} = wire
  const path = request.url ?? ''
  const toInsi = insi !== undefined && path === insiPath
  const service = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : ''
  if (path === '/param-lps' && request.method === 'GET') {
    const body = Buffer.from(gate.options.backend.paramLps())
    response.writeHead(200, {'content-type': 'application/xml; charset=utf-8', 'content-length': body.length})
    response.end(body)
    return
  }
  if (!services.has(service) && !toInsi) {
    await drain(request)
    return sayPlainly(gate, response, 404, 'http/path', 'Service inconnu')
  }
  if (request.method !== 'POST') {
    await drain(request)
    response.setHeader('allow', 'POST')
    return sayPlainly(gate, response, 405, 'http/method', 'POST attendu')
  }
  if (toInsi) return serveInsi(gate, wire, insi)
  return serveCall(gate, wire, service as AuthenticatedCall['service'])
}

async function listen(server: NetServer, host: string, port: number): Promise<number> {
  const {promise, resolve, reject} = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({host, port, exclusive: true}, resolve)
  try {
    await promise
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'error'
    throw new DmpError('DMP_SANDBOX_NOT_LISTENING', {params: {host, port, reason}, cause})
  } finally {
    server.off('error', reject)
  }
  return (server.address() as AddressInfo).port
}

async function stop(server: PlainServer | ReturnType<typeof createTlsServer>): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  await promise
}
