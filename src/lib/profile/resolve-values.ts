import {DmpError} from '../errors/dmp-error.ts'
import type {Values} from './build-profile.ts'
import {isServerJournal, serverAddress} from './journal-address.ts'
import type {Origin} from './loaded-profile.ts'
import type {Environment} from './profile.ts'
import type {DefaultContext, RawValue, Setting, SettingValue} from './setting.ts'
import {settings} from './settings.ts'
import {expectedForm, readValue} from './values.ts'

/** What one layer states, by dotted key. */
export type Layer = ReadonlyMap<string, {readonly raw: RawValue; readonly origin: Origin}>

export interface ResolvedValues {
  readonly values: Values
  readonly origins: ReadonlyMap<string, Origin>
}

export interface ResolveContext {
  readonly product: DefaultContext['product']
  readonly journalPath: string
  /** Makes a value's paths absolute, by where it was written. */
  place(value: SettingValue, setting: Setting, origin: Origin): SettingValue
}

const BY_DEFAULT: Origin = {kind: 'default', where: ''}

/**
 * Decides every setting: the first layer that states it (strongest first), else its default.
 * @throws DmpError DMP_PROFILE_INVALID, DMP_PROJECT_KEY_FORBIDDEN
 */
export function resolveValues(layers: readonly Layer[], context: ResolveContext): ResolvedValues {
  const values = new Map<string, SettingValue>()
  const origins = new Map<string, Origin>()
  for (const setting of settings) {
    const stated = layers.map((layer) => layer.get(setting.key)).find((entry) => entry !== undefined)
    const value = stated
      ? context.place(understood(stated.raw, setting, stated.origin), setting, stated.origin)
      : byDefault(setting, values, context)
    if (value === undefined) continue
    values.set(setting.key, value)
    origins.set(setting.key, stated?.origin ?? BY_DEFAULT)
  }
  return {values, origins}
}

function byDefault(setting: Setting, values: Values, context: ResolveContext): SettingValue | undefined {
  return setting.default?.({
    environment: environmentIn(values),
    product: context.product,
    journalPath: context.journalPath,
    value: (key) => values.get(key),
  })
}

function environmentIn(values: Values): Environment {
  return (values.get('environment') ?? 'sandbox') as Environment
}

/** The value is never repeated in the error: where a reference is expected somebody may have typed a secret. */
function understood(raw: RawValue, setting: Setting, origin: Origin): SettingValue {
  if (!['profile', 'default'].includes(origin.kind) && setting.scope === 'profile-file')
    throw forbidden(setting.key, origin)
  if (origin.kind === 'project' && setting.scope === 'own-layers') throw forbidden(setting.key, origin)
  const value = readValue(raw, setting.type)
  if (value !== undefined) return value
  if (setting.type.kind === 'journal' && typeof raw === 'string' && isServerJournal(raw)) {
    const reason = String(serverAddress(raw))
    const params = {...placeParams(origin), reason, expected: expectedForm(setting.type)}
    throw new DmpError('DMP_JOURNAL_URL', {params, details: {...placeParams(origin), reason}})
  }
  throw new DmpError('DMP_PROFILE_INVALID', {
    params: {...placeParams(origin), key: setting.key, expected: expectedForm(setting.type)},
    details: {...placeParams(origin), key: setting.key},
  })
}

function forbidden(key: string, origin: Origin): DmpError {
  return new DmpError('DMP_PROJECT_KEY_FORBIDDEN', {params: {...placeParams(origin), key}, details: {key}})
}

/** `file` and `line` of an origin, for sentences; a variable or a flag has no line. */
export function placeParams(origin: Origin): {file: string; line: number | string} {
  return {file: origin.where, line: origin.line ?? '–'}
}

/** Keys without which this profile cannot be used. */
export function missingKeys(values: Values): readonly string[] {
  const known = {environment: environmentIn(values), value: (key: string) => values.get(key)}
  return settings
    .filter(({key, required}) => required?.(known) === true && !values.has(key))
    .map(({key}) => key)
}
