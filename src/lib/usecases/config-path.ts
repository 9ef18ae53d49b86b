import type {ConfigLocations} from '../ports/profiles.ts'
import type {ProfileSummary} from '../profile/loaded-profile.ts'
import type {ConfigPorts} from './config-ports.ts'

export interface ConfigPaths extends ConfigLocations {
  readonly profiles: readonly ProfileSummary[]
}

/** Where the files of configuration and state are, and which profiles there are. */
export async function configPaths({profiles}: Pick<ConfigPorts, 'profiles'>): Promise<ConfigPaths> {
  return {...(await profiles.locations()), profiles: await profiles.list()}
}
