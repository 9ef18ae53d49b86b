import {DmpError} from '../errors/dmp-error.ts'
import type {ProfileWish} from '../ports/profiles.ts'
import {durationText} from '../profile/duration.ts'
import type {LoadedProfile, Origin} from '../profile/loaded-profile.ts'
import {nearest} from '../profile/nearest.ts'
import {describeSecretSource, isSecretSource} from '../profile/secret-source.ts'
import type {SettingType, SettingValue} from '../profile/setting.ts'
import {settingKeys, settings, variableOf} from '../profile/settings.ts'
import type {ConfigPorts} from './config-ports.ts'

export interface ShownSetting {
  readonly key: string
  /** A duration as files write it; a secret by its source alone. Null when the setting has no value. */
  readonly value: string | number | boolean | readonly string[] | Readonly<Record<string, string>> | null
  readonly origin: Origin | null
  readonly variable: string
}

export interface ShownProfile {
  readonly profile: string
  readonly environment: string
  readonly file: string
  readonly chosenBy: string
  readonly settings: readonly ShownSetting[]
  /** CHK_GEN-10: the root of this installation's identifiers, and the rule by which it came about. */
  readonly oidRoot: {readonly root: string | null; readonly rule: 'random-uuid' | 'given' | 'per-identifier'}
}

/**
 * What the profile holds, all settings or the named ones (`structure` names all of its section).
 * @throws DmpError DMP_PROFILE_KEY_UNKNOWN and those of loading
 */
export async function showConfig(
  ports: Pick<ConfigPorts, 'profiles' | 'warn'>,
  wish: ProfileWish & {readonly keys: readonly string[]},
): Promise<ShownProfile> {
  const loaded = await ports.profiles.load(wish)
  for (const key of wish.keys) requireKnown(key)
  for (const {code, params = {}, severity} of loaded.warnings)
    if (severity === 'warning') ports.warn({code, params})
  const wanted = (key: string) =>
    wish.keys.length === 0 || wish.keys.some((name) => key === name || key.startsWith(`${name}.`))
  return {
    profile: loaded.profile.name,
    environment: loaded.profile.environment,
    file: loaded.file,
    chosenBy: loaded.choice.by,
    settings: settings
      .filter(({key}) => wanted(key))
      .map(({key, type}) => ({
        key,
        value: shown(loaded.values.get(key), type),
        origin: loaded.origins.get(key) ?? null,
        variable: variableOf(key),
      })),
    oidRoot: oidRootOf(loaded),
  }
}

function requireKnown(key: string): void {
  if (settingKeys.has(key) || [...settingKeys].some((known) => known.startsWith(`${key}.`))) return
  throw new DmpError('DMP_PROFILE_KEY_UNKNOWN', {
    params: {
      file: 'dmp config show',
      line: '–',
      key: key.slice(0, 80),
      nearest: nearest(key, settingKeys) ?? '–',
    },
  })
}

function shown(value: SettingValue | undefined, {kind}: SettingType): ShownSetting['value'] {
  if (value === undefined) return null
  if (kind === 'duration' && typeof value === 'number') return durationText(value)
  return isSecretSource(value) ? describeSecretSource(value) : value
}

function oidRootOf({profile}: LoadedProfile): ShownProfile['oidRoot'] {
  const root = profile.ids.form === 'root' ? profile.ids.oidRoot : undefined
  if (root === undefined) return {root: null, rule: 'per-identifier'}
  return {root, rule: /^2\.25\.\d+$/.test(root) ? 'random-uuid' : 'given'}
}
