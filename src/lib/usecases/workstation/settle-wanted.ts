import {DmpError} from '../../errors/dmp-error.ts'
import type {Report} from '../../workstation/report.ts'
import {type WantedUse, wantedUses} from '../../workstation/wanted.ts'
import type {DoctorWish} from './doctor-wish.ts'
import type {DoctorBench} from './ports.ts'

/**
 * What the workstation is wanted for: as the flag says; else feeding, where a profile is set up; else as the person
 * answers; else, with nobody to ask, by card, which looks at the most, and it is said to be assumed.
 */
export async function settleWanted(
  bench: DoctorBench,
  wish: Pick<DoctorWish, 'use' | 'vitale' | 'profileNamed'>,
): Promise<{readonly wanted: Report['wanted']; readonly profile: 'usable' | 'unusable' | 'none'}> {
  const profile = await profileState(bench, wish.profileNamed)
  const {use, vitale} = wish
  if (use) return {wanted: {use, vitale, from: 'flag'}, profile}
  if (profile !== 'none') return {wanted: {use: 'feeding-certificate', vitale, from: 'profile'}, profile}
  if (bench.prompter.available) {
    const choices = wantedUses.map((value) => ({value, label: `workstation.use.${value}`}))
    const answer = await bench.prompter.choose('workstation.ask-use', choices)
    return {wanted: {use: answer as WantedUse, vitale, from: 'answer'}, profile}
  }
  return {wanted: {use: 'web-ps-card', vitale, from: 'assumed'}, profile}
}

async function profileState(
  bench: Pick<DoctorBench, 'loadedProfile' | 'profiles'>,
  named: boolean,
): Promise<'usable' | 'unusable' | 'none'> {
  try {
    await bench.loadedProfile()
    return 'usable'
  } catch (error) {
    if (named || !(error instanceof DmpError)) throw error
    if (error.code !== 'DMP_PROFILE_NOT_FOUND') return 'unusable'
    // There may be several, none of which was named.
    return (await bench.profiles.list()).length === 0 ? 'none' : 'unusable'
  }
}
