import {DmpError} from '../errors/dmp-error.ts'
import {writeAtomically} from '../files/atomic-write.ts'
import type {Profiles} from '../ports/profiles.ts'
import {isProfileName} from '../profile/choose-profile.ts'
import type {LoadedProfile} from '../profile/loaded-profile.ts'
import type {ProductIdentity} from '../profile/setting.ts'
import {listProfiles, loadProfile, profileFile, readProfileText, readText} from './load-profile.ts'
import {locate, type Surroundings} from './locations.ts'

/** Profiles as files of the user. */
export function fileProfiles(around: Surroundings & {readonly product: ProductIdentity}): Profiles {
  return {
    load: (wish = {}) => loadProfile({...around, ...wish}),
    list: () => listProfiles(around),
    locations: () => locate(around),
    async write(name, text, options = {}) {
      if (!isProfileName(name))
        throw new DmpError('DMP_USAGE', {params: {problem: `--profile ${name.slice(0, 64)}`}})
      const loaded = await readProfileText(around, name, text)
      await writeAtomically(loaded.file, text, options.force)
      return loaded
    },
    async change(name, changes) {
      const {text, loaded} = await changedProfile(around, name, changes)
      await writeAtomically(loaded.file, text, true)
      return loaded
    },
    changed: async (name, changes) => (await changedProfile(around, name, changes)).loaded,
    async alone(name, work) {
      const {aloneWith} = await import('./profile-lock.ts')
      return aloneWith(`${profileFile(around, name)}.lock`, work)
    },
  }
}

async function changedProfile(
  around: Surroundings & {readonly product: ProductIdentity},
  name: string,
  changes: Parameters<Profiles['change']>[1],
): Promise<{readonly text: string; readonly loaded: LoadedProfile}> {
  const [before, {changedProfileText}] = await Promise.all([
    readText(profileFile(around, name)),
    import('./change-profile.ts'),
  ])
  const text = changedProfileText(before, changes)
  return {text, loaded: await readProfileText(around, name, text)}
}
