import {DmpError} from '../errors/dmp-error.ts'
import type {InsiProfile, KeySource, Profile} from '../profile/profile.ts'
import {missingForInsi} from '../profile/rules/insi-rules.ts'

/** Settings of INSi with which a call can be made. */
export interface WholeInsi extends InsiProfile {
  readonly certificate: KeySource
  readonly instance: string
}

/** @throws DmpError DMP_INSI_NOT_CONFIGURED naming the settings that lack */
export function requireConfigured({insi, name}: Pick<Profile, 'insi' | 'name'>): WholeInsi {
  const missing = missingForInsi(insi)
  if (insi?.certificate && insi.instance !== undefined && missing.length === 0)
    return {...insi, certificate: insi.certificate, instance: insi.instance}
  throw notConfigured(name, missing)
}

/** @param why message `error.DMP_INSI_NOT_CONFIGURED.what.<why>`, where a setting is there and does not serve */
export function notConfigured(profile: string, missing: readonly string[], why?: 'idam-form'): DmpError {
  return new DmpError('DMP_INSI_NOT_CONFIGURED', {
    params: {names: missing.join(', '), profile, ...(why ? {case: why} : {})},
    details: {missing},
  })
}
