import type {Evidence, Params, WantedUse} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import type {ProxyFacts} from '../proxies.ts'
import {placeOf, type ReachReport, type SeenTarget} from '../reach.ts'
import {absent, byTarget, type Said} from './network-targets.ts'

/** Below that, a time-out tells of the time that was given and not of the network. */
const FAIR_MS = 1_000

/** Time-outs of every stage. */
const late: ReadonlySet<string> = new Set(['no-answer', 'timeout', 'proxy-timeout'])

/** What a DNS server that answers badly is told by. */
const ofDnsServer: ReadonlySet<string> = new Set(['no-server', 'server-failed', 'server-refused', 'other'])

/** The name of every server is found; through a proxy, that of the proxy. */
export const netDns = judgeKnown(['network'], ['proxies'], ({network, proxies}, {wanted}) =>
  byTarget(network, 'dns-found', ({target, report: {dns}}): Said => {
    const name = target.proxy ? proxyPlace(target.proxy.url) : target.host
    if (dns.state === 'done') {
      const params = {host: name, addresses: dns.addresses.slice(0, 3).join(', '), ms: dns.durationMs}
      return {result: 'good', evidence: [{code: `dns-${dns.by}`, params}]}
    }
    return failure('dns', dns, {host: name, ms: limitOf(dns)}, browserMayPass(wanted.use, target, proxies))
  }),
)

/** A connection to every server opens; through a proxy, the proxy leads on. */
export const netTcp = judgeKnown(['network'], ['proxies'], ({network, proxies}, {wanted}) =>
  byTarget(network, 'tcp-open', ({target, report: {dns, tcp}}): Said => {
    const place = placeOf(target)
    const proxy = target.proxy ? proxyPlace(target.proxy.url) : ''
    if (tcp.state === 'done') {
      const params = {place, proxy, address: tcp.address, ms: tcp.durationMs}
      return {result: 'good', evidence: [{code: target.proxy ? 'tcp-through-proxy' : 'tcp-direct', params}]}
    }
    const status = tcp.state === 'failed' ? (tcp.detail ?? '') : ''
    const listed = byHostsFile(target, dns)
    if (listed !== undefined && tcp.state === 'failed' && !tooShort(tcp)) {
      const params = {place, host: target.host, address: listed}
      const code = `tcp-hosts-${tcp.reason === 'timeout' ? 'timeout' : 'closed'}`
      return {result: 'bad', cause: {code, params}, remedy: {code: 'mend-hosts-file', params}}
    }
    const params = {
      place: target.proxy && !isProxyReason(tcp) ? proxy : place,
      proxy,
      status,
      ms: limitOf(tcp),
    }
    return failure('tcp', tcp, params, browserMayPass(wanted.use, target, proxies))
  }),
)

function isProxyReason(tcp: ReachReport['tcp']): boolean {
  return tcp.state === 'failed' && tcp.reason.startsWith('proxy-')
}

/**
 * A handshake in TLS 1.2 or later with the name announced, without a certificate of ours: a server that breaks off for
 * want of one has answered.
 */
export const netTls = judgeKnown(['network'], [], ({network}, {wanted}) =>
  byTarget(network, 'tls-shaken', ({target, report}): Said => {
    const {tls} = report
    const place = placeOf(target)
    if (tls.state !== 'done') return unshaken(target, report)
    const params = {
      place,
      version: tls.protocol,
      cipher: tls.cipher,
      ms: tls.durationMs,
      alert: tls.alert ?? '',
    }
    const evidence: readonly Evidence[] = [
      {code: 'tls-shaken', params},
      ...(tls.clientCertificate === undefined ? [] : [{code: `tls-${tls.clientCertificate}`, params}]),
    ]
    if (tls.clientCertificate === 'cut')
      return {
        result: 'untold',
        cause: {code: 'tls-cut', params},
        evidence,
        remedy: {code: 'open-tls', params},
      }
    if (target.kind === 'dmp' && wanted.use === 'feeding-certificate' && !hasName(target))
      return {
        result: 'bad',
        cause: {code: 'tls-no-name', params},
        evidence,
        remedy: {code: 'set-server-name', params},
      }
    return {result: 'good', evidence}
  }),
)

function unshaken(target: SeenTarget['target'], report: ReachReport): Said {
  const {tls, tlsUnnamed, oldProtocol} = report
  const name = target.serverName ?? target.host
  const detail = tls.state === 'failed' ? (tls.detail ?? '') : ''
  const params = {place: placeOf(target), name, detail, ms: limitOf(tls), version: oldProtocol ?? ''}
  // The same server answers as soon as it is not named: something on the way reads the name and cuts.
  if (tls.state === 'failed' && tlsUnnamed.state === 'done' && tls.reason !== 'old-version')
    return {result: 'bad', cause: {code: 'tls-name-cut', params}, remedy: {code: 'open-tls', params}}
  const broken = brokenOnTheWay(target, report)
  if (broken || tls.state === 'done') return broken ?? {result: 'not-reached'}
  return failure('tls', tls, params)
}

/** Reasons by which no server was heard at all. */
const unheard: ReadonlySet<string> = new Set(['not-tls', 'closed', 'reset'])

/**
 * What stands between is the cause, not the server: a proxy that says it leads on and answers itself, a line of the hosts
 * file, or, where a published server should be, a portal that speaks plain HTTP.
 */
function brokenOnTheWay(target: SeenTarget['target'], {dns, tls}: ReachReport): Said | undefined {
  if (tls.state !== 'failed' || !unheard.has(tls.reason)) return undefined
  const place = placeOf(target)
  if (target.proxy) {
    const params = {place, proxy: proxyPlace(target.proxy.url)}
    // Who cut is not known: the proxy may have, and it alone can be asked.
    const code = tls.reason === 'not-tls' ? 'tls-proxy-portal' : `tls-${tls.reason}`
    return {result: 'bad', cause: {code, params}, remedy: {code: 'open-proxy', params}}
  }
  const listed = byHostsFile(target, dns)
  if (listed !== undefined) {
    const params = {place, host: target.host, address: listed}
    return {result: 'bad', cause: {code: 'tls-hosts', params}, remedy: {code: 'mend-hosts-file', params}}
  }
  if (tls.reason !== 'not-tls' || !isPublished(target)) return undefined
  return {
    result: 'bad',
    cause: {code: 'tls-portal', params: {place}},
    remedy: {code: 'leave-portal', params: {place}},
  }
}

/** A server of the list of published ones, of which it is known that it speaks TLS. */
function isPublished({kind, unknown}: SeenTarget['target']): boolean {
  return kind === 'web' || (kind === 'named' && unknown !== true)
}

/** The address that the hosts file gives a server that is reached directly; this machine itself is always there. */
export function byHostsFile(target: SeenTarget['target'], dns: ReachReport['dns']): string | undefined {
  if (target.proxy || dns.state !== 'done' || dns.by !== 'hosts-file') return undefined
  return /^(?:localhost$|localhost\.|127\.|::1$)/.test(target.host) ? undefined : dns.addresses[0]
}

/** The server answers when it is named, as this program always does; what it does unnamed is told. */
export const netSni = judgeKnown(['network'], [], ({network}) => {
  const told = network.targets.flatMap(({target, report: {tls, tlsUnnamed}}): Evidence[] => {
    if (tls.state !== 'done') return []
    const params = {place: placeOf(target), name: target.serverName ?? target.host}
    if (!hasName(target)) return [{code: 'sni-none', params}]
    if (tlsUnnamed.state === 'not-tried') return [{code: 'sni-untold', params}]
    if (tlsUnnamed.state === 'failed')
      return [{code: late.has(tlsUnnamed.reason) ? 'sni-unnamed-late' : 'sni-needed', params}]
    return [{code: tlsUnnamed.sha256 === tls.sha256 ? 'sni-same' : 'sni-other', params}]
  })
  const [first, ...more] = told
  if (!first) return absent(network)
  const none = told.find(({code}) => code === 'sni-none')
  if (none)
    return {
      status: 'warn',
      cause: {code: 'sni-none', params: none.params ?? {}},
      evidence: told,
      remedy: {code: 'set-server-name', params: none.params ?? {}},
    }
  const kinds = new Set(told.map(({code}) => code))
  const needed = kinds.has('sni-needed') || kinds.has('sni-other')
  if (kinds.has('sni-untold') || kinds.has('sni-unnamed-late'))
    return {status: 'info', cause: {code: 'sni-announced'}, evidence: told}
  return {
    status: 'ok',
    cause: {code: needed ? 'sni-needed' : 'sni-same'},
    evidence: [first, ...more],
  }
})

function hasName({host, serverName}: SeenTarget['target']): boolean {
  return serverName !== undefined || !(/^[\d.]+$/.test(host) || host.includes(':'))
}

/**
 * A browser follows the proxy or the script that the system names, and this program does not: a direct road that is
 * closed to it says nothing of the browser.
 */
function browserMayPass(
  use: WantedUse,
  target: SeenTarget['target'],
  proxies: ProxyFacts | undefined,
): boolean {
  if (use === 'feeding-certificate' || target.proxy || target.kind === 'dmp') return false
  return proxies?.system.state === 'told' && proxies.system.script
}

type Failed = {readonly state: 'failed'; readonly reason: string; readonly limitMs: number}

function limitOf(stage: {readonly state: string} | Failed): number {
  return 'limitMs' in stage ? stage.limitMs : 0
}

function failure(
  stage: 'dns' | 'tcp' | 'tls',
  found: Failed | {readonly state: 'done' | 'not-tried'},
  params: Params,
  browserPasses = false,
): Said {
  if (found.state !== 'failed') return {result: 'not-reached'}
  const {reason, limitMs} = found
  const cause = {code: `${stage}-${reason}`, params}
  // In so little time the system did not say what it knows beside the DNS.
  const hasty = stage === 'dns' && ofDnsServer.has(reason) && limitMs < FAIR_MS
  if (tooShort(found) || hasty)
    return {result: 'untold', cause: {code: 'too-little-time', params}, remedy: {code: 'more-time', params}}
  if (reason === 'slow') return {result: 'untold', cause, remedy: {code: 'more-time', params}}
  if (browserPasses) return {result: 'untold', cause, remedy: {code: 'try-in-browser', params}}
  return {result: 'bad', cause, remedy: {code: remedyOf(stage, reason), params}}
}

function tooShort({reason, limitMs}: Failed): boolean {
  return late.has(reason) && limitMs < FAIR_MS
}

function remedyOf(stage: 'dns' | 'tcp' | 'tls', reason: string): string {
  if (stage === 'dns')
    return reason === 'no-server' || reason === 'no-answer' ? 'mend-dns-server' : 'open-dns'
  if (stage === 'tls')
    return reason === 'not-tls' || reason === 'old-version' ? 'look-at-address' : 'open-tls'
  if (reason === 'proxy-authentication') return 'proxy-authentication'
  if (reason.startsWith('proxy-')) return 'open-proxy'
  return 'open-port'
}

/** `host:port` of a proxy; what stands before an `@` stays unseen. */
export function proxyPlace(url: string): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/]+)/i.exec(url)?.[1] ?? ''
}
