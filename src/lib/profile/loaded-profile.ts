import type {Environment, Profile} from './profile.ts'
import type {SettingValue} from './setting.ts'

/** The layers, strongest first. */
export const originKinds = ['flag', 'environment', 'project', 'profile', 'default'] as const
export type OriginKind = (typeof originKinds)[number]

/** Where a value came from: a flag, a variable, a line of a file, or the program. */
export interface Origin {
  readonly kind: OriginKind
  /** `--set`, `DMP_VIHF_VERSION`, a path; empty for a default. */
  readonly where: string
  readonly line?: number
}

export type Severity = 'error' | 'warning' | 'info'

/** One remark on a profile or on this installation: message key `finding.<code>` and its parameters. */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  /** The setting to look at. */
  readonly key?: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** Which profile is used, and what named it. */
export interface ProfileChoice {
  readonly name: string
  readonly by: 'flag' | 'environment' | 'project' | 'only-sandbox' | 'default'
}

export interface ProfileSummary {
  readonly name: string
  readonly file: string
  /** `unknown` when the file cannot be understood. */
  readonly environment: Environment | 'unknown'
}

export interface LoadedProfile {
  readonly profile: Profile
  readonly file: string
  readonly choice: ProfileChoice
  readonly values: ReadonlyMap<string, SettingValue>
  readonly origins: ReadonlyMap<string, Origin>
  /** Findings of severity `warning` or `info`: errors stop the loading. */
  readonly warnings: readonly Finding[]
}
