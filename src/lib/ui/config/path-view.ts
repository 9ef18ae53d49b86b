import type {ConfigPaths} from '../../usecases/config-path.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {columns} from './table.ts'

/** `dmp config path`: files of each scope, then the profiles. */
export function pathLines(paths: ConfigPaths, {t}: Screen): string[] {
  const rows = [
    [t('config.path.user'), paths.configFolder],
    [t('config.path.profiles'), paths.profilesFolder],
    [t('config.path.project'), paths.projectFile ?? '—'],
    [t('config.path.state'), paths.stateFolder],
  ]
  const profiles = paths.profiles.map(({name, environment, file}) => [`  ${name}`, environment, file])
  return [
    ...columns(rows.map((row) => row.map(plain))),
    '',
    t(profiles.length ? 'config.path.list' : 'config.path.empty'),
    ...columns(profiles.map((row) => row.map(plain))),
  ]
}
