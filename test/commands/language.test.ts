import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {makeHome, projectRoot, runDmp, runJson} from '../support/program.ts'
import {MINIMAL} from '../unit/config/profile-folder.ts'

const home = makeHome()
const {env} = home
afterAll(() => home.remove())

const profiles = join(home.path, 'config/profiles')
mkdirSync(profiles, {recursive: true})
const production = MINIMAL.replace('environment: sandbox', 'environment: production')
  .replace('127.0.0.1', 'dmp.invalid')
  .replace('caFiles: [../keys/ca.pem]', 'caFiles: [../keys/ca.pem]\n  revocation: off')
writeFileSync(join(profiles, 'vrai.yaml'), production, {mode: 0o600})

describe('the language', () => {
  it('is that of --lang, else DMP_LANG, else the locale, else English', async () => {
    const answers = async (args: string[], variables: Record<string, string>) =>
      (await runDmp(['nosuch', ...args], {env: {...env, ...variables}})).stderr.startsWith('Erreur')
        ? 'fr'
        : 'en'
    expect(await answers([], {LANG: 'fr_FR.UTF-8'})).toBe('fr')
    expect(await answers([], {LANG: 'en_GB.UTF-8'})).toBe('en')
    expect(await answers([], {LANG: 'de_DE.UTF-8'})).toBe('en')
    expect(await answers([], {LANG: 'en_GB.UTF-8', LC_ALL: 'fr_FR.UTF-8'})).toBe('fr')
    expect(await answers([], {LANG: 'fr_FR.UTF-8', DMP_LANG: 'en'})).toBe('en')
    expect(await answers(['--lang', 'en'], {LANG: 'fr_FR.UTF-8', DMP_LANG: 'fr'})).toBe('en')
    expect(await answers(['--lang=fr'], {LANG: 'C'})).toBe('fr')
  })

  it('changes sentences, never codes, keys or exit codes', async () => {
    const [french, english] = await Promise.all(
      ['fr', 'en'].map((lang) =>
        runJson(['version', '--verbose', '--profile', 'absent', '--lang', lang], {env}),
      ),
    )
    expect(french?.answer.error?.code).toBe(english?.answer.error?.code)
    expect(french?.code).toBe(english?.code)
    expect(french?.answer.error?.message).not.toBe(english?.answer.error?.message)
  })
})

describe('help', () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
    commands: Record<string, unknown>
  }
  const commands = Object.keys(manifest.commands).map((id) => id.replaceAll(':', ' '))
  const pages = ['', 'config', 'document', 'patient', 'sandbox', 'exit-codes', 'errors', 'environment']

  it.each(['fr', 'en'])(
    'leaves no message key unresolved in any page (%s)',
    async (lang) => {
      for (const page of [...pages, ...commands]) {
        const {code, stdout} = await runDmp(['help', ...page.split(' ').filter(Boolean)], {
          env: {...env, DMP_LANG: lang},
        })
        expect([page, code]).toEqual([page, 0])
        expect(stdout).not.toMatch(
          /\b(?:command|flag|topic|help|arg|page|exit)\.[a-z][\w-]*(?:\.|\b(?!\w*\.\w))/,
        )
      }
    },
    120_000,
  )

  it('ends every command with where the exit codes are', async () => {
    const french = await runDmp(['help', 'version'], {env})
    expect(french.stdout).toContain('CODES DE SORTIE')
    const english = await runDmp(['version', '--help', '--lang', 'en'], {env})
    expect(english.stdout).toContain('EXIT CODES')
  })
})

describe('a production profile', () => {
  const asks = ['patient', 'status', '--ins', '@absent']

  it.each([
    ['fr', '━━━ PRODUCTION ━━━ profil vrai, CH DE DEMONSTRATION (FINESS 010000008)'],
    ['en', '━━━ PRODUCTION ━━━ profile vrai, CH DE DEMONSTRATION (FINESS 010000008)'],
  ])('shows its banner on stderr whatever is asked of it (%s)', async (lang, banner) => {
    const loud = await runDmp([...asks, '--profile', 'vrai', '--lang', lang], {env})
    expect(loud.stderr.split(banner)).toHaveLength(2)
    expect(loud.stdout).toBe('')
    const quiet = await runDmp([...asks, '--profile', 'vrai', '--lang', lang, '--quiet'], {env})
    expect(quiet.stderr).toContain(banner)
  })

  it('says what is doubtful in it, once, and nothing of that under --quiet', async () => {
    const doubt = 'révocation'
    const loud = await runDmp([...asks, '--profile', 'vrai'], {env})
    expect(loud.stderr.split('Attention :').filter((text) => text.includes(doubt))).toHaveLength(1)
    const quiet = await runDmp([...asks, '--profile', 'vrai', '--quiet'], {env})
    expect(quiet.stderr).not.toContain('Attention :')
  })

  it('is named in the envelope under --json', async () => {
    const {answer, stderr} = await runJson([...asks, '--profile', 'vrai'], {env})
    expect(stderr).toBe('')
    const told = answer.warnings.map(({code}) => code)
    expect(told.filter((code) => code === 'production')).toHaveLength(1)
    expect(told).toContain('revocation-off')
  })

  it('has no banner where nothing leaves this machine', async () => {
    for (const args of [
      ['version', '--verbose'],
      ['config', 'show'],
      ['document', 'pending-reveal'],
    ]) {
      const {stderr} = await runDmp([...args, '--profile', 'vrai'], {env})
      expect(stderr).not.toContain('PRODUCTION ━━━')
    }
  })
})
