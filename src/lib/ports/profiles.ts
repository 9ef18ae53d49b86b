import type {LoadedProfile, ProfileSummary} from '../profile/loaded-profile.ts'
import type {SettingValue} from '../profile/setting.ts'

export interface GivenByFlag {
  /** The flag's name as typed, e.g. `--rate`. */
  readonly flag: string
  readonly value: string
}

/** What a command may say about the profile it wants. */
export interface ProfileWish {
  /** `--profile` */
  readonly name?: string | undefined
  /** Settings given by flags, by dotted key. */
  readonly flags?: Readonly<Record<string, GivenByFlag>>
}

/** Where configuration lives on this machine. */
export interface ConfigLocations {
  readonly configFolder: string
  readonly profilesFolder: string
  /** The project file found from the working folder upwards. */
  readonly projectFile?: string
  readonly stateFolder: string
}

/** Where the copy of param-lps last fetched for a profile is kept, under the state folder. */
export function paramLpsCopy(
  {stateFolder}: Pick<ConfigLocations, 'stateFolder'>,
  profile: string,
): readonly string[] {
  return [stateFolder, 'param-lps', `${profile}.xml`]
}

export interface Profiles {
  /**
   * The profile to use, its values decided from all layers and checked.
   * @throws DmpError DMP_PROFILE_*, DMP_PROJECT_KEY_FORBIDDEN, DMP_PRODUCTION_NOT_NAMED, DMP_ENVIRONMENT_MISMATCH
   */
  load(wish?: ProfileWish): Promise<LoadedProfile>
  list(): Promise<readonly ProfileSummary[]>
  locations(): Promise<ConfigLocations>
  /**
   * Writes a profile file atomically, mode 0600, once it reads as a usable profile; answers that profile.
   * @throws DmpError DMP_FILE_EXISTS, DMP_PROFILE_*, DMP_ENVIRONMENT_MISMATCH, DMP_USAGE (name)
   */
  write(name: string, text: string, options?: {readonly force?: boolean}): Promise<LoadedProfile>
  /**
   * Changes settings in the file of a profile, or takes them away (`undefined`), in one write; comments and everything else
   * in it stay. The result must read as a usable profile.
   * @throws DmpError DMP_PROFILE_*, DMP_ENVIRONMENT_MISMATCH, DMP_FILE_UNWRITABLE
   */
  change(name: string, changes: ReadonlyMap<string, SettingValue | undefined>): Promise<LoadedProfile>
  /** What `change` would make of a profile; nothing is written. @throws DmpError as `change` */
  changed(name: string, changes: ReadonlyMap<string, SettingValue | undefined>): Promise<LoadedProfile>
  /**
   * Does something of which a profile bears one at a time, among all processes that share the configuration. Answers
   * `busy`, nothing done, while another is at it. @throws DmpError DMP_FILE_UNWRITABLE
   */
  alone(name: string, work: () => Promise<void>): Promise<'done' | 'busy'>
}
