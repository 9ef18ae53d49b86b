import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {listProfiles, loadProfile} from '../../../src/lib/config/load-profile.ts'
import {configFolder} from '../../../src/lib/config/locations.ts'
import {MINIMAL, profileFolder} from './profile-folder.ts'

describe('a minimal sandbox profile', () => {
  it('loads, with every default of the product', async () => {
    const at = profileFolder()
    at.file('config/profiles/essai.yaml', MINIMAL)
    const {profile, choice, warnings} = await loadProfile(at)
    expect(choice).toEqual({name: 'essai', by: 'only-sandbox'})
    expect(profile).toMatchObject({
      name: 'essai',
      environment: 'sandbox',
      timeouts: {connectMs: 10_000, answerMs: 60_000, totalMs: 300_000},
      ins: {allowedOids: ['1.2.250.1.213.1.4.10'], oidMapping: {}},
      lps: {name: 'dmp', version: '9.9.9', homologation: {from: 'none'}},
      ids: {form: '2.25'},
      vihf: {
        version: '3.0',
        authnContext: 'unspecified',
        user: {kind: 'automate', responsibleId: 'RESP0001'},
      },
      limits: {submitPerSecond: 4, perDay: 30_000},
      unknown: {recheckAfterMs: 300_000},
    })
    expect(profile.journal.path).toBe(join(at.root, 'state', 'journals', 'essai', 'journal.sqlite'))
    expect(warnings).toEqual([])
  })

  it('takes relative paths from the folder of its file, secrets included', async () => {
    const at = profileFolder()
    at.file('config/profiles/essai.yaml', MINIMAL)
    const {profile} = await loadProfile(at)
    const keys = join(at.root, 'config', 'keys')
    expect(profile.certificates).toEqual({
      auth: {
        kind: 'pkcs12',
        path: join(keys, 'auth.p12'),
        passphrase: {from: 'file', path: join(keys, 'passphrase')},
      },
      sign: {
        kind: 'pkcs12',
        path: join(keys, 'sign.p12'),
        passphrase: {from: 'file', path: join(keys, 'passphrase')},
      },
    })
    expect(profile.trust.caFiles).toEqual([join(keys, 'ca.pem')])
  })
})

describe('a value', () => {
  const LAYERS = {
    flag: {flag: '--vihf-version', value: '4.0'},
    variable: {DMP_VIHF_VERSION: '4.0'},
    project: 'vihf: {version: 4.0}\n',
    profile: `${MINIMAL}  version: '4.0'\n`,
  }
  /** In each row the layers that say 4.0; the strongest of them is where the value must come from. */
  it.each<[readonly (keyof typeof LAYERS)[], string]>([
    [['flag', 'variable', 'project', 'profile'], 'flag'],
    [['flag'], 'flag'],
    [['variable', 'project', 'profile'], 'environment'],
    [['variable'], 'environment'],
    [['project', 'profile'], 'project'],
    [['project'], 'project'],
    [['profile'], 'profile'],
    [[], 'default'],
  ])('stated by %j comes from: %s', async (stated, kind) => {
    const at = profileFolder(stated.includes('variable') ? LAYERS.variable : {})
    const file = at.file('config/profiles/essai.yaml', stated.includes('profile') ? LAYERS.profile : MINIMAL)
    const project = stated.includes('project') ? at.file('work/.dmp.yaml', LAYERS.project) : ''
    const flags = stated.includes('flag') ? {'vihf.version': LAYERS.flag} : {}
    const {profile, origins} = await loadProfile({...at, flags})
    const where = {
      flag: '--vihf-version',
      environment: 'DMP_VIHF_VERSION',
      project,
      profile: file,
      default: '',
    }[kind]
    expect(profile.vihf.version).toBe(stated.length ? '4.0' : '3.0')
    expect(origins.get('vihf.version')).toMatchObject({kind, where})
    if (kind === 'profile') expect(origins.get('vihf.version')?.line).toBe(19)
  })

  it('that is empty in the environment says nothing', async () => {
    const at = profileFolder({DMP_VIHF_VERSION: ''})
    at.file('config/profiles/essai.yaml', MINIMAL)
    expect((await loadProfile(at)).origins.get('vihf.version')?.kind).toBe('default')
  })
})

describe('a project file', () => {
  it('is found upwards and chooses a profile, whose paths stay its own', async () => {
    const at = profileFolder()
    at.file('config/profiles/a.yaml', MINIMAL)
    at.file('config/profiles/b.yaml', MINIMAL)
    at.file('work/.dmp.yaml', 'profile: b\ncontacts: {dmpSupport: DIM}\n')
    const {choice, profile} = await loadProfile(at)
    expect(choice).toEqual({name: 'b', by: 'project'})
    expect(profile.contacts.dmpSupport).toBe('DIM')
  })

  it.each([
    ['environment: test\n', 'environment'],
    ['endpoints: {base: https://evil.invalid/s}\n', 'endpoints.base'],
    ['certificates: {auth: {path: x}}\n', 'certificates.auth.path'],
    ['lps: {homologation: {from: command, command: [sh]}}\n', 'lps.homologation'],
    ['proxy: http://evil.invalid\n', 'proxy'],
    ['trust: {caFiles: [x]}\n', 'trust.caFiles'],
    ['journal: {path: elsewhere}\n', 'journal.path'],
    ['vihf: {user: {responsibleId: OTHER}}\n', 'vihf.user.responsibleId'],
  ])('may not say %j', async (text, key) => {
    const at = profileFolder()
    at.file('config/profiles/essai.yaml', MINIMAL)
    const file = at.file('work/.dmp.yaml', text)
    await expect(loadProfile(at)).rejects.toMatchObject({
      code: 'DMP_PROJECT_KEY_FORBIDDEN',
      params: {file, line: 1, key},
    })
  })

  it('never chooses a production profile', async () => {
    const at = profileFolder()
    at.file('config/profiles/vrai.yaml', PRODUCTION)
    at.file('work/.dmp.yaml', 'profile: vrai\n')
    await expect(loadProfile(at)).rejects.toMatchObject({code: 'DMP_PRODUCTION_NOT_NAMED'})
    expect((await loadProfile({...at, name: 'vrai'})).profile.environment).toBe('production')
    expect((await loadProfile({...at, env: {...at.env, DMP_PROFILE: 'vrai'}})).choice.by).toBe('environment')
  })
})

const PRODUCTION = MINIMAL.replace('environment: sandbox', 'environment: production').replace(
  'https://127.0.0.1:8443/',
  'https://dmp.example.invalid/',
)

describe('a profile is refused', () => {
  it.each<[string, string, string, Record<string, unknown>]>([
    [
      'for a misspelt key',
      MINIMAL.replace('finessEg', 'finessEG2'),
      'DMP_PROFILE_KEY_UNKNOWN',
      {line: 7, key: 'structure.finessEG2', nearest: 'structure.finessEg'},
    ],
    [
      'for a value of the wrong type',
      `${MINIMAL}limits:\n  perDay: many\n`,
      'DMP_PROFILE_INVALID',
      {line: 20, key: 'limits.perDay', expected: '1 … 10000000'},
    ],
    [
      'for a secret in clear',
      MINIMAL.replace('file:../keys/passphrase', 'hunter2'),
      'DMP_PROFILE_INVALID',
      {line: 14, key: 'certificates.sign.passphrase'},
    ],
    [
      'for missing settings',
      MINIMAL.replace(/ {2}finessEj.*\n/, ''),
      'DMP_PROFILE_INCOMPLETE',
      {keys: 'structure.finessEj'},
    ],
    [
      'for test INS in production',
      `${PRODUCTION}ins: {allowedOids: [.10]}\n`,
      'DMP_ENVIRONMENT_MISMATCH',
      {line: 19, key: 'ins.allowedOids', environment: 'production'},
    ],
    [
      'for a sandbox that is elsewhere',
      MINIMAL.replace('127.0.0.1', 'dmp.example.invalid'),
      'DMP_ENVIRONMENT_MISMATCH',
      {line: 4, key: 'endpoints.base', environment: 'sandbox'},
    ],
    [
      'for a user id with a space',
      MINIMAL.replace('RESP0001', 'RESP 0001'),
      'DMP_PROFILE_INVALID',
      {line: 18, key: 'vihf.user.responsibleId'},
    ],
  ])('%s, with file, line and key', async (_, text, code, params) => {
    const at = profileFolder()
    const file = at.file('config/profiles/p.yaml', text)
    const failure = await loadProfile({...at, name: 'p'}).catch((error: unknown) => error)
    expect(failure).toMatchObject({code, params: {file, ...params}})
    expect(JSON.stringify(failure)).not.toContain('hunter2')
  })

  it('for a bad variable, naming the variable', async () => {
    const at = profileFolder({DMP_LIMITS_SUBMIT_PER_SECOND: 'fast'})
    at.file('config/profiles/essai.yaml', MINIMAL)
    await expect(loadProfile(at)).rejects.toMatchObject({
      code: 'DMP_PROFILE_INVALID',
      params: {file: 'DMP_LIMITS_SUBMIT_PER_SECOND', line: '–', key: 'limits.submitPerSecond'},
    })
  })

  it('when a variable would change its environment', async () => {
    const at = profileFolder({DMP_ENVIRONMENT: 'production'})
    at.file('config/profiles/essai.yaml', MINIMAL)
    await expect(loadProfile(at)).rejects.toMatchObject({
      code: 'DMP_PROJECT_KEY_FORBIDDEN',
      params: {key: 'environment'},
    })
  })
})

it('warns of a variable that is nearly one of ours', async () => {
  const at = profileFolder({DMP_VIHF_VERSOIN: '4.0', DMP_SOMETHING_ELSE_ENTIRELY: 'x'})
  at.file('config/profiles/essai.yaml', MINIMAL)
  const {warnings} = await loadProfile(at)
  expect(warnings).toEqual([
    {
      code: 'variable-unknown',
      severity: 'warning',
      params: {variable: 'DMP_VIHF_VERSOIN', nearest: 'DMP_VIHF_VERSION'},
    },
  ])
})

it('says how an older profile was read', async () => {
  const at = profileFolder()
  at.file(
    'config/profiles/ancien.yaml',
    readFileSync(join(import.meta.dirname, '../profile/samples/version-0.yaml'), 'utf8'),
  )
  const {profile, warnings} = await loadProfile({...at, name: 'ancien'})
  expect(profile).toMatchObject({environment: 'production', ids: {oidRoot: '1.2.250.1.999.1', form: 'root'}})
  expect(warnings.map(({code}) => code)).toContain('profile-migrated')
})

it('lists profiles with their environment, broken ones as unknown', async () => {
  const at = profileFolder()
  at.file('config/profiles/a.yaml', MINIMAL)
  at.file('config/profiles/b.yaml', PRODUCTION)
  at.file('config/profiles/c.yaml', 'a: [')
  at.file('config/profiles/notes.txt', '')
  expect((await listProfiles(at)).map(({name, environment}) => `${name} ${environment}`)).toEqual([
    'a sandbox',
    'b production',
    'c unknown',
  ])
})

it.each<[string, Record<string, string>, NodeJS.Platform, string]>([
  ['its own variable', {DMP_CONFIG_DIR: '/etc/dmp', XDG_CONFIG_HOME: '/xdg'}, 'linux', '/etc/dmp'],
  ['XDG', {XDG_CONFIG_HOME: '/xdg'}, 'linux', '/xdg/dmp'],
  ['the home folder', {XDG_CONFIG_HOME: 'relative'}, 'linux', '/home/u/.config/dmp'],
])('finds the folder of configuration by %s', (_, env, platform, folder) => {
  expect(configFolder({env, cwd: '/w', home: '/home/u', platform, stateFolder: '/s'})).toBe(folder)
})
