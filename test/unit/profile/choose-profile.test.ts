import {describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {chooseProfile, isProfileName, type ProfileWishes} from '../../../src/lib/profile/choose-profile.ts'
import type {ProfileSummary} from '../../../src/lib/profile/loaded-profile.ts'

const profile = (name: string, environment: ProfileSummary['environment']): ProfileSummary => ({
  name,
  environment,
  file: `/profiles/${name}.yaml`,
})
const known = [
  profile('essai', 'sandbox'),
  profile('homologation', 'test'),
  profile('vrai', 'production'),
  profile('casse', 'unknown'),
]

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof DmpError) return error.code
    throw error
  }
  return 'no error'
}

describe('the profile chosen', () => {
  it.each<[string, ProfileWishes, {name: string; by: string}]>([
    [
      'the flag before all',
      {flag: 'vrai', environment: 'essai', project: 'essai'},
      {name: 'vrai', by: 'flag'},
    ],
    [
      'the variable before the project',
      {environment: 'vrai', project: 'essai'},
      {name: 'vrai', by: 'environment'},
    ],
    ['the project before any default', {project: 'homologation'}, {name: 'homologation', by: 'project'}],
    ['the only sandbox when nothing is named', {}, {name: 'essai', by: 'only-sandbox'}],
    [
      'the only sandbox when a name is empty',
      {flag: '', environment: ''},
      {name: 'essai', by: 'only-sandbox'},
    ],
  ])('is %s', (_, wishes, choice) => {
    expect(chooseProfile(wishes, known)).toEqual(choice)
  })

  it('is the one named default when there is no sandbox, or more than one', () => {
    const test = profile('default', 'test')
    expect(chooseProfile({}, [test])).toEqual({name: 'default', by: 'default'})
    expect(chooseProfile({}, [test, profile('a', 'sandbox'), profile('b', 'sandbox')])).toEqual({
      name: 'default',
      by: 'default',
    })
  })

  it.each<[string, ProfileWishes, readonly ProfileSummary[]]>([
    ['named by the project file', {project: 'vrai'}, known],
    ['named default', {}, [profile('default', 'production')]],
  ])('is never a production profile %s', (_, wishes, profiles) => {
    expect(codeOf(() => chooseProfile(wishes, profiles))).toBe('DMP_PRODUCTION_NOT_NAMED')
  })

  it('is refused when it does not exist, with the names that do', () => {
    expect(codeOf(() => chooseProfile({flag: 'absent'}, known))).toBe('DMP_PROFILE_NOT_FOUND')
    expect(codeOf(() => chooseProfile({}, []))).toBe('DMP_PROFILE_NOT_FOUND')
    expect(() => chooseProfile({flag: 'absent'}, known)).toThrow(
      expect.objectContaining({params: {name: 'absent', known: 'essai, homologation, vrai, casse'}}),
    )
  })
})

it.each(['../vrai', 'a/b', 'a\\b', '', '.cache', 'a b', 'x'.repeat(65), 'a.'])(
  'refuses %j as a name',
  (name) => {
    expect(isProfileName(name)).toBe(false)
  },
)
