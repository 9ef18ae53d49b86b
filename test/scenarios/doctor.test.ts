import {cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, type RunOptions, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

interface Check {
  readonly id: string
  readonly status: string
  readonly because: string | null
  readonly evidence: readonly unknown[]
  readonly remedy: unknown
}

const home = makeHome()
afterAll(() => home.remove())
/** No pcscd answers there, whatever runs on the machine. */
const env = {...home.env, PCSCLITE_CSOCK_NAME: join(home.path, 'no-pcscd.comm')}
const options: RunOptions = {env}
const doctor = (...args: string[]) => runDmp(['doctor', ...args], options)
const doctorJson = (...args: string[]) => runJson(['doctor', ...args], options)

/** What this machine lacks beside (a module of the CPS) is no part of the situations. */
const byCard = [
  '--for',
  'web-ps-card',
  '--offline',
  ...['post', 'readers', 'cards'].flatMap((one) => ['--only', one]),
]

const idOf = ({id}: {readonly id: string}) => id
const errorsOf = (checks: readonly Check[]) => checks.filter(({status}) => status === 'error').map(idOf)

describe('dmp doctor', () => {
  it('names the one cause, in plain words first, and the next action', async () => {
    const {stdout, code} = await doctor(...byCard, '--lang', 'fr')
    expect(code).toBe(10)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('Diagnostic du poste')
    const summary = lines.slice(0, lines.indexOf('Poste')).join('\n')
    expect(summary).toMatch(/Cause principale +Service des cartes à puce/)
    expect(summary).toMatch(/Prochaine action +\S/)
    expect(summary).toContain('dmp doctor explain pcsc.service')
    expect(stdout).not.toMatch(/workstation\.\w/)
    expect(stdout.match(/\[X\]/g)).toHaveLength(1)
  })

  it('answers as its schema says, every check told, one error', async () => {
    const {answer, code, stderr} = await doctorJson('--for', 'web-ps-card', '--offline')
    expectValid(answer)
    expect([code, stderr]).toEqual([10, ''])
    expect(answer.data).toMatchObject({reportVersion: 1, verdict: 'blocked', main: {id: 'pcsc.service'}})
    const checks = answer.data.checks as Check[]
    expect(errorsOf(checks).filter((id) => !id.startsWith('p11.'))).toEqual(['pcsc.service'])
    for (const {id, status, because, evidence, remedy} of checks) {
      if (status === 'ok') expect([id, evidence.length > 0]).toEqual([id, true])
      if (status === 'error' || status === 'warn') expect([id, remedy !== null]).toEqual([id, true])
      if (status === 'skipped') expect([id, because !== null]).toEqual([id, true])
    }
  })

  it('finds no fault in a missing reader where none is wanted, and calls nothing ready that was not looked at', async () => {
    for (const use of ['web-ps-e-cps', 'feeding-certificate']) {
      const {answer, code} = await doctorJson('--for', use, '--offline')
      expect(code).toBe(0)
      expect(errorsOf(answer.data.checks)).toEqual([])
      expect(answer.data.verdict).toBe('incomplete')
      expect(answer.data.next.action.code).toBe('untested-offline')
    }
  })

  it('says that the use is assumed when nothing tells it and nobody can be asked', async () => {
    const {answer} = await doctorJson('--offline', '--only', 'env')
    expect(answer.data.wanted).toEqual({use: 'web-ps-card', vitale: false, from: 'assumed'})
  })

  it('asks neither reader nor card under --no-card', async () => {
    const {answer, code} = await doctorJson(...byCard, '--no-card')
    expect([code, answer.data.verdict]).toEqual([0, 'incomplete'])
    const checks = answer.data.checks as Check[]
    const asked = checks.filter(({id, status}) => /^(pcsc|card)\./.test(id) && status !== 'skipped')
    expect(asked).toEqual([])
  })

  it('runs the checks selected, and shows the cause of a skip among them', async () => {
    const {answer} = await doctorJson('--for', 'web-ps-card', '--only', 'card.cps')
    expect((answer.data.checks as Check[]).map(({id, status}) => `${id} ${status}`)).toEqual([
      'pcsc.service error',
      'card.cps skipped',
    ])
    const families = await doctorJson('--only', 'env', '--only', 'network', '--offline')
    const ids = (families.answer.data.checks as Check[]).map(idOf)
    expect(ids.filter((id) => !/^(env|net|time)\./.test(id))).toEqual([])
    const wrong = await doctor('--only', 'pcsc.servise')
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('pcsc.service ?')])
  })

  it('calls nothing ready when a part of the checks was asked for', async () => {
    const {answer, code} = await doctorJson('--for', 'web-ps-e-cps', '--only', 'env.os')
    expect([code, answer.data.verdict]).toEqual([0, 'incomplete'])
    const {stdout} = await doctor('--for', 'web-ps-e-cps', '--only', 'env.os', '--lang', 'fr')
    expect(stdout).toMatch(/À TESTER[\s\S]*non demandés \(--only\)[\s\S]*relancer sans --only/)
  })

  it('shows problems alone when asked', async () => {
    const {answer} = await doctorJson(...byCard, '--only-problems')
    const statuses = new Set((answer.data.checks as Check[]).map(({status}) => status))
    expect([...statuses].filter((status) => status === 'ok' || status === 'info')).toEqual([])
    expect((answer.data.checks as Check[]).length).toBeGreaterThan(0)
  })

  it('counts warnings under --strict', async () => {
    mkdirSync(join(home.path, 'bin'), {recursive: true})
    const clock = join(home.path, 'bin/chronyc')
    const fields = ['0', 'x', '1', '0', ...Array.from({length: 9}, () => '0'), 'Not synchronised'].join(',')
    writeFileSync(clock, `#!/bin/sh\necho '${fields}'\n`, {mode: 0o755})
    const withClock = {env: {...env, PATH: `${join(home.path, 'bin')}:${process.env['PATH']}`}}
    const args = ['doctor', '--for', 'web-ps-e-cps', '--offline', '--only', 'time.sync']
    const lax = await runJson(args, withClock)
    expect([lax.code, lax.answer.data.checks[0].status]).toEqual([0, 'warn'])
    expect((await runDmp([...args, '--strict'], withClock)).code).toBe(10)
  })

  it('keeps to its time limit when a part hangs', async () => {
    mkdirSync(join(home.path, 'slow'), {recursive: true})
    for (const name of ['chronyc', 'timedatectl'])
      writeFileSync(join(home.path, 'slow', name), '#!/bin/sh\nexec sleep 60\n', {mode: 0o755})
    const slow = {env: {...env, PATH: `${join(home.path, 'slow')}:${process.env['PATH']}`}}
    const started = performance.now()
    const args = ['doctor', '--for', 'web-ps-card', '--offline', '--timeout', '1s', '--only', 'time.sync']
    const {answer} = await runJson(args, slow)
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(answer.data.durationMs).toBeLessThan(3_000)
    expect(answer.data.checks[0]).toMatchObject({
      id: 'time.sync',
      status: 'unknown',
      cause: {code: 'fact-timeout'},
    })
  })

  it('writes nothing but its own log and state', async () => {
    const own = makeHome()
    await runDmp(['doctor', '--for', 'web-ps-card', '--offline'], {env: {...env, ...own.env}})
    expect(readdirSync(own.path)).toEqual(['state'])
    own.remove()
  })
})

describe('reports of dmp doctor', () => {
  const kept = join(home.path, 'earlier.json')
  beforeAll(async () => {
    writeFileSync(kept, (await doctorJson(...byCard)).stdout)
  })

  it('are compared: nothing fixed that is no longer looked at', async () => {
    const same = await doctorJson(...byCard, '--compare', kept)
    expectValid(same.answer)
    expect(same.answer.data.comparison).toMatchObject({
      fixed: [],
      appeared: [],
      remaining: [{id: 'pcsc.service'}],
    })
    const redirected = join(home.path, 'powershell.json')
    writeFileSync(redirected, `\ufeff${readFileSync(kept, 'utf8')}`, 'utf16le')
    const read = await doctorJson(...byCard, '--compare', redirected)
    expect(read.answer.data.comparison).toMatchObject({remaining: [{id: 'pcsc.service'}]})
    const passive = await doctorJson(...byCard, '--no-card', '--compare', kept)
    expect(passive.answer.data.comparison).toMatchObject({fixed: [], untold: [{id: 'pcsc.service'}]})
    const {stdout} = await doctor('--for', 'web-ps-e-cps', '--offline', '--compare', kept, '--lang', 'fr')
    expect(stdout).toMatch(/Comparé au rapport du .*bloqué/)
    expect(stdout).toContain('visait un autre usage')
    const other = await doctorJson('--for', 'web-ps-e-cps', '--offline', '--compare', kept)
    expect(other.answer.data.comparison).toMatchObject({
      sameUse: false,
      fixed: [],
      untold: [{id: 'pcsc.service'}],
    })
  })

  it('repeat no identity that another kept unmasked, and lose no table by an odd text', async () => {
    const folder = join(home.path, 'from-others')
    mkdirSync(folder)
    const told = JSON.parse(readFileSync(kept, 'utf8')).data
    const bent = (name: string, cause: object, encode = (text: string): Buffer => Buffer.from(text)) => {
      const checks = (told.checks as Check[]).map((one) =>
        one.id === 'pcsc.service' ? {...one, cause} : one,
      )
      const text = JSON.stringify({...told, checks, main: {id: 'pcsc.service', cause}})
      writeFileSync(join(folder, name), encode(text))
      return join(folder, name)
    }
    const identity = {reader: 'INS 184127599901105 FINESS 0B0000014 serial 3100000001\nSECOND (70D7E2EE)'}
    const secret = bent('secret.json', {code: 'reader-held', params: identity})
    const odd = bent('odd.json', {code: 'certs-finding', params: {check: 'X', message: '__proto__'}})
    bent('utf-16be.json', told.main.cause, (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16())
    const leaks = /184127599901105|0B0000014|3100000001|70D7E2EE|^SECOND/m
    for (const args of [[], ['--json']]) {
      const fleet = await runDmp(['doctor', 'summarize', folder, '--lang', 'en', ...args], options)
      expect([fleet.code, fleet.stderr]).toEqual([10, ''])
      expect(fleet.stdout).not.toMatch(leaks)
      if (args.length === 0) expect(fleet.stdout).toMatch(/^3 reports read/)
      for (const file of [secret, odd]) {
        const compared = await doctor(...byCard, '--no-card', '--compare', file, '--lang', 'en', ...args)
        expect([compared.code, compared.stderr]).toEqual([0, ''])
        expect(compared.stdout).not.toMatch(leaks)
      }
    }
    const unmasked = await doctor(...byCard, '--no-card', '--compare', secret, '--unmask')
    expect(unmasked.stdout).toContain('3100000001')
  })

  it('that are not there are a finding, a folder that is not there an error', async () => {
    const none = join(home.path, 'no-reports')
    mkdirSync(none)
    const empty = await runDmp(['doctor', 'summarize', none, '--lang', 'en'], options)
    expect(empty.code).toBe(10)
    expect(empty.stdout).toContain('no report in this folder')
    const absent = await runDmp(['doctor', 'summarize', join(none, 'nowhere')], options)
    expect([absent.code, absent.stderr]).toEqual([5, expect.stringContaining('DMP_FILE_UNREADABLE')])
  })

  it('are refused when they are none, or newer', async () => {
    const newer = join(home.path, 'newer.json')
    writeFileSync(newer, readFileSync(kept, 'utf8').replace('"reportVersion": 1', '"reportVersion": 9'))
    const {answer, code} = await doctorJson('--only', 'env', '--compare', newer)
    expect([code, answer.error?.code]).toEqual([5, 'DMP_WORKSTATION_REPORT_UNREADABLE'])
    expect(answer.error?.message).toContain('newer')
  })

  it('are taken from the other side of a remote session', async () => {
    const {answer} = await doctorJson(
      '--for',
      'web-ps-card',
      '--only',
      'env.session',
      '-v',
      '--client-report',
      kept,
    )
    expectValid(answer)
    expect(JSON.stringify(answer.data.checks)).toContain('client-readers-not-seen')
  })

  it('are written as Markdown and as a page that fetches nothing', async () => {
    const {stdout} = await doctor('--for', 'web-ps-card', '--offline', '--markdown', '--lang', 'fr')
    expect(stdout).toMatch(/^# Diagnostic du poste\n/)
    expect(stdout).toContain('`pcsc.service`')
    const html = join(home.path, 'poste.html')
    const run = await doctor('--for', 'web-ps-card', '--offline', '--html', html, '--lang', 'fr')
    expect(run.stdout).toContain('poste.html')
    const page = readFileSync(html, 'utf8')
    expect(page).toContain('data-verdict="blocked"')
    expect(page).toContain('data-check="pcsc.service" data-status="error"')
    expect(page).not.toMatch(/(?:src|href)="(?!data:)/)
    expect(statSync(html).mode & 0o777).toBe(0o600)
    expect((await doctor('--only', 'env', '--html', html)).stderr).toContain('DMP_FILE_EXISTS')
    const both = await doctor(
      ...byCard,
      '--compare',
      kept,
      '--html',
      html,
      '--force',
      '--markdown',
      '--lang',
      'fr',
    )
    expect(both.stdout).toMatch(/## Comparé au rapport du/)
    expect(readFileSync(html, 'utf8')).toContain('data-compared="remaining"')
  })

  it('of many workstations are summed up; broken ones are listed', async () => {
    const folder = join(home.path, 'fleet')
    mkdirSync(folder)
    for (let n = 0; n < 300; n += 1) cpSync(kept, join(folder, `poste-${n}.json`))
    writeFileSync(join(folder, 'cut.json'), readFileSync(kept).subarray(0, 900))
    writeFileSync(join(folder, 'other.json'), '{"a": 1}')
    writeFileSync(join(folder, 'notes.txt'), 'not looked at')
    const {answer, code} = await runJson(['doctor', 'summarize', folder], options)
    expectValid(answer)
    expect(code).toBe(10)
    expect(answer.data).toMatchObject({
      reports: 300,
      verdicts: {blocked: 300},
      causes: [{id: 'pcsc.service', main: 300}],
      broken: [
        {file: 'cut.json', problem: 'not-json'},
        {file: 'other.json', problem: 'not-a-report'},
      ],
    })
    const {stdout} = await runDmp(['workstation', 'summarize', folder, '--lang', 'fr'], options)
    expect(stdout).toMatch(/300 +0 +Service des cartes à puce/)
    expect(stdout).toContain('cut.json : pas du JSON')
  })
})

describe('dmp doctor explain', () => {
  it('lists every check, and explains one in either language', async () => {
    const {answer} = await runJson(['doctor', 'explain'], options)
    expectValid(answer)
    const ids = (answer.data.checks as {id: string}[]).map(idOf)
    expect(ids.length).toBeGreaterThan(28)
    const text = (await runDmp(['workstation', 'explain'], options)).stdout
    expect(ids.filter((id) => !text.includes(id))).toEqual([])
    const french = await runDmp(['doctor', 'explain', 'PCSC.exclusive'], options)
    expect(french.stdout).toMatch(/Que faire : fermer le programme/)
    const english = await runDmp(['doctor', 'explain', 'net.issuer', '--lang', 'en'], options)
    expect(english.stdout).toMatch(/What to do: ask for the hosts/)
    expect((await runDmp(['doctor', 'explain', 'net.isuer'], options)).stderr).toContain('net.issuer')
  })
})
