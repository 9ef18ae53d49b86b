import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {issuerOf} from '../../pki/chain.ts'
import {checkCertificate} from '../../pki/checks/run.ts'
import type {CertificateFinding} from '../../pki/finding.ts'
import type {KeySource, Profile} from '../../profile/profile.ts'
import {askChain} from './chain-revocation.ts'
import type {CertificateUse} from './own-certificates.ts'
import {asksRevocation, preflightBudgetMs} from './pair-revocation.ts'
import type {LifecycleBench} from './ports.ts'
import {quietPreview} from './quiet-preview.ts'

/** A half that an installation replaced and that is to come back. */
export interface ReturningHalf {
  readonly use: CertificateUse
  readonly source: KeySource
}

interface AskWish {
  readonly offline: boolean
  /** Go back all the same: what cannot be opened is then not asked about. */
  readonly force: boolean
}

type Bench = Pick<
  LifecycleBench,
  'clock' | 'keyFiles' | 'certificateSources' | 'keyWorkshop' | 'revocation' | 'signal' | 'trustStore'
>

/**
 * What is known of the revocation of certificates that come back into service: one was perhaps replaced because it was
 * revoked. As before a submission; nothing is asked where the profile asks nothing.
 * @throws DmpError DMP_KEY_*, DMP_SECRET_UNAVAILABLE: a certificate that shows with its password alone
 */
export async function revocationOfReturning(
  bench: Bench,
  profile: Profile,
  halves: readonly ReturningHalf[],
  {offline, force}: AskWish,
): Promise<readonly CertificateFinding[]> {
  if (!asksRevocation(profile)) return []
  const {trust, proxy} = profile
  const stored = await bench.trustStore.list()
  const trusted = stored.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate)
  for (const path of trust.caFiles) trusted.push(...(await bench.keyFiles.authorities(path)))
  const added = [...stored.map(({certificate}) => certificate), ...trusted]
  const found: CertificateFinding[] = []
  for (const half of halves) {
    const opened = await leafOf(bench, half).catch((error: unknown) => {
      if (force && error instanceof DmpError) return undefined
      throw error
    })
    if (!opened) continue
    const {certificate, companions} = opened
    const pool = [...companions, ...added]
    const wish = {offline, budgetMs: preflightBudgetMs, signal: bench.signal}
    const through = {...wish, ...(proxy === undefined ? {} : {proxy})}
    const ask = (link: Certificate) => bench.revocation.statusOf(link, issuerOf(link, pool), through)
    const asked = await askChain(ask, certificate, pool, trusted)
    const subject = {role: half.use, certificate, now: bench.clock.now(), ...asked}
    found.push(...checkCertificate({...subject, revocationMode: trust.revocation}, rules))
  }
  return found
}

const rules = new Set(['REV-01', 'REV-02'] as const)

async function leafOf(
  bench: Bench,
  {use, source}: ReturningHalf,
): Promise<{readonly certificate: Certificate; readonly companions: readonly Certificate[]}> {
  const {leaf, certificates} = await quietPreview(bench, source)
  if (leaf) return {certificate: leaf, companions: certificates.filter((one) => one !== leaf)}
  return (await bench.keyWorkshop()).prove(source, use)
}
