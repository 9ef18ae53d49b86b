import type {Certificate} from '../../pki/certificate.ts'
import {issuerOf} from '../../pki/chain.ts'
import {checkCertificate} from '../../pki/checks/run.ts'
import type {CertificateFinding} from '../../pki/finding.ts'
import {askedAnewMs} from '../../ports/revocation.ts'
import type {Profile} from '../../profile/profile.ts'
import type {RevocationStatus} from '../../revocation/status.ts'
import {askChain} from './chain-revocation.ts'
import type {EnteringHalf, JudgedPair} from './install-fitness.ts'
import type {CertificateUse} from './own-certificates.ts'
import {asksRevocation, preflightBudgetMs} from './pair-revocation.ts'
import type {LifecycleBench} from './ports.ts'

type Bench = Pick<LifecycleBench, 'clock' | 'keyFiles' | 'revocation' | 'signal' | 'trustStore'>

/**
 * What is known of the revocation of certificates that come back into service: one was perhaps replaced because it was
 * revoked. Asked anew, whatever is remembered of the last day; nothing is asked where the profile asks nothing.
 */
export async function revocationOfReturning(
  bench: Bench,
  profile: Profile,
  halves: readonly EnteringHalf[],
  {offline}: {readonly offline: boolean},
): Promise<JudgedPair> {
  if (!asksRevocation(profile)) return {findings: [], revocation: {}}
  const {trust, proxy} = profile
  const stored = await bench.trustStore.list()
  const trusted = stored.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate)
  for (const path of trust.caFiles) trusted.push(...(await bench.keyFiles.authorities(path)))
  const added = [...stored.map(({certificate}) => certificate), ...trusted]
  const found: CertificateFinding[] = []
  const heard: Partial<Record<CertificateUse, RevocationStatus>> = {}
  for (const {use, certificate, companions} of halves) {
    const pool = [...companions, ...added]
    const wish = {offline, budgetMs: preflightBudgetMs, maxAgeMs: askedAnewMs, signal: bench.signal}
    const through = {...wish, ...(proxy === undefined ? {} : {proxy})}
    const ask = (link: Certificate) => bench.revocation.statusOf(link, issuerOf(link, pool), through)
    const asked = await askChain(ask, certificate, pool, trusted)
    if (asked.revocation) heard[use] = asked.revocation
    const subject = {role: use, certificate, now: bench.clock.now(), ...asked}
    found.push(...checkCertificate({...subject, revocationMode: trust.revocation}, rules))
  }
  return {findings: found, revocation: heard}
}

const rules = new Set(['REV-01', 'REV-02'] as const)
