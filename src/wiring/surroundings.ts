import {isAbsolute} from 'node:path'
import {configFolder, type Surroundings} from '../lib/config/locations.ts'
import {DmpError} from '../lib/errors/dmp-error.ts'
import {homeFolder, homeVariable, placeOfState, type Unplaced} from '../lib/log/folders.ts'
import {isServerJournal} from '../lib/profile/journal-address.ts'

/**
 * What of the process decides where files are. State, configuration and journal are the same in whatever folder a command
 * is started: two journals of one installation would send a document twice. The home folder is empty where there is none.
 * @throws DmpError DMP_FOLDER_RELATIVE
 */
export function surroundings(cwd: string): Surroundings {
  const {env, platform} = process
  const place = placeOfState(env, platform)
  if ('unplaced' in place) throw relative(place.unplaced)
  for (const variable of ['DMP_CONFIG_DIR', 'DMP_JOURNAL_PATH']) {
    const value = env[variable]
    if (value && !isAbsolute(value) && !isElsewhere(variable, value)) throw relative({variable, value})
  }
  const around = {env, cwd, home: homeFolder(env, platform) ?? '', platform, stateFolder: place.path}
  if (!isAbsolute(configFolder(around))) throw relative(homeVariable(env, platform))
  return around
}

/** A database, or a file of the home folder. */
function isElsewhere(variable: string, value: string): boolean {
  return variable === 'DMP_JOURNAL_PATH' && (isServerJournal(value) || /^~[\\/]/.test(value))
}

function relative({variable, value}: Unplaced): DmpError {
  return new DmpError('DMP_FOLDER_RELATIVE', {params: {variable, value}, details: {variable, value}})
}
