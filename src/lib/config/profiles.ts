import {DmpError} from '../errors/dmp-error.ts'
import {writeAtomically} from '../files/atomic-write.ts'
import type {Profiles} from '../ports/profiles.ts'
import {isProfileName} from '../profile/choose-profile.ts'
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
      const file = profileFile(around, name)
      const [before, {changedProfileText}] = await Promise.all([
        readText(file),
        import('./change-profile.ts'),
      ])
      const text = changedProfileText(before, changes)
      const loaded = await readProfileText(around, name, text)
      await writeAtomically(file, text, true)
      return loaded
    },
  }
}
