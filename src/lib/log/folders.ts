import {existsSync} from 'node:fs'
import {userInfo} from 'node:os'
import {posix, win32} from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** A variable that should name a folder and does not: a relative one would be another folder in every working folder. */
export interface Unplaced {
  readonly variable: string
  readonly value: string
}

export type Place = {readonly path: string; readonly home?: string} | {readonly unplaced: Unplaced}

/**
 * Folder of what this program keeps between runs (journal, quota, log, cache), private to the user: absolute, so that a
 * journal is the same one wherever a command is started. A relative value of the variables of the system is no value
 * (XDG Base Directory Specification); a relative one of our own is told.
 */
export function placeOfState(env: Env = process.env, platform = process.platform): Place {
  const {isAbsolute, join} = platform === 'win32' ? win32 : posix
  const own = env['DMP_STATE_DIR']
  if (own) return isAbsolute(own) ? {path: own} : {unplaced: {variable: 'DMP_STATE_DIR', value: own}}
  const named = env[platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_STATE_HOME']
  if (named && isAbsolute(named)) return {path: join(named, 'dmp')}
  const home = homeFolder(env, platform)
  if (home === undefined) return {unplaced: homeVariable(env, platform)}
  const usual = platform === 'win32' ? ['AppData', 'Local'] : ['.local', 'state']
  return {path: join(home, ...usual, 'dmp'), home}
}

/** The home folder: that of the variable, else that of the account; undefined where neither is an absolute path. */
export function homeFolder(env: Env = process.env, platform = process.platform): string | undefined {
  const {isAbsolute} = platform === 'win32' ? win32 : posix
  const {value} = homeVariable(env, platform)
  if (isAbsolute(value)) return value
  const account = accountHome()
  return account !== undefined && isAbsolute(account) ? account : undefined
}

export function homeVariable(env: Env = process.env, platform = process.platform): Unplaced {
  const variable = platform === 'win32' ? 'USERPROFILE' : 'HOME'
  return {variable, value: env[variable] ?? ''}
}

/**
 * The same folder, for what is kept for comfort alone (log, compiled code): undefined where it has no place, and where a
 * home folder would have to be made for it.
 */
export function notesFolder(env: Env = process.env): string | undefined {
  const place = placeOfState(env)
  if ('unplaced' in place) return undefined
  return place.home === undefined || existsSync(place.home) ? place.path : undefined
}

function accountHome(): string | undefined {
  try {
    return userInfo().homedir
  } catch {
    // An account that the system does not know, as in a container.
    return undefined
  }
}
