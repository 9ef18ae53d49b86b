/**
 * What is wrong on the road to one server, as far as one road can tell: `us` for what lies on this side whatever others
 * reach (proxy, clock, interception, our certificate), `far` for what only a comparison with another server settles,
 * `untold` for what proves nothing. The checks of the workstation judge the same facts one by one; here there is one
 * answer, for a monitor that asks every minute. It decides nothing of who is to blame: see verdict.ts.
 */
import type {Params} from '../check.ts'
import {byHostsFile} from '../checks/network.ts'
import {type Presented, placeOf, type ReachReport, type SeenTarget, type ServerChain} from '../reach.ts'

export const probeStages = ['dns', 'tcp', 'tls', 'certificate', 'http'] as const
export type ProbeStage = (typeof probeStages)[number]

export interface RoadFault {
  readonly stage: ProbeStage | 'clock'
  /** Key of a sentence. */
  readonly code: string
  readonly params: Params
  readonly lies: 'us' | 'far' | 'untold'
}

/** Below that, a time-out tells of the time that was given. ms */
const FAIR_MS = 1_000
/** The assertion of a call lives 30 s at the least told (EX_AIR-040). ms */
const CLOCK_MS = 30_000

const fault = (
  stage: RoadFault['stage'],
  lies: RoadFault['lies'],
  code: string,
  params: Params,
): RoadFault => ({
  stage,
  lies,
  code,
  params,
})

/** The fault that counts most of one road: a clock that is wrong explains others; else the first stage that failed. */
export function roadFault(seen: SeenTarget): RoadFault | undefined {
  const {dns, tcp, tls} = seen.report
  const road = dnsFault(seen, dns) ?? tcpFault(seen, tcp) ?? tlsFault(seen, tls)
  return road ?? clockFault(seen) ?? chainFault(seen) ?? presentedFault(seen)
}

function dnsFault({target}: SeenTarget, dns: ReachReport['dns']): RoadFault | undefined {
  if (dns.state === 'done') return undefined
  const host = target.proxy ? proxyPlace(target.proxy.url) : target.host
  if (dns.state === 'not-tried') return fault('dns', 'untold', 'no-time', {place: placeOf(target)})
  const params = {host, place: placeOf(target), ms: dns.durationMs, reason: dns.reason}
  if (target.proxy) return fault('dns', 'us', 'proxy-name', params)
  if (dns.reason === 'no-server') return fault('dns', 'us', 'dns-no-server', params)
  // The DNS knows the name: it is this machine that does not find it.
  if (dns.reason === 'system') return fault('dns', 'us', 'dns-system', params)
  // A name that does not exist is as a rule an address that was mistyped, or a DNS of the inside that knows nothing else.
  if (dns.reason === 'unknown-name' || dns.reason === 'no-address')
    return fault('dns', 'us', 'dns-unknown-name', params)
  if (dns.reason === 'slow') return fault('dns', 'untold', 'no-time', params)
  return fault('dns', 'far', 'dns-failed', params)
}

/** Answers by which a proxy speaks of itself and not of the server behind it. */
const ofProxy: ReadonlySet<string> = new Set([
  'proxy-authentication',
  'proxy-forbidden',
  'proxy-not-http',
  'proxy-tls',
])

function tcpFault({target, report}: SeenTarget, tcp: ReachReport['tcp']): RoadFault | undefined {
  const place = placeOf(target)
  if (tcp.state === 'done') return undefined
  if (tcp.state === 'not-tried') return fault('tcp', 'untold', 'no-time', {place})
  const proxy = target.proxy ? proxyPlace(target.proxy.url) : ''
  const params = {place, proxy, ms: tcp.durationMs, reason: tcp.reason, detail: tcp.detail ?? ''}
  const late = tcp.reason === 'timeout' || tcp.reason === 'proxy-timeout'
  if (late && tcp.limitMs < FAIR_MS) return fault('tcp', 'untold', 'no-time', params)
  if (ofProxy.has(tcp.reason)) return fault('tcp', 'us', tcp.reason, params)
  if (tcp.reason.startsWith('proxy-')) return fault('tcp', 'far', 'proxy-leads-nowhere', params)
  if (target.proxy) return fault('tcp', 'us', 'proxy-not-reached', params)
  const address = byHostsFile(target, report.dns)
  if (address !== undefined) return fault('tcp', 'us', 'hosts-file', {...params, address})
  return fault('tcp', 'far', tcp.reason === 'other' ? 'tcp-failed' : `tcp-${tcp.reason}`, params)
}

function tlsFault({target, report}: SeenTarget, tls: ReachReport['tls']): RoadFault | undefined {
  const place = placeOf(target)
  if (tls.state === 'done') return undefined
  if (tls.state === 'not-tried') return fault('tls', 'untold', 'no-time', {place})
  const params = {place, ms: tls.durationMs, reason: tls.reason, detail: tls.detail ?? ''}
  if (tls.reason === 'timeout' && tls.limitMs < FAIR_MS) return fault('tls', 'untold', 'no-time', params)
  const unnamed = report.tlsUnnamed.state === 'done' && tls.reason !== 'old-version'
  if (unnamed && tls.reason !== 'name-refused') return fault('tls', 'us', 'tls-name-cut', params)
  const address = byHostsFile(target, report.dns)
  if (address !== undefined) return fault('tls', 'us', 'hosts-file', {...params, address})
  if (tls.reason === 'not-tls') return fault('tls', 'us', 'tls-not-tls', params)
  if (tls.reason === 'name-refused')
    return fault('tls', 'us', 'wrong-name', {...params, name: nameOf(target)})
  return fault('tls', 'far', tls.reason === 'other' ? 'tls-failed' : `tls-${tls.reason}`, params)
}

/** Half of the round trip is how wrong the gap may be. */
function clockFault({target, report: {date}, verified, chain}: SeenTarget): RoadFault | undefined {
  const place = placeOf(target)
  const well = typeof chain === 'object' && chain.faults.length === 0
  if (date.state === 'done') {
    const proved = Math.abs(date.skewMs) - date.roundTripMs / 2
    const params = {place, seconds: Math.round(Math.abs(date.skewMs) / 1000)}
    if (proved > CLOCK_MS) return fault('clock', 'us', date.skewMs > 0 ? 'clock-slow' : 'clock-fast', params)
  }
  // By the server's own clock its dates are right.
  const dates = verified?.state === 'refused' && /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/.test(verified.code)
  return dates && well ? fault('clock', 'us', 'clock-by-dates', {place}) : undefined
}

const withoutIssuer: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
])

function chainFault({target, report, chain, verified}: SeenTarget): RoadFault | undefined {
  const place = placeOf(target)
  if (chain === undefined) return fault('tls', 'untold', 'not-proved', {place})
  if (chain === 'unreadable') return fault('tls', 'untold', 'server-unreadable', {place})
  const {kind, name: issuer} = chain.issuer
  const params = {place, issuer, subject: chain.subject}
  if (kind === 'foreign' || kind === 'forged' || kind === 'self-signed')
    return fault('tls', 'us', `intercepted-${kind}`, params)
  const faults = new Set(chain.faults.map((one) => one.kind))
  if (faults.has('wrong-name'))
    return byHostsFile(target, report.dns) === undefined
      ? fault('tls', 'us', 'wrong-name', {...params, name: nameOf(target)})
      : fault('tls', 'us', 'hosts-file', {...params, address: byHostsFile(target, report.dns) ?? ''})
  if (faults.has('not-trusted')) return fault('tls', 'us', 'not-trusted', params)
  const ended = (['expired', 'not-yet', 'incomplete'] as const).find((one) => faults.has(one))
  if (ended) return fault('tls', 'far', `server-${ended}`, params)
  if (kind === 'not-shown') return fault('tls', 'far', 'server-incomplete', params)
  return unverified(chain, verified, place)
}

function unverified(
  chain: ServerChain,
  verified: SeenTarget['verified'],
  place: string,
): RoadFault | undefined {
  if (verified?.state === 'authorised') return undefined
  if (verified?.state !== 'refused') return fault('tls', 'untold', 'not-proved', {place})
  const params = {place, issuer: chain.issuer.name, reason: verified.code}
  return withoutIssuer.has(verified.code)
    ? fault('tls', 'us', 'authority-absent', params)
    : fault('tls', 'far', 'server-refused', params)
}

/** Alerts by which a server refuses the certificate that it was shown (RFC 8446 §6.2). */
const ofOurCertificate = /CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|DECRYPT_ERROR/

function presentedFault({target, presented}: SeenTarget): RoadFault | undefined {
  const place = placeOf(target)
  if (presented === undefined) return undefined
  switch (presented.state) {
    case 'refused': {
      const params = {place, detail: presented.alert}
      return ofOurCertificate.test(presented.alert)
        ? fault('certificate', 'us', 'certificate-refused', params)
        : fault('certificate', 'far', 'tls-alert', params)
    }
    case 'cut':
      return fault('certificate', 'untold', 'certificate-cut', {place})
    case 'untold':
      return fault('certificate', 'untold', 'certificate-untold', {place})
    case 'kept':
      return presented.because === 'unusable'
        ? fault('certificate', 'us', 'key-unusable', {place})
        : undefined
    case 'done':
      return httpFault(presented, place)
  }
}

function httpFault(
  {http, httpMs = 0}: Extract<Presented, {state: 'done'}>,
  place: string,
): RoadFault | undefined {
  if (http.state === 'answered') {
    const {status} = http
    return status >= 502 && status <= 504
      ? fault('http', 'far', 'http-unavailable', {place, status, ms: httpMs})
      : undefined
  }
  if (http.state === 'silent' && http.limitMs < FAIR_MS) return fault('http', 'untold', 'no-time', {place})
  return fault('http', 'far', `http-${http.state}`, {place, ms: httpMs})
}

/** Host and port of a proxy, without what may stand before them. */
export function proxyPlace(url: string): string {
  if (!URL.canParse(url)) return ''
  const {protocol, hostname, port} = new URL(url)
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

function nameOf({serverName, host}: SeenTarget['target']): string {
  return serverName ?? host
}
