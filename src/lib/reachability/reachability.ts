import type {RunCommand} from '../host/run-command.ts'
import type {Reachability} from '../ports/reachability.ts'
import {lookForProxies, variableProxy} from './proxy-facts.ts'
import type {NameMeans} from './resolve.ts'

export interface ReachabilityMeans {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly run: RunCommand
  /** ms since 1970. */
  readonly now: () => number
  /** In place of the system's, e.g. DNS servers that a test holds. */
  readonly names?: Partial<NameMeans>
}

/**
 * The network as this machine sees it. Certificates of servers are looked at, never believed here. What opens
 * connections is loaded when the first is opened: a diagnosis offline does without.
 */
export function reachability({platform, env, run, now, names}: ReachabilityMeans): Reachability {
  return {
    async reach(target, limit) {
      const [{reach}, {hostsFileOf, systemLookUp}] = await Promise.all([
        import('./reach.ts'),
        import('./resolve.ts'),
      ])
      const means = {system: systemLookUp, hostsFile: hostsFileOf(platform, env), ...names}
      return reach(target, limit, {now, names: means})
    },
    async verify(target, authorities, limit) {
      const [{verify}, {hostsFileOf, systemLookUp}] = await Promise.all([
        import('./verify.ts'),
        import('./resolve.ts'),
      ])
      const means = {system: systemLookUp, hostsFile: hostsFileOf(platform, env), ...names}
      return verify(target, authorities, limit, means)
    },
    async present(target, own, authorities, limit) {
      const [{present}, {hostsFileOf, systemLookUp}] = await Promise.all([
        import('./present.ts'),
        import('./resolve.ts'),
      ])
      const means = {system: systemLookUp, hostsFile: hostsFileOf(platform, env), ...names}
      return present(target, {own, authorities}, limit, {names: means, now})
    },
    async publicAuthorities() {
      const {rootCertificates} = await import('node:tls')
      return rootCertificates.map(derOf)
    },
    proxies: (limit) => lookForProxies(platform, env, run, limit),
    proxyFor: (host) => variableProxy(host, env),
  }
}

function derOf(pem: string): Uint8Array {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
}
