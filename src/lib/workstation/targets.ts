import data from '../../../data/public-hosts.json' with {type: 'json'}
import type {Profile} from '../profile/profile.ts'
import {placeOf, type ReachTarget} from './reach.ts'
import type {WantedUse} from './wanted.ts'

export const publicEnvironments = ['production', 'formation', 'test'] as const
export type PublicEnvironment = (typeof publicEnvironments)[number]

/** Every server that a profile leads to. INSi serves look-ups: the DMP is fed without it. */
export function profileTargets(profile: Profile): readonly ReachTarget[] {
  const {base, repository, registry, patients, paramLps, serverName} = profile.endpoints
  const proxy = profile.proxy ? {proxy: {url: profile.proxy, from: 'profile'}} : ({} as const)
  const dmp = [base, repository, registry, patients].flatMap((url) => at(url, 'dmp', true))
  const others = [...at(paramLps, 'dmp', false), ...at(profile.insi?.url, 'insi', false)]
  const named = dmp.map((target) => (serverName === undefined ? target : {...target, serverName}))
  return distinct([...named, ...others].map((target): ReachTarget => ({...target, ...proxy}) as ReachTarget))
}

/** Hosts that are public, of an environment that was named; their list: `data/public-hosts.json`. */
export function publicTargets(environment: PublicEnvironment, use: WantedUse): readonly ReachTarget[] {
  const hosts: readonly {host: string; for: readonly string[]; essential: boolean}[] = data.hosts[environment]
  return hosts.flatMap(({host, for: uses, essential}): ReachTarget[] =>
    uses.includes(use)
      ? [{host, port: 443, kind: use === 'feeding-certificate' ? 'named' : 'web', essential}]
      : [],
  )
}

/**
 * A server named by the person: an address with https, or a host with or without a port. Undefined for anything else.
 * What it stands for is settled later, by {@link publicEnvironmentOf}.
 */
export function namedTarget(text: string): ReachTarget | undefined {
  const [target] = at(text.includes('://') ? text : `https://${text}`, 'named', true)
  return target && {...target, unknown: true}
}

/**
 * The environment whose published server for this use this is: that very host and port. A name in a domain of the DMP says
 * nothing by itself: one host takes documents, another shows the web site, and many show neither.
 */
export function publicEnvironmentOf(
  {host, port}: Pick<ReachTarget, 'host' | 'port'>,
  use: WantedUse,
): PublicEnvironment | undefined {
  return publicEnvironments.find((environment) =>
    publicTargets(environment, use).some(
      (known) => known.host === host && known.port === port && known.essential,
    ),
  )
}

/**
 * Each server once, as essential as it is anywhere. One that only the person calls essential stays named by the person, though
 * a profile leads there for another use.
 */
export function distinct(targets: readonly ReachTarget[]): readonly ReachTarget[] {
  const found = new Map<string, ReachTarget>()
  for (const target of targets) {
    const key = `${placeOf(target)} ${target.serverName ?? ''}`
    const before = found.get(key)
    if (!before) {
      found.set(key, target)
      continue
    }
    const {unknown: _, ...known} = before
    const both = [before, target]
    const proving = both.some((one) => one.essential && !one.unknown)
    const named = both.some((one) => one.unknown)
    found.set(key, {
      ...known,
      essential: both.some(({essential}) => essential),
      ...(named && !proving ? {unknown: true} : {}),
    })
  }
  return [...found.values()]
}

/** This machine itself, to which no proxy leads. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}

function at(url: string | undefined, kind: ReachTarget['kind'], essential: boolean): readonly ReachTarget[] {
  if (url === undefined || !URL.canParse(url)) return []
  const {protocol, hostname, port} = new URL(url)
  if (protocol !== 'https:' || hostname === '') return []
  return [{host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443), kind, essential}]
}
