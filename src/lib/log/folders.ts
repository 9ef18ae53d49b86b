import {homedir} from 'node:os'
import {join} from 'node:path'

/** Folder of what this program keeps between runs (journal, quota, log, cache): private to the user. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['DMP_STATE_DIR']) return env['DMP_STATE_DIR']
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'dmp')
  return join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'dmp')
}
