import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {configAdapters} from '../../../src/lib/config/config-adapters.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Prompter} from '../../../src/lib/ports/prompter.ts'
import {makeTestPki, type TestEstablishment, type TestPki} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {checkConfig, hasFindings} from '../../../src/lib/usecases/config-check.ts'
import {type InitRequest, initConfig} from '../../../src/lib/usecases/config-init.ts'
import {givenByFlags} from '../../../src/lib/usecases/config-init-flags.ts'
import {virtualClock} from '../../support/virtual-clock.ts'
import {type ProfileFolder, profileFolder} from './profile-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-init-'))
let pki: TestPki
let site: TestEstablishment
const NOW = Date.UTC(2026, 2, 2, 9)

beforeAll(async () => {
  pki = await makeTestPki(join(folder, 'pki'), {authorityBits: 2048, now: new Date(NOW)})
  site = pki.establishments.site
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

/** Answers by question key; asking anything else is a failure. Keeps what was asked. */
function scripted(answers: Readonly<Record<string, string>>): Prompter & {readonly asked: string[]} {
  const asked: string[] = []
  const answer = (question: string): string => {
    asked.push(question)
    const text = answers[question]
    if (text === undefined) throw new Error(`unexpected question ${question}`)
    return text
  }
  return {
    asked,
    available: true,
    async text(question, {default: proposed, validate} = {}) {
      const text = answer(question) || (proposed ?? '')
      const verdict = validate?.(text) ?? true
      if (verdict !== true) throw new Error(`${question}: ${verdict}`)
      return text
    },
    secret: async () => Promise.reject(new Error('no secret is asked for')),
    confirm: async () => Promise.reject(new Error('nothing to confirm')),
    choose: async (question, choices) => {
      const value = answer(question)
      if (!choices.some((choice) => choice.value === value)) throw new Error(`${value} is not offered`)
      return value
    },
  }
}

const nobody: Prompter = {...scripted({}), available: false}

function portsOf(at: ProfileFolder, prompter: Prompter) {
  return {
    ...configAdapters(at),
    clock: virtualClock(NOW),
    random: systemRandom,
    files: localFiles,
    warn: () => undefined,
    prompter,
    say: (key: string, params?: object) => (params ? `${key} ${JSON.stringify(params)}` : key),
  }
}

const run = (at: ProfileFolder, prompter: Prompter, request: Partial<InitRequest> = {}) =>
  initConfig(portsOf(at, prompter), {given: {}, ...request})

const pair = () => [site.sign.p12, site.auth.p12]
const HOSPITAL = {
  'ask.endpoints.base': 'https://dmp.example.invalid/si-dmp-server/v2/services',
  'ask.structure.finessEg': '0B0000048',
  'ask.structure.sector': 'SA01',
  'ask.vihf.user.responsibleId': 'RESP0001',
}

describe('a profile made from two certificates', () => {
  it('takes five answers at most, whatever the order of the files', async () => {
    for (const from of [pair(), pair().reverse()]) {
      const at = profileFolder()
      const prompter = scripted(HOSPITAL)
      const report = await run(at, prompter, {from})
      expect(report.questions).toBe(prompter.asked.length)
      expect(report.questions).toBeLessThanOrEqual(5)
      const {profile} = await portsOf(at, nobody).profiles.load({name: report.profile})
      expect(profile).toMatchObject({
        environment: 'test',
        structure: {
          finessEj: site.finessEj,
          finessEg: '0B0000048',
          name: 'GROUPE HOSPITALIER FICTIF',
          kind: 'es',
          legalStatus: 'public',
        },
        certificates: {auth: {path: site.auth.p12}, sign: {path: site.sign.p12}},
      })
    }
  })

  it('gets a root of identifiers of its own', async () => {
    const roots = await Promise.all(
      [1, 2].map(async () => (await run(profileFolder(), scripted(HOSPITAL), {from: pair()})).oidRoot),
    )
    expect(roots[0]).toMatch(/^2\.25\.\d{20,39}$/)
    expect(roots[0]).not.toBe(roots[1])
  })

  it('keeps the authorities of a PKI made here, and passes the check', async () => {
    const at = profileFolder()
    const given = givenByFlags({environment: 'sandbox', 'passphrase-from': `file:${pki.passphraseFile}`}, [])
    await run(at, scripted({...HOSPITAL, 'ask.endpoints.base': ''}), {from: pair(), given, name: 'essai'})
    const check = await checkConfig({...portsOf(at, nobody), machine: synchronised}, {})
    expect(check.points.filter(({severity}) => severity !== 'ok').map(({message}) => message)).toEqual([
      'check.param-lps.never',
      'check.homologation.sandbox',
    ])
    expect(hasFindings(check)).toBe(false)
  })

  it('is refused for an environment that is not theirs', async () => {
    const given = givenByFlags({environment: 'production'}, [])
    await expect(run(profileFolder(), nobody, {from: pair(), given})).rejects.toMatchObject({
      code: 'DMP_ENVIRONMENT_MISMATCH',
      params: {environment: 'production', found: 'TEST', allowed: 'PRODUCTION'},
    })
  })

  it.each<[string, () => string[]]>([
    ['one file twice', () => [site.auth.p12, site.auth.p12]],
    ['one file', () => [site.auth.p12]],
    ['three files', () => [...pair(), pki.establishments.second.sign.p12]],
  ])('is refused for %s', async (_, from) => {
    await expect(run(profileFolder(), nobody, {from: from()})).rejects.toMatchObject({
      code: 'DMP_PROFILE_INVALID',
      params: {expected: 'ORG AUTH_CLI + ORG SIGN'},
    })
  })

  it('tells at once that the two are of different structures', async () => {
    const {auth, sign} = pki.establishments.mismatched
    const {certificates} = await run(profileFolder(), scripted(HOSPITAL), {from: [auth.p12, sign.p12]})
    expect(certificates.map(({check}) => check)).toContain('ID-04')
  })
})

describe('a profile made by answers', () => {
  const ALL = {
    ...HOSPITAL,
    'ask.environment': 'formation',
    'ask.certificates.auth.path': '/keys/auth.p12',
    'ask.certificates.sign.path': '/keys/sign.p12',
    'ask.structure.name': "HÔPITAL DE L'ESSAI : « A »",
    'ask.structure.finessEj': '0B0000030',
    'ask.structure.finessEg': '',
  }

  it('proposes the legal entity as site and asks the legal status only where the sector leaves it open', async () => {
    const at = profileFolder()
    const prompter = scripted({
      ...ALL,
      'ask.structure.sector': 'SA17',
      'ask.structure.legalStatus': 'private',
    })
    const {profile: name} = await run(at, prompter)
    const {profile} = await portsOf(at, nobody).profiles.load({name})
    expect(profile.structure).toMatchObject({
      finessEg: '0B0000030',
      kind: 'esms',
      legalStatus: 'private',
      name: "HÔPITAL DE L'ESSAI : « A »",
    })
    expect(profile.limits.perDay).toBe(20)
  })

  it('validates each answer before going on', async () => {
    await expect(run(profileFolder(), scripted({...ALL, 'ask.structure.finessEj': '12'}))).rejects.toThrow(
      'ask.structure.finessEj: ask.invalid',
    )
  })

  it('names every missing flag when nobody can answer', async () => {
    await expect(run(profileFolder(), nobody)).rejects.toMatchObject({
      code: 'DMP_MISSING_VALUE',
      params: {
        names:
          '--environment, --auth, --sign, --endpoint, --name, --finess-ej, --finess-eg, --sector, --responsible-id',
      },
    })
  })
})

describe('the file written', () => {
  const request = () => ({
    from: pair(),
    name: 'essai',
    given: givenByFlags(
      {
        endpoint: HOSPITAL['ask.endpoints.base'],
        'finess-eg': '0B0000048',
        sector: 'SA01',
        'responsible-id': 'RESP0001',
      },
      ['timeouts.answer=90s', 'lps.homologation=file:secret/number'],
    ),
  })

  it('is private and holds flags for every answer', async () => {
    const at = profileFolder()
    const {file, questions} = await run(at, nobody, request())
    expect(questions).toBe(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toContain('answer: 90s')
    expect(readFileSync(file, 'utf8')).toContain(`path: ${join(process.cwd(), 'secret/number')}`)
  })

  it('is never replaced without force, and that is told before any question', async () => {
    const at = profileFolder()
    const {file} = await run(at, nobody, request())
    const before = readFileSync(file, 'utf8')
    await expect(run(at, nobody, request())).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
    await expect(run(at, scripted({}), {name: 'essai'})).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
    expect(readFileSync(file, 'utf8')).toBe(before)
    await run(at, nobody, {...request(), force: true})
    expect(readFileSync(file, 'utf8')).not.toBe(before)
  })

  it('is not written when it would be refused afterwards', async () => {
    const at = profileFolder()
    const given = {...request().given, ...givenByFlags({}, ['limits.submitPerSecond=9'])}
    await expect(run(at, nobody, {...request(), given})).rejects.toMatchObject({
      code: 'DMP_ENVIRONMENT_MISMATCH',
    })
    expect(await portsOf(at, nobody).profiles.list()).toEqual([])
  })

  it.each<[string, Record<string, string>, string[], string]>([
    ['a passphrase itself', {'passphrase-from': 'hunter2'}, [], 'DMP_PROFILE_INVALID'],
    ['an unknown setting', {}, ['vihf.versoin=3.0'], 'DMP_PROFILE_KEY_UNKNOWN'],
    ['a setting without a value', {}, ['hunter2'], 'DMP_USAGE'],
  ])('is refused for %s, which is not repeated', async (_, flags, sets, code) => {
    const act = async () => run(profileFolder(), nobody, {given: givenByFlags(flags, sets)})
    const failure = await act().catch((error: unknown) => error)
    expect(failure).toMatchObject({code})
    expect(JSON.stringify(failure)).not.toContain('hunter2')
  })
})

const synchronised = {
  clockSync: async () => ({state: 'synchronised', by: 'test'}) as const,
  canWrite: async () => true,
}

describe('the check of a profile', () => {
  async function made(...sets: string[]) {
    const at = profileFolder()
    const given = givenByFlags(
      {
        'finess-eg': '0B0000048',
        sector: 'SA01',
        'responsible-id': 'RESP0001',
        endpoint: HOSPITAL['ask.endpoints.base'],
      },
      sets,
    )
    await run(at, nobody, {from: pair(), name: 'p', given})
    return portsOf(at, nobody)
  }

  it('finds a key file that others can read', async () => {
    const ports = await made()
    chmodSync(site.auth.p12, 0o644)
    const {points, verdict} = await checkConfig(ports, {name: 'p'})
    expect(points.filter(({message}) => fr[message] === undefined)).toEqual([])
    chmodSync(site.auth.p12, 0o600)
    expect(verdict).toBe('error')
    expect(points).toContainEqual(
      expect.objectContaining({message: 'check.files.exposed', params: {path: site.auth.p12, mode: '0644'}}),
    )
  })

  it('finds a legal entity that is not the one of the certificates', async () => {
    const ports = await made('structure.finessEj=0B0000014')
    const {points} = await checkConfig(ports, {name: 'p'})
    expect(points.map(({message}) => message)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^certificate\.finding\.ID-03/)]),
    )
  })

  it('finds missing files, an unsynchronised clock, an unwritable journal and no homologation number', async () => {
    const ports = await made('trust.caFiles=/nowhere/ca.pem', 'paramLps.file=/nowhere/param-lps.xml')
    const machine = {
      clockSync: async () => ({state: 'not-synchronised', by: 'chronyc'}) as const,
      canWrite: async () => false,
    }
    const {points} = await checkConfig({...ports, machine}, {name: 'p'})
    expect(points.filter(({message}) => fr[message] === undefined)).toEqual([])
    expect(points.map(({severity, message}) => `${severity} ${message}`)).toEqual(
      expect.arrayContaining([
        'error error.DMP_KEY_FILE_UNREADABLE.what',
        'error check.param-lps.missing',
        'error check.journal.unwritable',
        'warning check.clock.off',
        'warning warning.homologation-missing',
      ]),
    )
  })

  it('finds a clock last set more than a day ago', async () => {
    const ports = await made()
    const clock = (hours: number) => ({
      canWrite: async () => true,
      clockSync: async () =>
        ({state: 'synchronised', by: 'chronyc', lastAt: NOW - hours * 3_600_000}) as const,
    })
    const messages = async (hours: number) =>
      (await checkConfig({...ports, machine: clock(hours)}, {name: 'p'})).points.map(({message}) => message)
    expect(await messages(23)).toContain('check.clock.ok')
    expect(await messages(25)).toContain('check.clock.old')
  })
})
