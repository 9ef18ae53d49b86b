import type {LookLimit} from '../../ports/host-facts.ts'
import type {Profile} from '../../profile/profile.ts'
import type {CheckedCertificates} from '../../workstation/own-certificates.ts'
import type {DoctorBench} from './ports.ts'
import {revocationUntil} from './revocation-in-time.ts'

/** End, environment, chain, product, structure, key. */
const essential: readonly string[] = ['TIME-01', 'ENV-01', 'CHAIN-01', 'USE-01', 'ID-03', 'KEY-01']

/** What is left after that is for the checks themselves. */
const REVOCATION_SHARE = 0.6

/**
 * The pair of the profile through the checks of `cert check`, revocation asked of the network as there unless `offline`,
 * all of it within its time.
 * @throws DmpError those of `cert check`
 */
export async function checkPair(
  bench: DoctorBench,
  profile: Profile,
  {offline, timeoutMs, signal}: LookLimit & {readonly offline: boolean},
): Promise<Extract<CheckedCertificates, {state: 'checked'}>> {
  const {clock, certificateSources} = bench
  const revocation = revocationUntil(
    bench.revocation,
    clock.monotonic() + timeoutMs * REVOCATION_SHARE,
    clock,
  )
  // Loaded here alone: reading certificates costs more than all the other checks together.
  const {checkCertificates} = await import('../cert/check/check-certificates.ts')
  const {findings, checks, certificates} = await checkCertificates(
    {
      ...bench,
      ...(signal ? {signal, certificateSources: withinSignal(certificateSources, signal)} : {}),
      revocation,
    },
    {withProfile: true, lists: [], offline, unmask: false},
  )
  const count = (wanted: readonly string[]) => checks.filter(({result}) => wanted.includes(result)).length
  const known = certificates.every((one) => one.revocation !== null && one.revocation.status !== 'unknown')
  return {
    state: 'checked',
    profile: profile.name,
    environment: profile.environment,
    revocation: profile.trust.revocation,
    asked: known ? 'known' : askedOf(profile, offline),
    findings: findings.map(({check, severity, message, params}) => ({check, severity, message, params})),
    passed: count(['ok', 'info']),
    skipped: count(['skipped']),
    unproved: checks
      .filter(({id, result}) => result === 'skipped' && essential.includes(id))
      .map(({id}) => id),
    daysLeft: Math.min(...certificates.map(({daysLeft}) => daysLeft)),
  }
}

function askedOf({environment, trust}: Profile, offline: boolean): 'in-vain' | 'offline' | 'off' | 'sandbox' {
  if (environment === 'sandbox') return 'sandbox'
  if (trust.revocation === 'off') return 'off'
  return offline ? 'offline' : 'in-vain'
}

/** Whoever opens a source there is stopped with the diagnosis, a command that gives a password too. */
export function withinSignal(
  sources: DoctorBench['certificateSources'],
  signal: AbortSignal,
): DoctorBench['certificateSources'] {
  return {
    open: (name, options = {}) =>
      sources.open(name, {
        ...options,
        signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
      }),
  }
}
