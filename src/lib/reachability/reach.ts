import {isIP, type Socket} from 'node:net'
import type {LookLimit} from '../ports/host-facts.ts'
import {
  type Connected,
  type Handshaken,
  placeOf,
  type ReachReport,
  type ReachTarget,
  type Stage,
  type TcpReason,
  type TlsReason,
} from '../workstation/reach.ts'
import {askDate} from './ask-date.ts'
import {handshake, type Shaken, type Versions} from './handshake.ts'
import {openConnection} from './open-connection.ts'
import {type NameMeans, resolveName} from './resolve.ts'
import {RoadTime, runStage, type StageLimit} from './stage.ts'
import {tunnel} from './tunnel.ts'

export interface ReachMeans {
  readonly names: NameMeans
  /** ms since 1970. */
  readonly now: () => number
}

/** What each stage may take of the whole. */
const shares = {dns: 0.35, tcp: 0.35, tls: 0.4, date: 0.4}

const notTried = {state: 'not-tried'} as const

/**
 * One stage after the other, each in its own time; what comes after one that failed is not tried. Through a proxy the
 * name and the connection are the proxy's: it is the proxy that looks the target up.
 */
export async function reach(
  target: ReachTarget,
  {timeoutMs, signal}: LookLimit,
  means: ReachMeans,
): Promise<ReachReport> {
  const time = new RoadTime(timeoutMs)
  const run = <Done extends object, Reason extends string>(
    part: keyof typeof shares,
    late: Reason,
    work: (limit: StageLimit) => Promise<Done>,
  ) => runStage<Done, Reason>(time.share(shares[part]), signal, late, work)
  const proxy = target.proxy ? proxyAddress(target.proxy.url) : undefined
  const first = proxy ?? target
  const dns = await run('dns', 'no-answer', (limit) => resolveName(first.host, means.names, limit))
  if (dns.state !== 'done') return stopped({dns})
  /** A connection to the target, through the proxy if there is one. */
  const connect = async (limit: StageLimit): Promise<Connected & {socket: Socket}> => {
    const opened = await openConnection(dns.addresses, first.port, limit)
    if (!proxy) return opened
    const {socket, status} = await tunnel(opened.socket, proxy.url, placeOf(target), limit)
    return {socket, address: opened.address, proxyStatus: status}
  }
  const tcp = await run<Connected & {socket: Socket}, TcpReason>('tcp', 'timeout', connect)
  if (tcp.state !== 'done') return stopped({dns, tcp})
  const {socket, ...connected} = tcp
  const name = target.serverName ?? (isIP(target.host) ? undefined : target.host)
  const shake = (made: Socket, announced: string | undefined, versions: Versions = 'spoken') =>
    run<Shaken, TlsReason>('tls', 'timeout', (limit) => handshake(made, announced, versions, limit))
  /** A second connection for a second handshake: one that cannot be had says nothing. */
  const again = async (announced: string | undefined, versions: Versions) => {
    const road = await run<Connected & {socket: Socket}, TcpReason>('tcp', 'timeout', connect)
    return road.state === 'done' ? shake(road.socket, announced, versions) : notTried
  }
  const tls = await shake(socket, name)
  const [date, unnamed, old] = await Promise.all([
    tls.state === 'done' && tls.clientCertificate === undefined
      ? run('date', 'timeout', (limit) => askDate(tls.socket, placeOf(target), means.now, limit))
      : notTried,
    name === undefined ? notTried : again(undefined, 'spoken'),
    tls.state === 'failed' && mayBeOld(tls.reason) ? again(name, 'refused') : notTried,
  ])
  for (const made of [tls, unnamed, old]) if (made.state === 'done') made.socket.destroy()
  return {
    dns,
    tcp: connected,
    tls: aged(withoutSocket(tls), old),
    tlsUnnamed: withoutSocket(unnamed),
    date,
    ...(old.state === 'done' ? {oldProtocol: old.protocol} : {}),
  }
}

function stopped(known: Pick<ReachReport, 'dns'> & Partial<ReachReport>): ReachReport {
  return {tcp: notTried, tls: notTried, tlsUnnamed: notTried, date: notTried, ...known}
}

function mayBeOld(reason: TlsReason): boolean {
  return reason !== 'timeout' && reason !== 'not-tls' && reason !== 'name-refused'
}

/** A server that took an older version and none that is spoken here. */
function aged(
  tls: Stage<Handshaken, TlsReason>,
  old: Stage<Shaken, TlsReason>,
): Stage<Handshaken, TlsReason> {
  return tls.state === 'failed' && old.state === 'done' ? {...tls, reason: 'old-version'} : tls
}

function withoutSocket(stage: Stage<Shaken, TlsReason>): Stage<Handshaken, TlsReason> {
  if (stage.state !== 'done') return stage
  const {socket, ...rest} = stage
  return rest
}

/** @throws TypeError for what is no address; whoever set it up has refused it before */
export function proxyAddress(text: string): {host: string; port: number; url: URL} {
  const url = new URL(text)
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  return {host: url.hostname.replace(/^\[|\]$/g, ''), port, url}
}
