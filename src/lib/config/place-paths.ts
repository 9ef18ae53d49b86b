import {dirname, join, resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {isServerJournal} from '../profile/journal-address.ts'
import type {Origin} from '../profile/loaded-profile.ts'
import {isSecretSource} from '../profile/secret-source.ts'
import type {Setting, SettingValue} from '../profile/setting.ts'

/**
 * Makes the paths of a value absolute: relative to the file that states them, else to the working folder;
 * `~/` is the home folder.
 */
export function placePaths(around: {readonly cwd: string; readonly home: string}) {
  return (value: SettingValue, setting: Setting, origin: Origin): SettingValue => {
    const from = origin.kind === 'profile' || origin.kind === 'project' ? dirname(origin.where) : around.cwd
    const place = (path: string) => {
      if (!/^~[\\/]/.test(path)) return resolve(from, path)
      if (around.home !== '') return join(around.home, path.slice(2))
      throw new DmpError('DMP_FOLDER_RELATIVE', {params: {variable: setting.key, value: path}})
    }
    switch (setting.type.kind) {
      case 'path':
        return typeof value === 'string' ? place(value) : value
      case 'journal':
        return typeof value === 'string' && !isServerJournal(value) ? place(value) : value
      case 'paths':
        return Array.isArray(value) ? value.map(String).map(place) : value
      case 'secret':
        return isSecretSource(value) && value.from === 'file' ? {...value, path: place(value.path)} : value
      default:
        return value
    }
  }
}
