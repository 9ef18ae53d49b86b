import {DmpError} from '../../errors/dmp-error.ts'
import type {LookLimit} from '../../ports/host-facts.ts'
import type {Profile} from '../../profile/profile.ts'
import {mayHoldVitale} from '../../workstation/beside-cards.ts'
import type {DoctorSettings} from '../../workstation/check.ts'
import type {CheckedCertificates, OwnCertificates} from '../../workstation/own-certificates.ts'
import type {DoctorBench} from './ports.ts'
import {whileWatched} from './watched-readers.ts'

/** End, environment, chain, product, structure, key. */
const essential: readonly string[] = ['TIME-01', 'ENV-01', 'CHAIN-01', 'USE-01', 'ID-03', 'KEY-01']

/**
 * The pair of the profile through the checks of `cert check`; a source that cannot be opened is told by its code. Keys on a
 * token are left alone where no card is to be asked for, and where a carte Vitale is in or may be: their module might read
 * it.
 */
export async function ownCertificates(
  {bench, settings}: {readonly bench: DoctorBench; readonly settings: DoctorSettings},
  limit: LookLimit,
): Promise<OwnCertificates> {
  try {
    const {profile} = await bench.loadedProfile()
    const {auth, sign} = profile.certificates
    if (auth.kind !== 'pkcs11' && sign.kind !== 'pkcs11')
      return {...(await checked(bench, profile)), meanwhile: 'not-loaded'}
    if (settings.noCard) return {state: 'kept-off', because: 'passive', meanwhile: 'not-loaded'}
    const {value, meanwhile} = await whileWatched(
      {readers: await bench.workstation.cardReaders(), clock: bench.clock},
      limit,
      (inventory) => !mayHoldVitale(inventory),
      (signal) => checked({...bench, signal}, profile),
    )
    return value ? {...value, meanwhile} : {state: 'kept-off', because: 'vitale', meanwhile}
  } catch (error) {
    if (error instanceof DmpError) return {state: 'unusable', code: error.code, meanwhile: 'not-loaded'}
    throw error
  }
}

async function checked(bench: DoctorBench, profile: Profile): Promise<CheckedCertificates> {
  try {
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
