import type {Finding} from '../loaded-profile.ts'
import type {ProfileRule} from '../profile-rule.ts'
import {isLoopback} from './environment-rules.ts'

/** The published hosts of INSi, whatever follows them: a dot at the end is the same host. */
const PUBLISHED = {
  test: /^qualiflps[.-]services-ps[\w-]*\.ameli\.fr\.?$/i,
  production: /^services-ps[\w-]*\.ameli\.fr\.?$/i,
} as const

/** Of which service a published address is; undefined for a host that nobody published. */
export function publishedInsi(url: string): 'test' | 'production' | undefined {
  const host = URL.parse(url)?.hostname ?? ''
  if (PUBLISHED.test.test(host)) return 'test'
  return PUBLISHED.production.test(host) ? 'production' : undefined
}

/** The published addresses belong to one environment each: invented people never go to the real service, nor real ones to the other. */
const serviceFits: ProfileRule = ({environment, insi}) => {
  const kind = insi && environment !== 'sandbox' ? publishedInsi(insi.url) : undefined
  if (!insi || kind === undefined || (kind === 'production') === (environment === 'production')) return []
  const allowed = kind === 'test' ? 'services-ps….ameli.fr' : 'qualiflps-services-ps….ameli.fr'
  const params = {key: 'insi.url', found: insi.url, allowed, environment}
  return [{code: 'environment-mismatch', severity: 'error', key: 'insi.url', params}]
}

/** The sandbox's INSi is on this machine and no other is: a lookup cannot reach a real service by mistake. */
const hostFits: ProfileRule = ({environment, insi}) => {
  const sandbox = environment === 'sandbox'
  if (!insi || isLoopback(insi.url) === sandbox) return []
  const allowed = sandbox ? 'https://localhost:…' : '≠ 127.0.0.1, localhost'
  const params = {key: 'insi.url', found: insi.url, allowed, environment}
  return [{code: 'environment-mismatch', severity: 'error', key: 'insi.url', params}]
}

/** Settings without which no call to INSi can be made; the DMP is fed without them. */
export function missingForInsi(insi: Parameters<ProfileRule>[0]['insi']): readonly string[] {
  if (!insi) return ['insi.url']
  return [
    ...(insi.certificate ? [] : ['insi.certificate']),
    ...(insi.idam.from === 'none' ? ['insi.idam'] : []),
    ...(insi.instance === undefined ? ['insi.instance'] : []),
  ]
}

const insiIsWhole: ProfileRule = ({insi}): readonly Finding[] => {
  const missing = insi ? missingForInsi(insi) : []
  if (missing.length === 0) return []
  return [
    {
      code: 'insi-incomplete',
      severity: 'warning',
      key: missing[0] ?? 'insi.url',
      params: {names: missing.join(', ')},
    },
  ]
}

export const insiRules: readonly ProfileRule[] = [hostFits, serviceFits, insiIsWhole]
