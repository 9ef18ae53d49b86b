import type {LocalAct} from '../../ports/local-acts.ts'
import type {WorkstationFacts} from '../../workstation/facts.ts'
import {placeOf, type SeenTarget} from '../../workstation/reach.ts'

/** Servers that were tried in the name of a profile, and how far each road went; undefined when none was. */
export function networkAct({network}: WorkstationFacts): LocalAct | undefined {
  if (network.state !== 'known' || network.value.targets.length === 0) return undefined
  const endpoints = network.value.targets.map(({target, report, chain}: SeenTarget) => ({
    endpoint: placeOf(target),
    dns: report.dns.state,
    tcp: report.tcp.state,
    tls: report.tls.state,
    ...(typeof chain === 'object' ? {authority: chain.issuer.kind, faults: chain.faults.length} : {}),
  }))
  const failed = endpoints.some(({tls}) => tls !== 'done')
  return {operation: 'workstation-check', outcome: failed ? 'failure' : 'success', data: {endpoints}}
}
