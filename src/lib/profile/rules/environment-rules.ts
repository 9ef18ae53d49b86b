import {insOids} from '../../ins/ins-oids.ts'
import type {Finding} from '../loaded-profile.ts'
import type {Profile} from '../profile.ts'
import type {ProfileRule} from '../profile-rule.ts'

const REAL: ReadonlySet<string> = new Set([insOids.nir, insOids.nia])
const FICTITIOUS: ReadonlySet<string> = new Set([insOids.test, insOids.demonstration])
/** The service allows fewer than five feeding calls a second (guide on bulk feeding of the DMP). */
const MOST_PER_SECOND = 4

const endpointNames = ['base', 'repository', 'registry', 'patients', 'paramLps'] as const

function mismatch(profile: Profile, key: string, found: string, allowed: string): Finding {
  const params = {key, found, allowed, environment: profile.environment}
  return {code: 'environment-mismatch', severity: 'error', key, params}
}

/** EX_GEN-1520: real people in production alone, invented ones everywhere else. */
const insOidsFit: ProfileRule = (profile) => {
  const {allowedOids, oidMapping} = profile.ins
  const production = profile.environment === 'production'
  const stranger = allowedOids.find(
    (oid) => (production ? FICTITIOUS : REAL).has(oid) && (production || !(oid in oidMapping)),
  )
  const allowed = production ? '.8, .9' : '.10, .11'
  return stranger ? [mismatch(profile, 'ins.allowedOids', stranger, allowed)] : []
}

const demonstrationOid: ProfileRule = ({environment, ins}) =>
  environment !== 'production' && ins.allowedOids.includes(insOids.demonstration)
    ? [{code: 'ins-demonstration-oid', severity: 'warning', key: 'ins.allowedOids'}]
    : []

/** A mapping turns a real person's INS into a test one: never where real documents go. */
const oidMappingFits: ProfileRule = (profile) => {
  const pairs = Object.entries(profile.ins.oidMapping)
  if (pairs.length === 0) return []
  const key = 'ins.oidMapping'
  if (profile.environment === 'production') return [mismatch(profile, key, pairs.flat().join(' → '), '{}')]
  const wrong = pairs.find(([, to]) => !FICTITIOUS.has(to))
  return wrong
    ? [mismatch(profile, key, wrong.join(' → '), '… → .10')]
    : [
        {
          code: 'ins-oid-mapping',
          severity: 'warning',
          key,
          params: {mapping: pairs.map((pair) => pair.join(' → ')).join(', ')},
        },
      ]
}

const rateFits: ProfileRule = (profile) => {
  const {submitPerSecond} = profile.limits
  return submitPerSecond > MOST_PER_SECOND && profile.environment !== 'sandbox'
    ? [mismatch(profile, 'limits.submitPerSecond', String(submitPerSecond), `≤ ${MOST_PER_SECOND}`)]
    : []
}

/** An assertion serves one call (EX_AIR-040); the sandbox alone lets it be used again, to show the refusal. */
const assertionReuseFits: ProfileRule = (profile) => {
  const seconds = profile.vihf.maxAgeSeconds ?? 0
  return seconds > 0 && profile.environment !== 'sandbox'
    ? [mismatch(profile, 'vihf.maxAgeSeconds', String(seconds), '0')]
    : []
}

export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** The sandbox is on this machine, everything else is not: a test profile cannot reach a real host by mistake. */
const hostsFit: ProfileRule = (profile) => {
  const sandbox = profile.environment === 'sandbox'
  return endpointNames.flatMap((name) => {
    const url = profile.endpoints[name]
    if (url === undefined || isLoopback(url) === sandbox) return []
    return [
      mismatch(profile, `endpoints.${name}`, url, sandbox ? 'https://localhost:…' : '≠ 127.0.0.1, localhost'),
    ]
  })
}

const proxyFits: ProfileRule = ({environment, proxy}) =>
  environment === 'sandbox' && proxy !== undefined
    ? [{code: 'sandbox-proxy', severity: 'warning', key: 'proxy'}]
    : []

const revocationIsLooked: ProfileRule = ({environment, trust}) =>
  environment === 'production' && trust.revocation === 'off'
    ? [{code: 'revocation-off', severity: 'warning', key: 'trust.revocation'}]
    : []

export const environmentRules: readonly ProfileRule[] = [
  insOidsFit,
  oidMappingFits,
  rateFits,
  assertionReuseFits,
  hostsFit,
  demonstrationOid,
  proxyFits,
  revocationIsLooked,
]
