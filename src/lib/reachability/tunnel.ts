import {request} from 'node:http'
import type {Socket} from 'node:net'
import {connect as connectTls} from 'node:tls'
import type {TcpReason} from '../workstation/reach.ts'
import {codeOf, StageFailure, type StageLimit} from './stage.ts'

export interface Tunnelled {
  readonly socket: Socket
  readonly status: number
}

/**
 * HTTP CONNECT (RFC 9110 §9.3.6) over an open connection to the proxy.
 * @throws StageFailure: what the proxy answers, told apart by what a person does about it
 */
export async function tunnel(
  toProxy: Socket,
  proxy: URL,
  target: string,
  limit: StageLimit,
): Promise<Tunnelled> {
  const socket = proxy.protocol === 'https:' ? await secured(toProxy, proxy, limit) : toProxy
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: target,
      signal: limit.signal,
      headers: {host: target, ...credentials(proxy)},
    })
    const refuse = (status: number) => {
      socket.destroy()
      reject(new StageFailure<TcpReason>(reasonOf(status), String(status)))
    }
    asked.once('connect', ({statusCode = 0}, made: Socket) => {
      if (statusCode < 200 || statusCode > 299) return refuse(statusCode)
      made.on('error', () => undefined)
      resolve({socket: made, status: statusCode})
    })
    asked.once('response', (response) => {
      response.on('error', () => undefined).resume()
      refuse(response.statusCode ?? 0)
    })
    asked.once('error', (error) => {
      socket.destroy()
      const code = codeOf(error)
      const reason: TcpReason = limit.signal.aborted
        ? 'proxy-timeout'
        : code.startsWith('HPE_')
          ? 'proxy-not-http'
          : 'proxy-closed'
      reject(new StageFailure<TcpReason>(reason, limit.signal.aborted ? undefined : code))
    })
    asked.end()
  })
}

function reasonOf(status: number): TcpReason {
  if (status === 407) return 'proxy-authentication'
  if (status === 401 || status === 403 || status === 405) return 'proxy-forbidden'
  return status >= 500 && status <= 504 ? 'proxy-gateway' : 'proxy-status'
}

function credentials({username, password}: URL): Record<string, string> {
  if (username === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}`}
}

/** A proxy that is itself reached by TLS must show a certificate that Node believes. */
function secured(socket: Socket, proxy: URL, {signal}: StageLimit): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({socket, servername: proxy.hostname})
    const fail = (error?: Error) => {
      signal.removeEventListener('abort', onAbort)
      tls.destroy()
      const reason: TcpReason = signal.aborted ? 'proxy-timeout' : 'proxy-tls'
      reject(new StageFailure<TcpReason>(reason, error ? codeOf(error) : undefined))
    }
    const onAbort = () => fail()
    signal.addEventListener('abort', onAbort, {once: true})
    tls.once('error', fail)
    tls.once('secureConnect', () => {
      signal.removeEventListener('abort', onAbort)
      tls.off('error', fail).on('error', () => undefined)
      resolve(tls)
    })
  })
}
