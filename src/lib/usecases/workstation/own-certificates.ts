import {DmpError} from '../../errors/dmp-error.ts'
import type {LookLimit} from '../../ports/host-facts.ts'
import type {Profile} from '../../profile/profile.ts'
import {mayHoldVitale} from '../../workstation/beside-cards.ts'
import type {DoctorSettings} from '../../workstation/check.ts'
import type {CheckedCertificates, OwnCertificates} from '../../workstation/own-certificates.ts'
import {checkPair} from './pair-check.ts'
import type {DoctorBench} from './ports.ts'
import {whileWatched} from './watched-readers.ts'

interface Around {
  readonly bench: DoctorBench
  readonly settings: DoctorSettings
}

/**
 * The pair of the profile through the checks of `cert check`; a source that cannot be opened is told by its code. Keys on a
 * token are left alone where no card is to be asked for, and where a carte Vitale is in or may be: their module might read
 * it.
 */
export async function ownCertificates(around: Around, limit: LookLimit): Promise<OwnCertificates> {
  const {bench} = around
  const loaded = await bench.loadedProfile().catch(unusable)
  if ('state' in loaded) return {...loaded, meanwhile: 'not-loaded'}
  const {profile} = loaded
  const {auth, sign} = profile.certificates
  if (auth.kind !== 'pkcs11' && sign.kind !== 'pkcs11')
    return {...(await checked(around, profile, limit)), meanwhile: 'not-loaded'}
  if (around.settings.noCard) return {state: 'kept-off', because: 'passive', meanwhile: 'not-loaded'}
  const {value, meanwhile} = await whileWatched(
    {readers: await bench.workstation.cardReaders(), clock: bench.clock},
    limit,
    (inventory) => !mayHoldVitale(inventory),
    (signal) => checked(around, profile, {...limit, signal}),
  )
  return value ? {...value, meanwhile} : {state: 'kept-off', because: 'vitale', meanwhile}
}

function checked(
  {bench, settings}: Around,
  profile: Profile,
  limit: LookLimit,
): Promise<CheckedCertificates> {
  return checkPair(bench, profile, {...limit, offline: settings.offline}).catch(unusable)
}

function unusable(error: unknown): Extract<CheckedCertificates, {state: 'unusable'}> {
  if (error instanceof DmpError) return {state: 'unusable', code: error.code}
  throw error
}
