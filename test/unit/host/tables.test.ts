// Outputs of Windows and macOS are constructed after their documented form: nobody ran those systems here.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {lookForBrowsers, registryValue} from '../../../src/lib/host/browsers.ts'
import {findGalss, galssPath} from '../../../src/lib/host/galss.ts'
import {machineArch} from '../../../src/lib/host/host-look.ts'
import {
  namedProgram,
  readLsof,
  readNetstat,
  readProcNet,
  readTasklist,
} from '../../../src/lib/host/listener-tables.ts'
import {listeners} from '../../../src/lib/host/listeners.ts'
import type {CommandOutcome, RunCommand} from '../../../src/lib/host/run-command.ts'
import {readW32tm, windowsClock} from '../../../src/lib/host/windows-clock.ts'

const ports = [1234, 10_100]
const done = (stdout: string, exit = 0): CommandOutcome => ({
  kind: 'done',
  exit,
  stdout,
  stderr: '',
  durationMs: 1,
})
const limit = {timeoutMs: 1000}

const netstat = `
Connexions actives

  Proto  Adresse locale         Adresse distante       État
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       980
  TCP    127.0.0.1:1234         0.0.0.0:0              À L'ÉCOUTE      4321
  TCP    127.0.0.1:1234         127.0.0.1:50123        ESTABLISHED     4321
  TCP    127.0.0.1:51000        127.0.0.1:10100        ABHÖREN         77
  TCP    [::1]:10100            [::]:0                 ABHÖREN         55
  UDP    0.0.0.0:1234           *:*                                    9
`

describe('who listens', () => {
  it('is read from netstat whatever its language', () => {
    expect(readNetstat(netstat.replaceAll('\n', '\r\n'), ports)).toEqual([
      {port: 1234, pid: 4321},
      {port: 10_100, pid: 55},
    ])
  })

  it('is named by tasklist, or not at all', () => {
    expect(readTasklist('"JuxtaLink.exe","4321","Console","1","52 320 Ko"\r\n', 4321)).toBe('JuxtaLink.exe')
    expect(
      readTasklist('Information : aucune tâche en service ne correspond aux critères spécifiés.', 4321),
    ).toBeUndefined()
  })

  it('is read from lsof', () => {
    const text = 'p501\ncjuxtalink\nf7\nn127.0.0.1:1234\nf8\nn[::1]:1234\np9\ncnode\nf3\nn*:80\n'
    expect(readLsof(text, ports)).toEqual([{port: 1234, pid: 501, program: 'juxtalink'}])
  })

  it('is found by this machine, with the name of the program', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const {port} = server.address() as {port: number}
    const found = await listeners('linux', [port], async () => done(''), limit)
    server.close()
    expect(found).toMatchObject({state: 'listed', listening: [{port, pid: process.pid}]})
  })

  it('is untold where the command is not there, and nobody where it finds nothing', async () => {
    const missing: RunCommand = async () => ({kind: 'missing', detail: 'ENOENT'})
    expect(await listeners('win32', ports, missing, limit)).toEqual({state: 'untold', reason: 'netstat'})
    expect(await listeners('darwin', ports, missing, limit)).toEqual({state: 'untold', reason: 'lsof'})
    expect(await listeners('darwin', ports, async () => done('', 1), limit)).toMatchObject({listening: []})
  })

  it('is nobody in noise', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        expect(readNetstat(text, ports)).toEqual([])
        expect(readLsof(text, ports)).toEqual([])
        expect(readProcNet(text, ports)).toEqual([])
        expect(readTasklist(text, 7)).toBeUndefined()
      }),
    )
  })
})

describe('the clock of Windows', () => {
  it.each([
    ['Leap Indicator: 0(no warning)\r\nStratum: 3', 'synchronised'],
    ['Indicateur de saut\u00a0: 0(aucun avertissement)\r\nCouche : 3', 'synchronised'],
    ['Sprungindikator: 3(nicht synchronisiert)\r\n', 'not-synchronised'],
    ['The service has not been started. (0x80070426)', 'unknown'],
    ['', 'unknown'],
  ])('%s', (text, state) => {
    expect(readW32tm(text).state).toBe(state)
  })

  it('is unknown when the service does not answer', async () => {
    const hangs: RunCommand = async () => ({kind: 'timeout', stdout: 'Leap Indicator: 0(', durationMs: 9})
    expect(await windowsClock(hangs, limit)).toEqual({state: 'unknown'})
    expect(await windowsClock(async () => done('Leap Indicator: 0(no warning)', 1), limit)).toEqual({
      state: 'unknown',
    })
  })
})

describe('galss.ini on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-galss-'))
  afterAll(() => rmSync(folder, {recursive: true}))
  const find = (path: string, run: RunCommand = async () => done(''), platform: NodeJS.Platform = 'win32') =>
    findGalss(platform, {}, run, limit, path)

  it('is read with the line ends and the letters of an older system', async () => {
    const path = join(folder, 'galss.ini')
    writeFileSync(path, Buffer.from('[CANAL1]\rCaract\xe9ristiques=Lecteur Sant\xe9 0\r', 'latin1'))
    expect(await find(path)).toMatchObject({
      state: 'found',
      file: {channels: [{number: 1, reader: 'Lecteur Santé 0'}]},
    })
  })

  it('is noise where it is noise, and cut where it is huge', async () => {
    const path = join(folder, 'noise.ini')
    writeFileSync(path, Buffer.from(Array.from({length: 4096}, (_, n) => (n * 7919) % 256)))
    expect(await find(path)).toEqual({state: 'found', path, file: undefined})
    writeFileSync(path, `[CANAL1]\nCaracteristiques=A\n${'x'.repeat(3_000_000)}`)
    expect(await find(path)).toMatchObject({file: {channels: [{reader: 'A'}]}})
  })

  it('is missed where DMP Connect is installed', async () => {
    const path = join(folder, 'absent.ini')
    expect(await find(path)).toEqual({state: 'absent', dmpConnect: true})
    expect(await find(path, async () => done('', 1060))).toEqual({state: 'absent', dmpConnect: false})
    expect(await find(path, async () => done('', 5))).toEqual({state: 'absent', dmpConnect: 'untold'})
    expect(await find(path, async () => done(''), 'darwin')).toEqual({state: 'absent', dmpConnect: 'untold'})
    expect(galssPath('win32', {SystemRoot: 'D:\\Win'})).toBe('D:\\Win\\galss.ini')
  })

  it('tells a file that may not be read by its failure', async () => {
    await expect(find(folder)).rejects.toMatchObject({code: 'EISDIR'})
  })
})

describe('browsers', () => {
  it('are read from the registry without its language', async () => {
    const text =
      '\r\nHKEY_CURRENT_USER\\Software\\Google\\Chrome\\BLBeacon\r\n    version    REG_SZ    130.0.6723.92\r\n\r\n'
    expect(registryValue(text, 'version')).toBe('130.0.6723.92')
    expect(registryValue('ERREUR : clé introuvable', 'version')).toBeUndefined()
    const run: RunCommand = async (program, args) =>
      /tasklist/i.test(program)
        ? done('"CCM.exe","5","Console","1","9 Ko"')
        : args[1]?.includes('Chrome')
          ? done(text)
          : done('', 1)
    expect(await lookForBrowsers('win32', run, limit)).toEqual({
      found: [{name: 'Chrome', version: '130.0.6723.92', by: 'HKCU'}],
      firefoxModule: false,
      ccmRunning: true,
    })
  })
})

it('knows the true processor under the emulation of Windows on ARM', () => {
  expect(
    machineArch(
      'win32',
      {PROCESSOR_ARCHITECTURE: 'AMD64', PROCESSOR_IDENTIFIER: 'ARMv8 (64-bit) Family 8'},
      'x86_64',
    ),
  ).toBe('arm64')
  expect(
    machineArch('win32', {PROCESSOR_ARCHITECTURE: 'x86', PROCESSOR_ARCHITEW6432: 'AMD64'}, 'x86_64'),
  ).toBe('x64')
  expect(machineArch('linux', {}, 'aarch64')).toBe('arm64')
})

it.each([
  ['MainThread', ['/usr/bin/node', '/opt/juxtalink/juxtalink.js', '--port', '1234'], 'node juxtalink.js'],
  ['MainThread', ['/opt/JuxtaLink/JuxtaLink', '--type=x'], 'JuxtaLink'],
  ['java', ['/usr/bin/java', '-Xmx1g', '-jar', '/opt/pyx/pyxvital.jar'], 'java pyxvital.jar'],
  ['node', ['/usr/bin/node'], 'node'],
  ['nginx', ['nginx: master process /usr/sbin/nginx'], 'nginx'],
  ['kworker', [], 'kworker'],
])('names a program that calls itself %s by %j', (comm, words, name) => {
  expect(namedProgram(comm, words)).toBe(name)
})
