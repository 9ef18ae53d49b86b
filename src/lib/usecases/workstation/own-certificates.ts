import {DmpError} from '../../errors/dmp-error.ts'
import type {OwnCertificates} from '../../workstation/own-certificates.ts'
import type {DoctorBench} from './ports.ts'

/** End, environment, chain, product, structure, key. */
const essential: readonly string[] = ['TIME-01', 'ENV-01', 'CHAIN-01', 'USE-01', 'ID-03', 'KEY-01']

/** The pair of the profile through the checks of `cert check`; a source that cannot be opened is told by its code. */
export async function ownCertificates(bench: DoctorBench): Promise<OwnCertificates> {
  try {
    const {profile} = await bench.loadedProfile()
    // Loaded here alone: reading certificates costs more than all the other checks together.
    const {checkCertificates} = await import('../cert/check/check-certificates.ts')
    const {findings, checks, certificates} = await checkCertificates(bench, {
      withProfile: true,
      lists: [],
      offline: true,
      unmask: false,
    })
    const count = (wanted: readonly string[]) => checks.filter(({result}) => wanted.includes(result)).length
    return {
      state: 'checked',
      profile: profile.name,
      environment: profile.environment,
      revocation: profile.trust.revocation,
      findings: findings.map(({check, severity, message, params}) => ({check, severity, message, params})),
      passed: count(['ok', 'info']),
      skipped: count(['skipped']),
      unproved: checks
        .filter(({id, result}) => result === 'skipped' && essential.includes(id))
        .map(({id}) => id),
      daysLeft: Math.min(...certificates.map(({daysLeft}) => daysLeft)),
    }
  } catch (error) {
    if (error instanceof DmpError) return {state: 'unusable', code: error.code}
    throw error
  }
}
