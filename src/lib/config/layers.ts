import type {GivenByFlag} from '../ports/profiles.ts'
import type {Finding, Origin, OriginKind} from '../profile/loaded-profile.ts'
import type {Entry} from '../profile/migrations.ts'
import {nearest} from '../profile/nearest.ts'
import type {Layer} from '../profile/resolve-values.ts'
import type {RawValue} from '../profile/setting.ts'
import {settings, variableOf} from '../profile/settings.ts'

/** Variables of this program that are no settings. */
const OTHER_VARIABLES = [
  'DMP_PROFILE',
  'DMP_CONFIG_DIR',
  'DMP_STATE_DIR',
  'DMP_LANG',
  'DMP_SHARED_DATA',
  'DMP_DEBUG',
  'DMP_CACHE_DIR',
]

const variables = new Map(settings.map(({key}) => [variableOf(key), key]))

export function fileLayer(
  kind: OriginKind & ('project' | 'profile'),
  file: string,
  entries: readonly Entry<RawValue>[],
): Layer {
  return new Map(entries.map(({key, raw, line}) => [key, {raw, origin: {kind, where: file, line}}]))
}

/** An empty variable says nothing, as is the custom of shells. */
export function environmentLayer(env: Readonly<Record<string, string | undefined>>): Layer {
  return new Map(
    [...variables].flatMap(([variable, key]) => {
      const raw = env[variable]
      const origin: Origin = {kind: 'environment', where: variable}
      return raw ? [[key, {raw, origin}] as const] : []
    }),
  )
}

export function flagLayer(flags: Readonly<Record<string, GivenByFlag>>): Layer {
  return new Map(
    Object.entries(flags).map(([key, {flag, value}]) => [
      key,
      {raw: value, origin: {kind: 'flag', where: flag} as const},
    ]),
  )
}

/** A variable that looks like one of ours and is not: most likely a slip. */
export function strangeVariables(env: Readonly<Record<string, string | undefined>>): readonly Finding[] {
  const known = [...variables.keys(), ...OTHER_VARIABLES]
  return Object.keys(env)
    .filter((name) => name.startsWith('DMP_') && !known.includes(name))
    .flatMap((variable) => {
      const near = nearest(variable, known)
      const params = {variable, nearest: near ?? '–'}
      return near ? [{code: 'variable-unknown', severity: 'warning' as const, params}] : []
    })
}
