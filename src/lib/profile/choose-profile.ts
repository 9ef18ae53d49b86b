import {DmpError} from '../errors/dmp-error.ts'
import type {ProfileChoice, ProfileSummary} from './loaded-profile.ts'
import type {Environment} from './profile.ts'

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** A name that is also a file name on every system, and never a path. */
export function isProfileName(text: string): boolean {
  return NAME.test(text) && !text.endsWith('.')
}

export interface ProfileWishes {
  readonly flag?: string | undefined
  readonly environment?: string | undefined
  readonly project?: string | undefined
}

/**
 * Which profile to use: the flag, `DMP_PROFILE`, the project file, else the only profile of environment
 * `sandbox`, else the one named `default`. A production profile is used only when the flag or the variable named it.
 * @throws DmpError DMP_PROFILE_NOT_FOUND, DMP_PRODUCTION_NOT_NAMED
 */
export function chooseProfile(wishes: ProfileWishes, known: readonly ProfileSummary[]): ProfileChoice {
  const choice = wanted(wishes, known)
  const found = known.find(({name}) => name === choice.name)
  if (!found) throw notFound(choice, known)
  refuseImplicitProduction(choice, found.environment)
  return choice
}

function wanted(wishes: ProfileWishes, known: readonly ProfileSummary[]): ProfileChoice {
  for (const by of ['flag', 'environment', 'project'] as const) {
    const name = wishes[by]
    if (name) return {name, by}
  }
  const [sandbox, ...others] = known.filter(({environment}) => environment === 'sandbox')
  if (sandbox && others.length === 0) return {name: sandbox.name, by: 'only-sandbox'}
  return {name: 'default', by: 'default'}
}

/** Asked again once the file is read, since a file's environment is only then certain. */
export function refuseImplicitProduction(choice: ProfileChoice, environment: Environment | 'unknown'): void {
  if (environment !== 'production' || choice.by === 'flag' || choice.by === 'environment') return
  throw new DmpError('DMP_PRODUCTION_NOT_NAMED', {
    params: {name: choice.name},
    details: {name: choice.name, by: choice.by},
  })
}

function notFound({name, by}: ProfileChoice, known: readonly ProfileSummary[]): DmpError {
  const names = known.map((summary) => summary.name)
  return new DmpError('DMP_PROFILE_NOT_FOUND', {
    params: {name: isProfileName(name) ? name : '?', known: names.join(', ') || '–'},
    details: {known: names, by},
  })
}
