import {isIP, type Socket} from 'node:net'
import {connect as connectTls, type PeerCertificate, type TLSSocket} from 'node:tls'
import type {Container} from '../containers/container.ts'
import {Parts} from '../containers/parts.ts'
import {unreadableSource} from '../containers/read-container.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {proxyOf} from './proxy-of.ts'

/** Long enough for a proxy that asks its own questions first. */
const defaultTimeoutMs = 10_000
const maxChain = 20

/**
 * The certificates that a TLS server shows, believed or not: nothing is sent but the handshake, and no certificate of
 * ours. A server that breaks off because it wants one has shown its own by then.
 * @throws DmpError DMP_CERT_SERVER_UNREACHABLE, DMP_CERT_SOURCE_UNREADABLE (not an address)
 */
export async function fromServer(
  name: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
  timeoutMs = defaultTimeoutMs,
): Promise<Container> {
  const {host, port} = addressOf(name)
  const limit = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])])
  try {
    const proxy = proxyOf(host, env)
    const socket = proxy ? await tunnel(proxy, `${bracketed(host)}:${port}`, limit) : undefined
    return await handshake({name, host, port, socket, limit})
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof DmpError) throw cause
    throw new DmpError('DMP_CERT_SERVER_UNREACHABLE', {
      params: {server: `${bracketed(host)}:${port}`, problem: limit.aborted ? 'ETIMEDOUT' : problemOf(cause)},
      cause,
    })
  }
}

function addressOf(name: string): {host: string; port: number} {
  const url = URL.canParse(name) ? new URL(name) : undefined
  if (!url?.hostname) throw unreadableSource(name, 'address')
  return {host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 443)}
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function problemOf(error: unknown): string {
  const {code, message = ''} = error as NodeJS.ErrnoException
  return code ?? message.slice(0, 60)
}

/** HTTP CONNECT (RFC 9110 §9.3.6) through the proxy of the environment. */
async function tunnel(proxy: URL, target: string, signal: AbortSignal): Promise<Socket> {
  const {request} = await import('node:http')
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return new Promise((resolve, reject) => {
    const asked = request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: target,
      signal,
      headers: {
        host: target,
        ...(proxy.username
          ? {'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}`}
          : {}),
      },
    })
    asked.once('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(Object.assign(new Error('proxy'), {code: `PROXY_${response.statusCode}`}))
    })
    asked.once('response', (response) => {
      response.resume()
      reject(Object.assign(new Error('proxy'), {code: `PROXY_${response.statusCode}`}))
    })
    asked.once('error', (error: NodeJS.ErrnoException) =>
      reject(Object.assign(error, {code: `PROXY_${error.code ?? 'FAILED'}`})),
    )
    asked.end()
  })
}

interface Call {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly socket: Socket | undefined
  readonly limit: AbortSignal
}

function handshake({name, host, port, socket, limit}: Call): Promise<Container> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({
      ...(socket ? {socket} : {host, port}),
      ...(isIP(host) ? {} : {servername: host}),
      // it is looked at, not believed: the checks say what it is worth
      rejectUnauthorized: false,
    })
    const finish = (outcome: () => void) => {
      limit.removeEventListener('abort', onAbort)
      tls.destroy()
      outcome()
    }
    const onAbort = () => finish(() => reject(limit.reason))
    limit.addEventListener('abort', onAbort, {once: true})
    tls.once('secureConnect', () => finishWith(() => shown(tls, name)))
    tls.once('error', (error) => {
      if (tls.getPeerCertificate()?.raw) finishWith(() => shown(tls, name))
      else finish(() => reject(error))
    })
    tls.once('close', () => finish(() => reject(Object.assign(new Error('closed'), {code: 'ECONNRESET'}))))
    const finishWith = (read: () => Container) => {
      try {
        const container = read()
        finish(() => resolve(container))
      } catch (error) {
        finish(() => reject(error))
      }
    }
  })
}

function shown(tls: TLSSocket, name: string): Container {
  const parts = new Parts(name)
  let link: PeerCertificate | undefined = tls.getPeerCertificate(true)
  const seen = new Set<string>()
  while (link?.raw && !seen.has(link.fingerprint256) && seen.size < maxChain) {
    seen.add(link.fingerprint256)
    parts.certificate(new Uint8Array(link.raw), `certificate ${seen.size}`)
    link = 'issuerCertificate' in link ? (link.issuerCertificate as PeerCertificate) : undefined
  }
  const container = parts.finish('tls')
  const [first] = container.certificates
  if (!first) throw Object.assign(new Error('no certificate'), {code: 'NO_CERTIFICATE'})
  return {
    ...container,
    leaf: first,
    server: {
      protocol: tls.getProtocol() ?? '',
      cipher: tls.getCipher()?.name ?? '',
      address: tls.remoteAddress ?? '',
    },
  }
}
