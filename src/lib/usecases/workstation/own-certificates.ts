import {DmpError} from '../../errors/dmp-error.ts'
import type {LookLimit} from '../../ports/host-facts.ts'
import type {DoctorSettings} from '../../workstation/check.ts'
import type {OwnCertificates} from '../../workstation/own-certificates.ts'
import {checkPair} from './pair-check.ts'
import type {DoctorBench} from './ports.ts'

/** The pair of the profile through the checks of `cert check`; a source that cannot be opened is told by its code. */
export async function ownCertificates(
  {bench, settings}: {readonly bench: DoctorBench; readonly settings: DoctorSettings},
  limit: LookLimit,
): Promise<OwnCertificates> {
  try {
    const {profile} = await bench.loadedProfile()
    return await checkPair(bench, profile, {...limit, offline: settings.offline})
  } catch (error) {
    if (error instanceof DmpError) return {state: 'unusable', code: error.code}
    throw error
  }
}
