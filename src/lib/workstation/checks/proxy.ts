import type {Evidence} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import type {ProxyFacts} from '../proxies.ts'
import {type ProxyOnTheWay, placeOf, type Reached} from '../reach.ts'
import {proxyPlace} from './network.ts'

/**
 * Where a proxy is told, and by which one the servers were reached. A variable that this program does not follow for the
 * DMP is a doubt as soon as the direct road is closed; whether a road is open, the next checks say.
 */
export const netProxy = judgeKnown(['proxies'], ['network'], ({proxies, network}) => {
  const through = passed(network)
  const evidence = [...told(proxies), ...through]
  const {variable, extraAuthorities} = proxies
  if (variable?.address === 'unreadable')
    return doubt('proxy-variable-unreadable', {variable: variable.name}, 'mend-proxy-variable', evidence)
  if (extraAuthorities === 'unreadable') return doubt('extra-ca-unreadable', {}, 'mend-extra-ca', evidence)
  const blocked = network?.targets.find(
    ({target, report}) => !target.proxy && target.kind !== 'web' && closed(report),
  )
  const known = variable?.address ?? (proxies.system.state === 'told' ? proxies.system.user : undefined)
  const own = network?.targets.map(({target}) => target.proxy).find((proxy) => proxy !== undefined)
  if (blocked && known !== undefined) {
    const params = {place: placeOf(blocked.target), proxy: known}
    return doubt('proxy-not-followed', params, 'set-proxy', evidence)
  }
  const [first] = through
  // A proxy may say that it leads on, and lead nowhere: what the server then said is the proof.
  if (first && !led(network))
    return {status: 'info', cause: {code: 'proxy-answers', params: first.params ?? {}}, evidence}
  if (first)
    return {
      status: 'ok',
      cause: {code: 'proxy-serves', params: first.params ?? {}},
      evidence: [first, ...told(proxies)],
    }
  return {...unproved(own, known), evidence: own ? [...evidence, named(own)] : evidence}
})

/** A proxy that is told, or asked, and that led nowhere: information, the next checks say how far. */
function unproved(own: ProxyOnTheWay | undefined, known: string | undefined) {
  const proxy = own ? proxyPlace(own.url) : (known ?? '')
  const code = own ? 'proxy-asked' : known === undefined ? 'proxy-none' : 'proxy-told'
  return {status: 'info', cause: {code, params: {proxy}}} as const
}

function named({from, url}: ProxyOnTheWay): Evidence {
  return {code: `proxy-named-by-${from}`, params: {proxy: proxyPlace(url)}}
}

function doubt(code: string, params: Record<string, string>, remedy: string, evidence: readonly Evidence[]) {
  return {status: 'warn', cause: {code, params}, evidence, remedy: {code: remedy, params}} as const
}

function closed({dns, tcp}: Reached['targets'][number]['report']): boolean {
  return dns.state === 'failed' || tcp.state === 'failed'
}

function led(network: Reached | undefined): boolean {
  return (network?.targets ?? []).some(
    ({target, report}) => target.proxy !== undefined && report.tls.state === 'done',
  )
}

function passed(network: Reached | undefined): readonly Evidence[] {
  return (network?.targets ?? []).flatMap(({target, report: {tcp}}): Evidence[] =>
    target.proxy && tcp.state === 'done'
      ? [
          {
            code: `proxy-from-${target.proxy.from}`,
            params: {place: placeOf(target), proxy: proxyPlace(target.proxy.url)},
          },
        ]
      : [],
  )
}

function told({
  variable,
  exceptions,
  nodeFollows,
  extraAuthorities,
  system,
}: ProxyFacts): readonly Evidence[] {
  const seen: Evidence[] = []
  if (variable)
    seen.push({code: 'proxy-variable', params: {variable: variable.name, proxy: variable.address}})
  else seen.push({code: 'proxy-no-variable'})
  if (exceptions) seen.push({code: 'proxy-exceptions'})
  if (nodeFollows) seen.push({code: 'proxy-node-follows'})
  if (extraAuthorities) seen.push({code: `extra-ca-${extraAuthorities}`})
  if (system.state === 'untold') return [...seen, {code: `proxy-system-untold-${system.reason}`}]
  const {by, user, script, services} = system
  seen.push(
    user === undefined
      ? {code: 'proxy-user-none', params: {by}}
      : {code: 'proxy-user', params: {by, proxy: user}},
  )
  if (script) seen.push({code: 'proxy-script'})
  if (services !== undefined) seen.push({code: 'proxy-services', params: {proxy: services}})
  return seen
}
