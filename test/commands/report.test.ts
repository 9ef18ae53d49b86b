import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {identityWords, patientColumns, writtenDocument} from '../support/feeding.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {expectValid} from '../support/schemas.ts'

let box: SandboxUnderTest
const HOMOLOGATION = 'HOMO-SECRET-4711'
const ADDRESS = 'jeanne.support@hopital.example'
beforeAll(async () => {
  box = await startSandbox()
  writeFileSync(join(box.folder, 'homologation.txt'), `${HOMOLOGATION}\n`, {mode: 0o600})
  appendFileSync(join(box.home, 'config/profiles/sandbox.yaml'), `contacts:\n  dmpSupport: ${ADDRESS}\n`)
  const submitted = await runDmp(['document', 'submit', ...writtenDocument(join(box.home, 'docs'))], box)
  expect(submitted.code).toBe(0)
  await runDmp(['document', 'submit', join(box.home, 'absent.pdf'), '--visible'], box)
  await runDmp(['version', '--verbose', '--profile', 'absent'], box)
  const {ins, birth_name} = patientColumns()
  mkdirSync(join(box.env['DMP_STATE_DIR'] ?? '', 'crash'), {recursive: true})
  writeFileSync(
    join(box.env['DMP_STATE_DIR'] ?? '', 'crash', '2026-01-01.txt'),
    `Error: near ${ins} <family>${birth_name}</family> in ${box.home}/x\nLPS_ID_HOMOLOGATION_DMP=${HOMOLOGATION}\n-----BEGIN PRIVATE KEY-----\nMIIB\n`,
  )
})
afterAll(() => box?.remove())

/** Every secret and identity that this home holds. */
function forbidden(): string[] {
  const passphrase = readdirSync(box.folder, {recursive: true, encoding: 'utf8'}).filter((name) =>
    /passphrase|token/i.test(name),
  )
  expect(passphrase.length).toBeGreaterThan(0)
  const secrets = passphrase.map((name) => readFileSync(join(box.folder, name), 'utf8').trim())
  return [
    ...identityWords(),
    HOMOLOGATION,
    'BAC-A-SABLE-0000',
    ADDRESS,
    'Jeanne',
    '899700000005',
    'RESP0001',
    box.home,
    ...secrets,
  ]
}

describe('dmp report', () => {
  it('writes one file for the user alone, with a head for readers and JSON for tools', async () => {
    const file = join(box.home, 'ticket.txt')
    const {code, answer, stderr} = await runJson(['report', '--output', file], box)
    expect([code, stderr]).toEqual([0, ''])
    expectValid(answer)
    expect(answer.data).toMatchObject({file, profiles: ['sandbox'], crashFiles: 1})
    expect(answer.data.failures).toMatchObject({DMP_PROFILE_NOT_FOUND: 1})
    expect(statSync(file).mode & 0o777).toBe(0o600)

    const text = readFileSync(file, 'utf8')
    const head = text.split('\n').filter((line) => line.startsWith('#'))
    expect(head.join('\n')).toContain('journal de sandbox : ok')
    const content = JSON.parse(text.slice(text.indexOf('\n{')))
    expect(content.runtime.openssl).toMatch(/^3\./)
    expect(content.journals).toEqual([
      {
        profile: 'sandbox',
        state: 'ok',
        events: expect.any(Number),
        items: {accepted: 1},
        faults: [],
        signaturesChecked: true,
      },
    ])
    const setting = (key: string) =>
      content.profiles[0].settings.find((one: {key: string}) => one.key === key)
    expect(setting('environment')).toMatchObject({
      value: 'sandbox',
      origin: expect.stringContaining('profile '),
    })
    expect(setting('vihf.version')).toEqual({key: 'vihf.version', value: '3.0', origin: 'default'})
    expect(setting('certificates.auth.passphrase').value).toMatch(/^file:~/)
    expect(setting('author.family').value).toBe('•••')
    expect(content.log.lines.length).toBeGreaterThan(4)
    expect(content.crashes.last).toContain('near ••• <family>•••</family> in ~/x')
  })

  it('holds no INS, trait, name, passphrase, token, homologation number or home of anybody', async () => {
    const file = join(box.home, 'masked.txt')
    const {stdout, stderr} = await runDmp(['report', '--output', file], box)
    const everything = readFileSync(file, 'utf8') + stdout.replaceAll(file, '') + stderr
    expect(forbidden().filter((secret) => everything.includes(secret))).toEqual([])
  })

  it('says where the file is and what is in it', async () => {
    const file = join(box.home, 'said.txt')
    const text = await runDmp(['report', '--output', file, '--lang', 'en'], box)
    expect(text.stdout).toContain(`${file} written`)
    expect(text.stdout).toContain('journal of sandbox: ok')
    expect(text.stdout).toContain('DMP_PROFILE_NOT_FOUND × 1')
  })

  it('names its file by the date and never writes over one unasked', async () => {
    const first = await runJson(['report'], {...box, cwd: box.home})
    expect(first.answer.data.file).toMatch(/dmp-report-\d{8}-\d{6}\.txt$/)
    const again = await runJson(['report', '--output', first.answer.data.file], box)
    expect([again.code, again.answer.error?.code]).toEqual([2, 'DMP_FILE_EXISTS'])
    expect((await runJson(['report', '--output', first.answer.data.file, '--force'], box)).code).toBe(0)
  })

  it('works where nothing is set up yet, and tells a profile that cannot be read and a damaged journal', async () => {
    const home = makeHome()
    try {
      const file = join(home.path, 'r.txt')
      const empty = await runJson(['report', '--output', file], home)
      expect(empty.answer.data).toMatchObject({profiles: [], journals: [], crashFiles: 0})
      mkdirSync(join(home.path, 'config/profiles'), {recursive: true})
      writeFileSync(join(home.path, 'config/profiles/bad.yaml'), 'nonsense: [\n')
      const good = readFileSync(join(box.home, 'config/profiles/sandbox.yaml'), 'utf8')
      writeFileSync(join(home.path, 'config/profiles/hurt.yaml'), good)
      mkdirSync(join(home.path, 'state/journals/hurt'), {recursive: true})
      writeFileSync(join(home.path, 'state/journals/hurt/journal.sqlite'), 'not a database'.repeat(500))
      const {answer} = await runJson(['report', '--output', file, '--force'], home)
      expect(answer.data.journals).toMatchObject([
        {profile: 'hurt', state: expect.stringMatching(/faults|DMP_/)},
      ])
      expect(readFileSync(file, 'utf8')).toContain('DMP_PROFILE_SYNTAX')
    } finally {
      home.remove()
    }
  })
})

describe('the technical log', () => {
  it('rotates while the program runs', async () => {
    const home = makeHome()
    try {
      const log = join(home.path, 'state/log')
      mkdirSync(log, {recursive: true})
      writeFileSync(join(log, 'dmp.log'), 'x'.repeat(2 * 1024 * 1024 + 1))
      expect((await runDmp(['config', 'path'], home)).code).toBe(0)
      expect(readdirSync(log).sort()).toEqual(['dmp.log', 'dmp.log.1'])
      expect(readFileSync(join(log, 'dmp.log'), 'utf8')).toContain('"command":"config:path"')
    } finally {
      home.remove()
    }
  })

  it('never stops a command, whatever is wrong with its folder', async () => {
    const home = makeHome()
    try {
      // Root may write anywhere, so the folder is one that cannot be made by anybody.
      symlinkSync('/proc/self/nowhere', join(home.path, 'state'))
      const {code, stderr} = await runDmp(['config', 'path'], home)
      expect([code, stderr]).toEqual([0, ''])
    } finally {
      home.remove()
    }
  })
})
