import type {SecretSource} from '../ports/secrets.ts'
import type {Environment} from './profile.ts'

/** What a file, a variable or a flag holds before it is understood: YAML without types (failsafe schema). */
export type RawValue = string | readonly string[] | {readonly [name: string]: string | readonly string[]}

export type SettingValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>
  | SecretSource

export type SettingType =
  | {readonly kind: 'text'; readonly pattern?: RegExp; readonly form?: string}
  | {readonly kind: 'choice'; readonly values: readonly string[]}
  | {readonly kind: 'number'; readonly min: number; readonly max: number; readonly integer: boolean}
  | {readonly kind: 'boolean'}
  /** Written `500ms`, `30s`, `5m`, `24h`, `15d`; understood in milliseconds. */
  | {readonly kind: 'duration'}
  | {readonly kind: 'path'}
  /** A file, or the URL of a PostgreSQL database without a password. */
  | {readonly kind: 'journal'}
  | {readonly kind: 'paths'}
  /** An absolute URL without user name or password in it. */
  | {readonly kind: 'url'; readonly schemes: readonly string[]}
  | {readonly kind: 'oid'}
  | {readonly kind: 'oids'}
  | {readonly kind: 'oid-map'}
  /** Where a secret comes from; the secret itself is never accepted. */
  | {readonly kind: 'secret'}

/** What a default may depend on; `value` answers settings already decided. */
export interface DefaultContext {
  readonly environment: Environment
  readonly product: ProductIdentity
  readonly journalPath: string
  value(key: string): SettingValue | undefined
}

/** Name and version of this software, as they go into the VIHF (EX_GEN-1180). */
export interface ProductIdentity {
  readonly name: string
  readonly version: string
}

/**
 * Where a setting may be given. `profile-file`: only there (it decides what is allowed elsewhere).
 * `own-layers`: everywhere but in a project file, which may come with a folder somebody else filled and must not
 * redirect documents, choose keys or start programs. `anywhere`: all layers.
 */
export type SettingScope = 'profile-file' | 'own-layers' | 'anywhere'

export interface Setting {
  readonly key: string
  readonly type: SettingType
  readonly scope: SettingScope
  readonly default?: (context: DefaultContext) => SettingValue | undefined
  /** Whether a profile without it cannot be used, given the settings decided before. */
  readonly required?: (context: Pick<DefaultContext, 'environment' | 'value'>) => boolean
  /** Message key of its description. */
  readonly description: string
}

type SettingFacts = Partial<Omit<Setting, 'key' | 'type'>>

/** One line of the table: scope `anywhere` and description `setting.<key>` unless stated. */
export function setting(key: string, type: SettingType, facts: SettingFacts = {}): Setting {
  return {key, type, scope: 'anywhere', description: `setting.${key}`, ...facts}
}

export const always = (): boolean => true
