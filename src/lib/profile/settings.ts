/**
 * The settings of a profile: one establishment in one environment.
 *
 * One table drives everything said about a setting: reading of files, names of variables (`DMP_VIHF_VERSION`),
 * defaults, `config show --origin`, the wizard and docs/configuration.md. Adding a setting is one line here, its
 * description in both languages, and its place in the type `Profile`.
 *
 * Rules come from the DMP's public requirements (EX_GEN-1350 root of identifiers, EX_GEN-1450 pair of
 * certificates, EX_GEN-1490 homologation number, EX_GEN-1520 INS OIDs, EX_0.1-1020/1025 user of the VIHF); where
 * public sources disagree the setting offers each published form.
 *
 * This folder is pure: it reads no file and no variable (see `lib/config`), and opens no certificate (see
 * `lib/pki`). It does not know patients or documents.
 */
import type {Setting} from './setting.ts'
import {carrierSettings} from './settings/carriers.ts'
import {certificateSettings} from './settings/certificates.ts'
import {connectionSettings} from './settings/connection.ts'
import {exchangeSettings} from './settings/exchange.ts'
import {identitySettings} from './settings/identity.ts'
import {insiSettings} from './settings/insi.ts'
import {structureSettings} from './settings/structure.ts'

/** Version of the layout of profile files that this program writes and reads. */
export const SCHEMA_VERSION = 1

/** In the order in which they are decided: a default may look at the settings before it. */
export const settings: readonly Setting[] = [
  ...connectionSettings,
  ...structureSettings,
  ...certificateSettings,
  ...identitySettings,
  ...insiSettings,
  ...exchangeSettings,
  ...carrierSettings,
]

const byKey = new Map(settings.map((setting) => [setting.key, setting]))

export const settingKeys: ReadonlySet<string> = new Set(byKey.keys())

export function settingOf(key: string): Setting | undefined {
  return byKey.get(key)
}

/** `vihf.authModeName` → `DMP_VIHF_AUTH_MODE_NAME`. */
export function variableOf(key: string): string {
  return `DMP_${key
    .replaceAll('.', '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()}`
}
