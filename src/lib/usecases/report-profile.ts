import {DmpError} from '../errors/dmp-error.ts'
import type {Profiles} from '../ports/profiles.ts'
import {durationText} from '../profile/duration.ts'
import type {Origin} from '../profile/loaded-profile.ts'
import {describeSecretSource, isSecretSource} from '../profile/secret-source.ts'
import type {Setting, SettingValue} from '../profile/setting.ts'
import {settings} from '../profile/settings.ts'

/** Settings that name a person: their presence is told, not their value. */
const personal =
  /^(?:author|legalAuthenticator|vihf\.user)\.(?:id|family|given|responsibleId)$|^contacts\.|^limits\.noticeContact$|^proxy$/
const HIDDEN = '•••'

export interface ProfilePart {
  readonly name: string
  readonly environment: string
  /** Error code when the profile cannot be used. */
  readonly fault?: string
  /** Codes of what is doubtful in it. */
  readonly remarks: readonly string[]
  readonly settings: readonly {readonly key: string; readonly value: unknown; readonly origin: string}[]
  /** Where its journal is. */
  readonly journal?: string
}

/** One profile as it would be used now, without secrets and persons. */
export async function profilePart(
  profiles: Pick<Profiles, 'load'>,
  name: string,
  environment: string,
): Promise<ProfilePart> {
  try {
    const {profile, values, origins, warnings} = await profiles.load({name})
    const given = settings.filter(({key}) => values.get(key) !== undefined)
    return {
      name,
      environment,
      remarks: warnings.map(({code}) => code),
      settings: given.map((setting) => ({
        key: setting.key,
        value: shown(setting, values.get(setting.key)),
        origin: originText(origins.get(setting.key)),
      })),
      journal: profile.journal.path,
    }
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return {name, environment, fault: error.code, remarks: [], settings: []}
  }
}

function shown({key, type}: Setting, value: SettingValue | undefined): unknown {
  if (personal.test(key)) return HIDDEN
  if (isSecretSource(value)) return describeSecretSource(value)
  return type.kind === 'duration' && typeof value === 'number' ? durationText(value) : value
}

function originText(origin: Origin | undefined): string {
  if (!origin) return 'default'
  const line = origin.line === undefined ? '' : `:${origin.line}`
  return [origin.kind, `${origin.where}${line}`].filter(Boolean).join(' ')
}
