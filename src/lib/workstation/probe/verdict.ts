/**
 * "Is it us or the DMP?" out of the roads to the servers of the DMP and to others. The DMP is named only where another
 * server was reached by the same way (the same proxy, or none) at least as far as the stage at which the DMP failed; where
 * no other was tried, or none of them far enough, the answer says so. Pure: it asks nothing of the network.
 */
import type {Evidence} from '../check.ts'
import {placeOf, type SeenTarget} from '../reach.ts'
import {isLoopback} from '../targets.ts'
import {proxyPlace, type RoadFault, roadFault} from './road-fault.ts'

export const probeSides = ['none', 'us', 'dmp', 'unclear'] as const
export type ProbeSide = (typeof probeSides)[number]

export interface ProbeVerdict {
  /** `none`: nothing is wrong. */
  readonly side: ProbeSide
  /** `reached`, or the fault: key of a sentence. */
  readonly cause: Evidence
  /** `likely`: something on our side that aims at this one server would look the same. */
  readonly certainty: 'sure' | 'likely' | 'none'
  readonly evidence: readonly Evidence[]
}

/** A rule of a firewall, or of a proxy, for one server alone cannot be told from that server. */
const likeFirewall: ReadonlySet<RoadFault['stage']> = new Set(['dns', 'tcp', 'tls'])

/** Servers that take documents: without them the DMP cannot be fed. */
export function isDmp({target}: SeenTarget): boolean {
  return target.kind === 'dmp' && target.essential
}

/** The fault for which others are to be asked before anybody is named; undefined where there is none. */
export function faultToCompare(targets: readonly SeenTarget[]): RoadFault | undefined {
  return worst(targets)?.fault
}

export function probeVerdict(targets: readonly SeenTarget[], witnesses: readonly SeenTarget[]): ProbeVerdict {
  const dmp = targets.filter(isDmp)
  const found = worst(targets)
  const clock = clockEvidence([...dmp, ...witnesses])
  if (!found) {
    const [first] = dmp
    if (!first) return {side: 'unclear', certainty: 'none', cause: {code: 'no-address'}, evidence: []}
    const cause = {code: 'reached', params: {place: placeOf(first.target)}}
    return {side: 'none', certainty: 'sure', cause, evidence: [...remarks(dmp), ...clock]}
  }
  const {fault, seen} = found
  const others = [...targets.filter(({target}) => target.kind !== 'dmp'), ...witnesses, ...dmp].filter(
    ({target}) => target.host !== seen.target.host && sameWay(target, seen.target),
  )
  const reached = others.filter((one) => reachedAsFar(one, fault))
  const evidence = [
    wayEvidence(seen),
    ...others.map((one) => otherEvidence(one, reached.includes(one))),
    ...(others.length === 0 && fault.lies === 'far' ? [{code: 'no-other'}] : []),
    ...remarks(dmp),
    ...clock,
  ]
  const cause = {code: fault.code, params: fault.params}
  if (fault.lies === 'us') return {side: 'us', certainty: 'sure', cause, evidence}
  if (fault.lies === 'untold') return {side: 'unclear', certainty: 'none', cause, evidence}
  if (reached.length > 0) {
    const certainty = likeFirewall.has(fault.stage) && !fault.code.startsWith('server-') ? 'likely' : 'sure'
    return {side: 'dmp', certainty, cause, evidence}
  }
  // One other server that is away too may be away by itself; two are hardly.
  if (others.length > 0)
    return {side: 'us', certainty: others.length > 1 ? 'sure' : 'likely', cause, evidence}
  return {side: 'unclear', certainty: 'none', cause, evidence}
}

/** What is surely on our side first: it explains the rest. */
function worst(targets: readonly SeenTarget[]) {
  const found = targets.filter(isDmp).flatMap((seen) => {
    const fault = roadFault(seen)
    return fault ? [{fault, seen}] : []
  })
  return (
    found.find(({fault}) => fault.lies === 'us') ?? found.find(({fault}) => fault.lies === 'far') ?? found[0]
  )
}

function sameWay(one: SeenTarget['target'], other: SeenTarget['target']): boolean {
  if (one.proxy?.url !== other.proxy?.url) return false
  return one.proxy !== undefined || isLoopback(one.host) === isLoopback(other.host)
}

function reachedAsFar({report}: SeenTarget, {stage}: RoadFault): boolean {
  const {dns, tcp, tls} = report
  if (stage === 'dns') return dns.state === 'done' && dns.by === 'resolver'
  return stage === 'tcp' ? tcp.state === 'done' : tls.state === 'done'
}

function wayEvidence({target}: SeenTarget): Evidence {
  const place = placeOf(target)
  return target.proxy
    ? {code: 'by-proxy', params: {place, proxy: proxyPlace(target.proxy.url)}}
    : {code: 'direct', params: {place}}
}

function otherEvidence({target, report}: SeenTarget, reached: boolean): Evidence {
  const place = placeOf(target)
  const {dns, tcp, tls} = report
  if (reached) {
    const ms = [dns, tcp, tls].reduce((sum, one) => sum + (one.state === 'done' ? one.durationMs : 0), 0)
    return {code: 'other-reached', params: {place, ms}}
  }
  const stages = [
    ['dns', dns],
    ['tcp', tcp],
    ['tls', tls],
  ] as const
  const failed = stages.find(([, one]) => one.state === 'failed')
  if (!failed) return {code: 'other-untold', params: {place}}
  const [stage, one] = failed
  return {
    code: 'other-failed',
    params: {place, stage: stage.toUpperCase(), reason: one.state === 'failed' ? one.reason : ''},
  }
}

function clockEvidence(all: readonly SeenTarget[]): readonly Evidence[] {
  for (const {target, report} of all)
    if (report.date.state === 'done') {
      const seconds = Math.round(Math.abs(report.date.skewMs) / 1000)
      return [{code: 'clock-seen', params: {place: placeOf(target), seconds}}]
    }
  return [{code: 'clock-untold'}]
}

/** Nothing is wrong by them; what is proved is less. */
function remarks(dmp: readonly SeenTarget[]): readonly Evidence[] {
  return dmp.flatMap(({target, presented, chain}): readonly Evidence[] => {
    const place = placeOf(target)
    const found: Evidence[] = []
    if (presented?.state === 'kept' && presented.because !== 'unusable')
      found.push({code: `kept-${presented.because}`, params: {place}})
    if (presented?.state === 'done') {
      found.push({code: presented.asked ? 'certificate-taken' : 'certificate-not-asked', params: {place}})
      const {http} = presented
      if (http.state === 'answered' && http.elsewhere !== undefined)
        found.push({code: 'http-elsewhere', params: {place, elsewhere: http.elsewhere}})
      if (http.state === 'answered' && (http.status === 401 || http.status === 403))
        found.push({code: 'http-forbidden', params: {place, status: http.status}})
    }
    if (typeof chain === 'object' && chain.added)
      found.push({code: 'issuer-added', params: {place, issuer: chain.issuer.name}})
    return found
  })
}
