import {isIP, type Socket} from 'node:net'
import {connect as connectTls, createSecureContext, type TLSSocket} from 'node:tls'
import type {LookLimit} from '../ports/host-facts.ts'
import type {OwnMaterial} from '../ports/reachability.ts'
import {type HttpAnswer, type Presented, placeOf, type ReachTarget} from '../workstation/reach.ts'
import {askHead, type Head, type HeadReason} from './ask-date.ts'
import {alertOf} from './handshake.ts'
import type {ReachMeans} from './reach.ts'
import {codeOf, RoadTime, runStage, StageFailure, type StageLimit} from './stage.ts'
import {connection} from './verify.ts'

interface Shown {
  readonly own: OwnMaterial
  readonly authorities: readonly string[]
}

/** Why a handshake with our certificate ended. */
type Ending = 'refused' | 'cut' | 'untold'

const untold = {state: 'untold'} as const

/**
 * The handshake of commands, on a connection of its own, and one request: in TLS 1.3 the client is done before the server
 * has looked at its certificate, and a refusal comes in the place of an answer.
 */
export async function present(
  target: ReachTarget,
  shown: Shown,
  {timeoutMs, signal}: LookLimit,
  {names, now}: ReachMeans,
): Promise<Presented> {
  const time = new RoadTime(timeoutMs)
  const made = await runStage<{tls: TLSSocket}, Ending>(time.share(0.5), signal, 'untold', async (limit) => ({
    tls: await shake(await connection(target, names, limit), target, shown, limit),
  }))
  if (made.state === 'not-tried') return untold
  if (made.state === 'failed')
    return made.reason === 'refused'
      ? {state: 'refused', alert: made.detail ?? ''}
      : {state: made.reason === 'cut' ? 'cut' : 'untold'}
  const {tls} = made
  const asked = wantsOurs(tls)
  const inDoubt = asked && tls.getProtocol() === 'TLSv1.3'
  const head = await runStage<{head: Head}, HeadReason>(time.share(1), signal, 'timeout', async (limit) => ({
    head: await askHead(tls, placeOf(target), now, limit),
  }))
  tls.destroy()
  if (head.state === 'not-tried') return untold
  if (head.state === 'done') {
    const {status, location, dated} = head.head
    const http = {state: 'answered', status, ...elsewhere(location, target)} as const
    return {
      state: 'done',
      asked,
      http,
      httpMs: head.durationMs,
      ...(typeof dated === 'string' ? {} : {dated}),
    }
  }
  const alert = alertOf(head.detail ?? '')
  if (alert !== undefined) return {state: 'refused', alert}
  if (inDoubt && head.reason === 'closed') return {state: 'cut'}
  return {state: 'done', asked, http: without(head.reason, head.limitMs), httpMs: head.durationMs}
}

function without(reason: HeadReason, limitMs: number): HttpAnswer {
  if (reason === 'timeout') return {state: 'silent', limitMs}
  return {state: reason === 'not-http' ? 'not-http' : 'closed'}
}

/** Algorithms for the proof of a client's key come with the request for its certificate, and not without it (RFC 8446 §4.3.2). */
function wantsOurs(tls: TLSSocket): boolean {
  return tls.getSharedSigalgs().length > 0
}

function elsewhere(location: string | undefined, {host}: ReachTarget): {readonly elsewhere?: string} {
  if (location === undefined || !URL.canParse(location)) return {}
  const {hostname} = new URL(location)
  return hostname === '' || hostname === host ? {} : {elsewhere: hostname}
}

function shake(
  socket: Socket,
  {host, serverName}: ReachTarget,
  {own, authorities}: Shown,
  {signal}: StageLimit,
): Promise<TLSSocket> {
  const name = serverName ?? (isIP(host) ? undefined : host)
  return new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      ...(name === undefined ? {host} : {servername: name}),
      secureContext: createSecureContext({...own, ca: [...authorities], minVersion: 'TLSv1.2'}),
    })
    const settle = (answer: () => void) => {
      signal.removeEventListener('abort', onAbort)
      tls.removeAllListeners('error').on('error', () => undefined)
      tls.removeAllListeners('close')
      answer()
    }
    const fail = (reason: Ending, detail?: string) =>
      settle(() => {
        tls.destroy()
        reject(new StageFailure<Ending>(reason, detail))
      })
    const onAbort = () => fail('untold')
    signal.addEventListener('abort', onAbort, {once: true})
    tls.once('secureConnect', () => settle(() => resolve(tls)))
    tls.once('close', () => fail('cut'))
    tls.once('error', (error) => {
      const code = codeOf(error)
      const alert = alertOf(code)
      if (alert !== undefined) return fail('refused', alert)
      fail(code === 'ECONNRESET' || code === 'EPIPE' ? 'cut' : 'untold', code)
    })
  })
}
