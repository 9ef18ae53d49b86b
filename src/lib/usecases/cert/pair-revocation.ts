import type {Certificate} from '../../pki/certificate.ts'
import {issuerOf} from '../../pki/chain.ts'
import type {PairInput} from '../../pki/finding.ts'
import type {Revocation, RevocationWish} from '../../ports/revocation.ts'
import type {Profile} from '../../profile/profile.ts'
import type {RevocationStatus} from '../../revocation/status.ts'
import {askChain} from './chain-revocation.ts'

export interface AskedPair {
  readonly auth: Certificate
  readonly sign: Certificate
  /** Where their issuers may be found. */
  readonly pool: readonly Certificate[]
  /** Authorities that the operator answers for. */
  readonly trusted: readonly Certificate[]
}

/** Before a submission nobody waits longer than this for a list; a failure is remembered and costs nothing next time. */
export const preflightBudgetMs = 6_000

/** The authorities of the sandbox publish no list. */
export function asksRevocation({trust, environment}: Pick<Profile, 'trust' | 'environment'>): boolean {
  return trust.revocation === 'strict' || (trust.revocation === 'warn' && environment !== 'sandbox')
}

/**
 * What is known of the revocation of a profile's pair and of the authorities above it, as input of `checkPair`: EX_AIR-080 wants an ORG AUTH_CLI that
 * is not revoked. Nothing is asked where the profile says `trust.revocation: off`, nor in the sandbox, whose authorities
 * publish no list, unless it is `strict`. Never throws for the network.
 */
export async function revocationOfPair(
  {revocation}: {readonly revocation: Revocation},
  profile: Pick<Profile, 'trust' | 'proxy' | 'environment'>,
  {auth, sign, pool, trusted}: AskedPair,
  wish: RevocationWish,
): Promise<Pick<PairInput, 'revocation' | 'chainRevocation' | 'revocationMode'>> {
  if (!asksRevocation(profile)) return {}
  const {trust, proxy} = profile
  const through = {...wish, ...(proxy === undefined ? {} : {proxy})}
  // one after the other: both name the same list, and the second finds it in the cache
  const ask = (link: Certificate) => revocation.statusOf(link, issuerOf(link, pool), through)
  const ofAuth = await askChain(ask, auth, pool, trusted)
  const ofSign = await askChain(ask, sign, pool, trusted)
  return {
    revocation: {auth: ofAuth.revocation, sign: ofSign.revocation},
    chainRevocation: {auth: ofAuth.chainRevocation, sign: ofSign.chainRevocation},
    revocationMode: trust.revocation,
  }
}

/** What was heard of one certificate, as reports show it: `asOf` is the date of the list or answer, ISO 8601 UTC. */
export interface HeardRevocation {
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly by: 'crl' | 'ocsp' | null
  readonly from: string | null
  readonly asOf: string | null
}

/** Null where nothing was asked. */
export function heardOf(status: RevocationStatus | undefined): HeardRevocation | null {
  if (status === undefined) return null
  if (status.status === 'unknown') return {status: 'unknown', by: null, from: null, asOf: null}
  const {by, from, thisUpdate} = status
  return {status: status.status, by, from, asOf: new Date(thisUpdate).toISOString()}
}
