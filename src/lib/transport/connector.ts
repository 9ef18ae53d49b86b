import type {Socket} from 'node:net'
import {createSecureContext, type SecureContext, type TLSSocket} from 'node:tls'
import type {buildConnector as BuildConnector, Client as ClientClass} from 'undici'
import {DmpError} from '../errors/dmp-error.ts'

/** PEM texts; `ca` is the whole trust: the system's own is never added. The key is a text or lives in an engine. */
export interface TlsMaterial {
  readonly cert: string
  readonly key?: string
  readonly privateKeyEngine?: string
  readonly privateKeyIdentifier?: string
  readonly ca: readonly string[]
}

/** What a new connection negotiated, for `doctor` and the log. */
export interface ConnectionFacts {
  readonly host: string
  readonly serverName: string
  readonly protocol: string
  readonly cipher: string
  readonly peerSha256: string
  readonly throughProxy: boolean
}

export interface ConnectorOptions {
  readonly context: SecureContext
  readonly connectMs: number
  /** Name for SNI and the check of the certificate; the URL's host otherwise. */
  readonly serverName?: string
  readonly proxy?: string
  readonly onConnection: (facts: ConnectionFacts) => void
}

/** How long a TLS 1.3 server gets to say that it does not want our certificate. */
const VERDICT_MS = 250
/** A server that looks at the certificate after its ticket left closes at once. */
const SETTLE_MS = 10

/**
 * A failure before the connection was usable. It has no code of its own: the HTTP client keeps requests waiting
 * for ever on some codes, and its wrapping is peeled off by `reasonOf`.
 */
export class ConnectFault extends Error {
  constructor(cause: unknown) {
    super('connect', {cause})
    this.name = 'ConnectFault'
  }
}

export function secureContextOf(material: TlsMaterial): SecureContext {
  try {
    return createSecureContext({
      ...material,
      ca: [...material.ca],
      minVersion: 'TLSv1.2',
    })
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'certificate'
    throw new DmpError('DMP_TLS_REFUSED', {
      params: {host: '-', reason},
      details: {reason, sent: false, complete: false},
      cause,
    })
  }
}

/**
 * In TLS 1.3 the client is done before the server has looked at its certificate, and a refusal would come after
 * the request has left: an unknown outcome for a plain misconfiguration. The server's session ticket comes only
 * after it accepted us, so it is awaited, for a quarter of a second at most, before the connection is used.
 */
function accepted(socket: TLSSocket): Promise<void> {
  if (socket.getProtocol() !== 'TLSv1.3') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const finish = (error?: Error) => {
      clearTimeout(timer)
      socket.off('session', onSession).off('error', finish).off('close', onClose)
      if (error) reject(error)
      else resolve()
    }
    const onSession = () => {
      clearTimeout(timer)
      timer = setTimeout(finish, SETTLE_MS)
    }
    const onClose = () =>
      finish(Object.assign(new Error('closed after the handshake'), {code: 'ERR_TLS_CLOSED'}))
    let timer = setTimeout(finish, VERDICT_MS)
    socket.on('session', onSession).on('error', finish).on('close', onClose)
  })
}

async function tunnel(
  Client: typeof ClientClass,
  proxy: string,
  target: string,
  connectMs: number,
): Promise<Socket> {
  const url = new URL(proxy)
  const client = new Client(url.origin, {connect: {timeout: connectMs}, headersTimeout: connectMs})
  const credentials = url.username
    ? `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`
    : undefined
  try {
    const {socket, statusCode} = await client.connect({
      path: target,
      headers: {host: target, ...(credentials ? {'proxy-authorization': credentials} : {})},
      signal: AbortSignal.timeout(connectMs),
    })
    if (statusCode === 200) return socket as Socket
    socket.on('error', () => undefined).destroy()
    throw Object.assign(new Error('CONNECT refused'), {code: `PROXY_${statusCode}`})
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code?.startsWith('PROXY_')) throw cause
    throw Object.assign(new Error('proxy', {cause}), {code: `PROXY_${code ?? 'FAILED'}`})
  }
}

/**
 * Connector of the pool: mutual TLS from one secure context, SNI always sent (EX_0.X-1031), through a CONNECT
 * proxy too, HTTP/1.1 only. @throws DmpError DMP_TLS_REFUSED when there is no name to send
 */
export function connectorFor(
  undici: {readonly buildConnector: typeof BuildConnector; readonly Client: typeof ClientClass},
  options: ConnectorOptions,
): BuildConnector.connector {
  const base = undici.buildConnector({
    secureContext: options.context,
    rejectUnauthorized: true,
    allowH2: false,
    timeout: options.connectMs,
  })
  const connect = async (target: BuildConnector.Options): Promise<TLSSocket> => {
    const port = target.port || '443'
    const host = `${target.hostname}:${port}`
    const bare = target.hostname.replace(/^\[|\]$/g, '')
    const serverName = options.serverName ?? (isAddress(bare) ? undefined : bare)
    if (serverName === undefined) {
      throw new DmpError('DMP_TLS_REFUSED', {
        params: {host, reason: 'SERVER_NAME'},
        details: {host, reason: 'SERVER_NAME', sent: false, complete: false},
      })
    }
    const httpSocket = options.proxy
      ? await tunnel(undici.Client, options.proxy, host, options.connectMs)
      : undefined
    const socket = await new Promise<TLSSocket>((resolve, reject) => {
      base({...target, port, servername: serverName, ...(httpSocket ? {httpSocket} : {})}, (error, made) =>
        error ? reject(error) : resolve(made as TLSSocket),
      )
    })
    await accepted(socket)
    options.onConnection({
      host,
      serverName,
      protocol: socket.getProtocol() ?? '',
      cipher: socket.getCipher().standardName,
      peerSha256: socket.getPeerCertificate().fingerprint256 ?? '',
      throughProxy: httpSocket !== undefined,
    })
    return socket
  }
  return (target, callback) => {
    connect(target).then(
      (socket) => callback(null, socket),
      (cause: unknown) => callback(new ConnectFault(cause), null),
    )
  }
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':')
}
