// Outputs of Windows and macOS are constructed after their documented form: nobody ran those systems here.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import type {CommandOutcome, RunCommand} from '../../../src/lib/host/run-command.ts'
import {lookForProxies, shownAddress, variableProxy} from '../../../src/lib/reachability/proxy-facts.ts'
import {readInternetSettings, readScutil, readWinHttp} from '../../../src/lib/reachability/proxy-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-proxy-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))
const limit = {timeoutMs: 1000}
const done = (stdout: string, exit = 0): CommandOutcome => ({
  kind: 'done',
  exit,
  stdout,
  stderr: '',
  durationMs: 1,
})
const never: RunCommand = () => Promise.reject(new Error('nothing is to be run'))

const settings = (...lines: readonly string[]) =>
  [
    '',
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\r\n')
const enabled = 'ProxyEnable    REG_DWORD    0x1'

describe('settings of Windows', () => {
  it.each([
    ['proxy.chu.example:8080', 'proxy.chu.example:8080'],
    ['http=a.example:80;https=b.example:8443', 'b.example:8443'],
    ['http://proxy.example:3128', 'proxy.example:3128'],
    ['ftp=a.example:21', undefined],
    ['proxy.example', undefined],
    ['proxy.example:99999', undefined],
  ])('%s', (server, user) => {
    const told = readInternetSettings(settings(enabled, `ProxyServer    REG_SZ    ${server}`))
    expect([told.user, told.script]).toEqual([user, false])
  })

  it('takes a proxy that is switched off for none, and sees a script', () => {
    const off = settings('ProxyEnable    REG_DWORD    0x0', 'ProxyServer    REG_SZ    p.example:80')
    expect(readInternetSettings(off)).toEqual({state: 'told', by: 'HKCU', script: false})
    const script = settings('AutoConfigURL    REG_SZ    http://wpad.example/proxy.pac')
    expect(readInternetSettings(script)).toEqual({state: 'told', by: 'HKCU', script: true})
  })

  const winHttp = (flags: number, address: string, length = address.length) => {
    const head = Buffer.alloc(16)
    head.writeUInt32LE(0x28, 0)
    head.writeUInt32LE(flags, 8)
    head.writeUInt32LE(length, 12)
    const hex = Buffer.concat([head, Buffer.from(address, 'latin1')])
      .toString('hex')
      .toUpperCase()
    return settings(`WinHttpSettings    REG_BINARY    ${hex}`)
  }
  it('reads the block of WinHTTP, and nothing out of a damaged one', () => {
    expect(readWinHttp(winHttp(3, 'proxy.example:8080'))).toBe('proxy.example:8080')
    expect(readWinHttp(winHttp(1, ''))).toBeUndefined()
    expect(readWinHttp(winHttp(3, 'proxy.example:8080', 4_000_000))).toBeUndefined()
    expect(readWinHttp(settings('WinHttpSettings    REG_BINARY    2800'))).toBeUndefined()
  })

  it('asks both, and tells what could not be asked', async () => {
    const run: RunCommand = async (_program, args) =>
      args.includes('/v')
        ? done(winHttp(3, 'services.example:80'))
        : done(settings(enabled, 'ProxyServer    REG_SZ    p.example:80'))
    expect((await lookForProxies('win32', {}, run, limit)).system).toEqual({
      state: 'told',
      by: 'HKCU',
      user: 'p.example:80',
      script: false,
      services: 'services.example:80',
    })
    const late: RunCommand = async () => ({kind: 'timeout', stdout: settings(enabled), durationMs: 9})
    expect((await lookForProxies('win32', {}, late, limit)).system).toEqual({
      state: 'untold',
      reason: 'timeout',
    })
    const denied: RunCommand = async () => done('ERREUR : Accès refusé.', 1)
    expect((await lookForProxies('win32', {}, denied, limit)).system).toEqual({
      state: 'untold',
      reason: 'unreadable',
    })
  })
})

it('reads scutil of macOS', () => {
  const text = (...lines: readonly string[]) =>
    `<dictionary> {\n${lines.map((one) => `  ${one}\n`).join('')}}\n`
  expect(readScutil(text('HTTPSEnable : 1', 'HTTPSPort : 8080', 'HTTPSProxy : p.example'))).toMatchObject({
    user: 'p.example:8080',
    script: false,
  })
  expect(readScutil(text('HTTPSEnable : 0', 'ProxyAutoConfigEnable : 1'))).toEqual({
    state: 'told',
    by: 'scutil',
    script: true,
  })
})

describe('variables', () => {
  it('are told without their credentials', async () => {
    const file = join(folder, 'ca.pem')
    writeFileSync(file, 'x')
    const env = {HTTPS_PROXY: 'http://jean:secret@p.example:3128', NO_PROXY: 'x', NODE_EXTRA_CA_CERTS: file}
    const facts = await lookForProxies('linux', env, never, limit)
    expect(facts).toEqual({
      variable: {name: 'HTTPS_PROXY', address: 'p.example:3128'},
      exceptions: true,
      nodeFollows: false,
      extraAuthorities: 'readable',
      system: {state: 'untold', reason: 'other-system'},
    })
    const gone = {NODE_EXTRA_CA_CERTS: join(folder, 'none'), NODE_USE_ENV_PROXY: '1'}
    expect(await lookForProxies('linux', gone, never, limit)).toMatchObject({
      extraAuthorities: 'unreadable',
      nodeFollows: true,
    })
  })

  it('name a proxy for a host, with its exceptions', () => {
    const env = {https_proxy: 'p.example:3128', no_proxy: '.chu.example'}
    expect(variableProxy('dmp.example', env)).toBe('http://p.example:3128/')
    expect(variableProxy('dmp.chu.example', env)).toBeUndefined()
    expect(variableProxy('dmp.example', {HTTPS_PROXY: 'socks5://p.example'})).toBeUndefined()
    expect(['http://[', '', 'socks5://p', 'https://p.example'].map(shownAddress)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'p.example:443',
    ])
  })
})

it('makes no proxy out of noise', () => {
  const noise = fc.oneof(
    fc.string({maxLength: 300}),
    fc
      .array(fc.constantFrom('    ProxyServer    REG_SZ    ', '0x1', ';', '=', ':', '\r\n', '\u0000', 'é'), {
        maxLength: 40,
      })
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(noise, (text) => {
      const found = [readInternetSettings(text).user, readWinHttp(text), readScutil(text).user]
      for (const one of found) expect(one ?? 'a:1').toMatch(/^\S+:\d{1,5}$/)
    }),
    {numRuns: 400},
  )
})
