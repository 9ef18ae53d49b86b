import {buildProfile} from '../../../src/lib/profile/build-profile.ts'
import {checkProfile} from '../../../src/lib/profile/check-profile.ts'
import type {Finding} from '../../../src/lib/profile/loaded-profile.ts'
import type {Environment} from '../../../src/lib/profile/profile.ts'
import {resolveValues} from '../../../src/lib/profile/resolve-values.ts'
import type {RawValue} from '../../../src/lib/profile/setting.ts'

export const environments: readonly Environment[] = ['sandbox', 'test', 'formation', 'production']

const least: Readonly<Record<string, RawValue>> = {
  'structure.finessEj': '010000008',
  'structure.finessEg': '010000016',
  'structure.name': 'CH DE DEMONSTRATION',
  'structure.kind': 'es',
  'structure.legalStatus': 'public',
  'structure.sector': 'SA01',
  'certificates.auth.path': '/keys/auth.p12',
  'certificates.sign.path': '/keys/sign.p12',
  'lps.homologation': 'prompt',
  'ids.oidRoot': '1.2.250.1.999.1',
  'trust.caFiles': ['/keys/ca.pem'],
  'vihf.user.responsibleId': 'RESP0001',
}

type Stated = Readonly<Record<string, RawValue | undefined>>

/** A profile of that environment without any fault, and what `stated` changes; answers what is found in it. */
export function findingsOf(environment: Environment, stated: Stated = {}): readonly Finding[] {
  const base =
    environment === 'sandbox' ? 'https://127.0.0.1:8443/services' : 'https://dmp.example.invalid/services'
  const all = {environment, 'endpoints.base': base, ...least, ...stated}
  const layer = new Map(
    Object.entries(all).flatMap(([key, raw]) =>
      raw === undefined ? [] : [[key, {raw, origin: {kind: 'profile', where: 'p.yaml'}}] as const],
    ),
  )
  const {values} = resolveValues([layer], {
    product: {name: 'dmp', version: '1.0'},
    journalPath: '/journal',
    place: (value) => value,
  })
  return checkProfile(buildProfile('sample', values), values)
}

export function codesOf(environment: Environment, stated: Stated = {}): readonly string[] {
  return findingsOf(environment, stated).map(({severity, code, key}) =>
    `${severity} ${code} ${key ?? ''}`.trim(),
  )
}
