import {isIP, type Socket} from 'node:net'
import {connect as connectTls, createSecureContext, type TLSSocket} from 'node:tls'
import type {LookLimit} from '../ports/host-facts.ts'
import {placeOf, type ReachTarget, type Verified} from '../workstation/reach.ts'
import {openConnection} from './open-connection.ts'
import {proxyAddress} from './reach.ts'
import {type NameMeans, resolveName} from './resolve.ts'
import {codeOf, runStage, StageFailure, type StageLimit} from './stage.ts'
import {tunnel} from './tunnel.ts'

const untold = {state: 'untold'} as const

/**
 * The verification that commands go by: OpenSSL's own, with the same authorities and nothing of ours shown. It knows of
 * purposes, name constraints, critical extensions, weak keys and digests (RFC 5280 §6.1).
 */
export async function verify(
  target: ReachTarget,
  authorities: readonly string[],
  {timeoutMs, signal}: LookLimit,
  names: NameMeans,
): Promise<Verified> {
  const made = await runStage<{said: Verified}, 'late'>(timeoutMs, signal, 'late', async (limit) => ({
    said: await shaken(await connection(target, names, limit), target, authorities, limit),
  }))
  return made.state === 'done' ? made.said : untold
}

/** @throws StageFailure */
export async function connection(target: ReachTarget, names: NameMeans, limit: StageLimit): Promise<Socket> {
  const proxy = target.proxy ? proxyAddress(target.proxy.url) : undefined
  const first = proxy ?? target
  const {addresses} = await resolveName(first.host, names, limit)
  const {socket} = await openConnection(addresses, first.port, limit)
  return proxy ? (await tunnel(socket, proxy.url, placeOf(target), limit)).socket : socket
}

function shaken(
  socket: Socket,
  {host, serverName}: ReachTarget,
  authorities: readonly string[],
  {signal}: StageLimit,
): Promise<Verified> {
  const name = serverName ?? (isIP(host) ? undefined : host)
  return new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      ...(name === undefined ? {host} : {servername: name}),
      rejectUnauthorized: false,
      secureContext: createSecureContext({ca: [...authorities], minVersion: 'TLSv1.2'}),
    })
    const onAbort = () => reject(new StageFailure('late'))
    const settle = (said: Verified) => {
      signal.removeEventListener('abort', onAbort)
      resolve(said)
      tls.destroy()
    }
    signal.addEventListener('abort', onAbort, {once: true})
    tls.once('secureConnect', () =>
      settle(
        tls.authorized ? {state: 'authorised'} : {state: 'refused', code: String(tls.authorizationError)},
      ),
    )
    // In TLS 1.2 a server that wants a certificate of ours ends the handshake after it has shown its own.
    tls.on('error', () => settle(verdictBeforeTheEnd(tls)))
    tls.once('close', () => settle(untold))
  })
}

/** What OpenSSL found of the chain although the handshake was not completed; Node tells it once it is alone. */
function verdictBeforeTheEnd(tls: TLSSocket): Verified {
  const {_handle: handle} = tls as {_handle?: {verifyError?: () => Error | null}}
  if (typeof handle?.verifyError !== 'function') return untold
  if (!tls.getPeerCertificate().raw) return untold
  const error = handle.verifyError()
  return error ? {state: 'refused', code: codeOf(error)} : {state: 'authorised'}
}
