import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {makeTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {MINIMAL} from '../unit/config/profile-folder.ts'

const homes: {remove(): void}[] = []
afterAll(() => {
  for (const home of homes) home.remove()
})

/** A user's home with these profiles; `project` is the text of a project file in its working folder. */
function homeWith(profiles: Readonly<Record<string, string>>, project?: string) {
  const home = makeHome()
  homes.push(home)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text, {mode: 0o600})
  }
  for (const [name, text] of Object.entries(profiles))
    write(join(home.path, 'config/profiles', `${name}.yaml`), text)
  write(join(home.path, 'project', 'notes.txt'), '')
  if (project !== undefined) write(join(home.path, 'project', '.dmp.yaml'), project)
  return {...home, options: {env: home.env, cwd: join(home.path, 'project')}}
}

const PRODUCTION = MINIMAL.replace('environment: sandbox', 'environment: production').replace(
  '127.0.0.1',
  'dmp.invalid',
)

describe('a configuration fault ends the program with exit 3, in text and under --json', () => {
  it.each<
    [string, Readonly<Record<string, string>>, string | undefined, readonly string[], Record<string, unknown>]
  >([
    ['DMP_PROFILE_NOT_FOUND', {}, undefined, [], {}],
    ['DMP_PROFILE_SYNTAX', {default: 'a: [\n'}, undefined, [], {}],
    [
      'DMP_PROFILE_KEY_UNKNOWN',
      {default: `${MINIMAL}limit: 3\n`},
      undefined,
      ['--profile', 'default'],
      {line: 19, key: 'limit'},
    ],
    [
      'DMP_PROFILE_INVALID',
      {default: `${MINIMAL}limits: {perDay: -1}\n`},
      undefined,
      [],
      {line: 19, key: 'limits.perDay'},
    ],
    ['DMP_PROFILE_INCOMPLETE', {default: 'schemaVersion: 1\n'}, undefined, [], {}],
    ['DMP_PROFILE_NEWER', {default: 'schemaVersion: 9\n'}, undefined, [], {version: 9}],
    ['DMP_PROJECT_KEY_FORBIDDEN', {default: MINIMAL}, 'proxy: http://proxy.invalid\n', [], {key: 'proxy'}],
    ['DMP_PRODUCTION_NOT_NAMED', {default: PRODUCTION}, undefined, [], {}],
    [
      'DMP_ENVIRONMENT_MISMATCH',
      {default: `${PRODUCTION}ins: {allowedOids: [.10]}\n`},
      undefined,
      ['--profile', 'default'],
      {line: 19, key: 'ins.allowedOids'},
    ],
  ])('%s', async (code, profiles, project, flags, details) => {
    const {options} = homeWith(profiles, project)
    const json = await runJson(['config', 'show', ...flags], options)
    expect(json.code).toBe(3)
    expect(json.answer.error).toMatchObject({code, exitCode: 3, retry: 'never', details})
    expect(json.stderr).toBe('')
    const text = await runDmp(['config', 'show', ...flags], options)
    expect(text.code).toBe(3)
    expect(text.stdout).toBe('')
    expect(text.stderr).toContain(code)
    expect(text.stderr).not.toMatch(/\{\w+\}/)
  })
})

describe('config show', () => {
  it('tells where each value comes from', async () => {
    const {options, path} = homeWith({essai: MINIMAL})
    const {code, stdout} = await runDmp(['config', 'show', 'vihf', '--origin'], {
      ...options,
      env: {...options.env, DMP_VIHF_VERSION: '4.0'},
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^vihf\.version +4\.0 +variable DMP_VIHF_VERSION$/m)
    expect(stdout).toContain(`profil ${path}/config/profiles/essai.yaml:18`)
    expect(stdout).toMatch(/^vihf\.structure +site +par défaut$/m)
    expect(stdout).not.toContain('xds.')
  })

  it('prints the root of identifiers and its rule (CHK_GEN-10), secrets by their source', async () => {
    const {options, path} = homeWith({essai: `${MINIMAL}ids: {oidRoot: 1.2.250.1.999.7}\n`})
    const {answer} = await runJson(['config', 'show', 'certificates.auth.passphrase'], options)
    expect(answer.schema).toBe('dmp.config.show/1')
    expect(answer.data.oidRoot).toEqual({root: '1.2.250.1.999.7', rule: 'given'})
    expect(answer.data.settings).toEqual([
      {
        key: 'certificates.auth.passphrase',
        value: `file:${path}/config/keys/passphrase`,
        origin: {kind: 'profile', where: `${path}/config/profiles/essai.yaml`, line: 13},
        variable: 'DMP_CERTIFICATES_AUTH_PASSPHRASE',
      },
    ])
  })

  it('refuses a setting that does not exist', async () => {
    const {options} = homeWith({essai: MINIMAL})
    const {code, answer} = await runJson(['config', 'show', 'vihf.versoin'], options)
    expect(code).toBe(3)
    expect(answer.error?.code).toBe('DMP_PROFILE_KEY_UNKNOWN')
    expect(answer.error?.why).toContain('vihf.version')
  })

  it('warns of a variable that is nearly one of ours', async () => {
    const {options} = homeWith({essai: MINIMAL})
    const env = {...options.env, DMP_VIHF_VERSOIN: '4.0'}
    const {answer} = await runJson(['config', 'show'], {...options, env})
    expect(answer.warnings.map(({code}) => code)).toEqual(['variable-unknown'])
  })
})

it('config path lists what is where, with or without profiles', async () => {
  const {options, path} = homeWith({essai: MINIMAL, vrai: PRODUCTION}, 'profile: essai\n')
  const {answer} = await runJson(['config', 'path'], options)
  expect(answer.data).toMatchObject({
    configFolder: `${path}/config`,
    projectFile: `${path}/project/.dmp.yaml`,
    stateFolder: `${path}/state`,
    profiles: [
      {name: 'essai', environment: 'sandbox'},
      {name: 'vrai', environment: 'production'},
    ],
  })
  const empty = await runDmp(['config', 'path', '--lang', 'en'], homeWith({}).options)
  expect(empty.code).toBe(0)
  expect(empty.stdout).toContain('dmp config init')
})

describe('config init', () => {
  it('makes a profile from two certificates, which config check then reads', async () => {
    const {options, path} = homeWith({})
    const pki = await makeTestPki(join(path, 'pki'), {authorityBits: 2048})
    const {auth, sign} = pki.establishments.site
    const args = [
      'config',
      'init',
      '--profile',
      'essai',
      '--environment',
      'sandbox',
      '--from',
      sign.p12,
      auth.p12,
    ]
    const missing = await runJson(args, options)
    expect(missing.code).toBe(2)
    expect(missing.answer.error?.code).toBe('DMP_MISSING_VALUE')
    expect(missing.answer.error?.message).toContain('--endpoint, --finess-eg, --sector, --responsible-id')

    const flags = [
      '--endpoint',
      'https://127.0.0.1:8443/services',
      '--finess-eg',
      '0B0000048',
      '--sector',
      'SA01',
      '--responsible-id',
      'RESP0001',
    ]
    const made = await runDmp([...args, ...flags, '--passphrase-from', `file:${pki.passphraseFile}`], options)
    expect([made.code, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toContain('Profil essai (sandbox) écrit.')
    expect(readFileSync(join(path, 'config/profiles/essai.yaml'), 'utf8')).toContain('finessEj: 0B0000030')

    const check = await runJson(['config', 'check'], options)
    expect(check.answer.data.points.filter(({severity}: {severity: string}) => severity === 'error')).toEqual(
      [],
    )
    expect(check.answer.data.points.map(({message}: {message: string}) => message)).toContain(
      'check.certificates.ok',
    )
    expect(check.code).toBe(0)

    const again = await runJson([...args, ...flags], options)
    expect([again.code, again.answer.error?.code]).toEqual([2, 'DMP_FILE_EXISTS'])
  })

  it('never repeats what was typed where a reference to a secret is wanted', async () => {
    const {options} = homeWith({})
    const {code, stdout, stderr} = await runDmp(['config', 'init', '--passphrase-from', 'hunter2'], options)
    expect(code).toBe(3)
    expect(stdout + stderr).not.toContain('hunter2')
  })
})

it('config check ends with exit 10 when there is something to look at', async () => {
  const {options} = homeWith({essai: MINIMAL})
  const {code, stdout} = await runDmp(['config', 'check'], options)
  expect(code).toBe(10)
  expect(stdout).toContain('[certificates.auth]')
})
