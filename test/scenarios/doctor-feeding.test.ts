/** `ready` for feeding means that what feeding needs was proved: each of these workstations once passed for one that is. */
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {closedPort, datedAnswer, tlsServer} from '../support/odd-servers.ts'
import {runDmp, runJson} from '../support/program.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {expectValid} from '../support/schemas.ts'
import {serverUse, TestPki} from '../support/test-keys.ts'

interface Check {
  readonly id: string
  readonly status: string
  readonly cause: {readonly code: string; readonly params?: Record<string, unknown>}
}

let sandbox: SandboxUnderTest
const pki = new TestPki()
const own = pki.leaf('server', {extensions: serverUse})
beforeAll(async () => {
  sandbox = await startSandbox()
  const {answer} = await runJson(['config', 'show'], {env: sandbox.env})
  const [ca = ''] =
    /[^"]+\.(?:pem|crt|cer)(?=")/.exec(JSON.stringify(answer.data).split('trust.caFiles')[1] ?? '') ?? []
  both = join(sandbox.home, 'both.pem')
  writeFileSync(both, `${readFileSync(ca, 'utf8')}\n${readFileSync(pki.root.certificatePath, 'utf8')}`)
}, 120_000)
afterAll(async () => {
  pki.remove()
  await sandbox.remove()
})

async function doctor(env: Readonly<Record<string, string>> = {}, ...more: string[]) {
  const args = ['doctor', '--for', 'feeding-certificate', '--no-card', ...more]
  const {answer, code} = await runJson(args, {env: {...sandbox.env, ...env}})
  expectValid(answer)
  const checks = answer.data.checks as Check[]
  const told = (status: string) =>
    checks.filter((one) => one.status === status).map(({id, cause}) => `${id} ${cause.code}`)
  return {code, data: answer.data, checks, told, of: (id: string) => checks.find((one) => one.id === id)}
}
/** Beside the authority of the pair, which stays good. */
let both: string
const at = (port: number) => ({
  DMP_ENDPOINTS_BASE: `https://localhost:${port}/si-dmp-server/v2/services`,
  DMP_TRUST_CA_FILES: both,
  DMP_INSI_URL: `https://localhost:${port}/lps`,
})

it('is proved against the embedded DMP out of the box, and says what was not asked', async () => {
  const {of, told, data} = await doctor()
  expect(told('error')).toEqual([])
  for (const id of ['net.mutual', 'net.http', 'profile.files', 'certs.org'])
    expect([id, of(id)?.status]).toEqual([id, 'ok'])
  expect(data.verdict).not.toBe('incomplete')
  expect(data.notAsked).toEqual([{code: 'not-asked-pair-revocation'}])
  const {stdout} = await runDmp(['doctor', '--for', 'feeding-certificate', '--no-card', '--lang', 'en'], {
    env: sandbox.env,
  })
  expect(stdout).toContain('Not asked')
  expect(stdout).not.toContain('all that matters was looked at and proved')
})

it('sends no call, and shows the certificate to nobody who is not proved to be the server', async () => {
  const before = await sandbox.counters()
  await doctor()
  expect((await sandbox.counters()).calls).toBe(before.calls)
  let shown = 0
  const stranger = new TestPki()
  const server = await tlsServer({
    own: stranger.leaf('server', {extensions: serverUse}),
    more: [stranger.intermediate],
    requestCert: true,
    rejectUnauthorized: false,
    answer: () => datedAnswer(0),
    onPeer: (has) => {
      shown += has ? 1 : 0
    },
  })
  const made = await doctor({...at(server.port)})
  expect([made.told('error')[0], shown]).toEqual(['net.issuer issuer-foreign', 0])
  await server.close()
  stranger.remove()
})

describe('a server that refuses the certificate', () => {
  const servers: ChildProcess[] = []
  afterAll(() => {
    for (const server of servers) server.kill('SIGKILL')
  })
  it.each(['-tls1_3', '-tls1_2'])('by an alert (%s)', async (version) => {
    const port = await closedPort()
    const words = ['s_server', '-quiet', '-accept', `127.0.0.1:${port}`, '-cert', own.certificatePath, '-key']
    const strict = ['-Verify', '3', '-verify_return_error', '-CAfile', pki.root.certificatePath]
    const chain = ['-cert_chain', pki.intermediate.certificatePath]
    const server = spawn('openssl', [...words, own.keyPath, ...chain, ...strict, version, '-www'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    servers.push(server)
    for (let round = 0; round < 100 && !(await answers(port)); round++)
      await new Promise((done) => setTimeout(done, 50))
    const {code, told, data} = await doctor(at(port))
    expect([code, told('error'), data.verdict]).toEqual([10, ['net.mutual mutual-refused'], 'blocked'])
    expect(data.main.cause.params.alert).toMatch(/^(?:UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)$/)
    server.kill('SIGKILL')
    await once(server, 'close')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('by cutting without a word (%s)', async (version) => {
    const plan = {requestCert: true, rejectUnauthorized: true, maxVersion: version, minVersion: version}
    const server = await tlsServer({own, more: [pki.intermediate], ...plan, answer: () => datedAnswer(0)})
    const {told} = await doctor(at(server.port))
    expect(told('error')).toEqual(['net.mutual mutual-cut'])
    await server.close()
  })
})

describe('a server that takes the certificate', () => {
  const asking = {own, more: [pki.intermediate], requestCert: true, rejectUnauthorized: false}
  it.each([
    ['is out of order', () => datedAnswer(0, '503 Service Unavailable'), 'error', 'http-unavailable'],
    ['leads elsewhere', () => led('https://portal.example/login'), 'unknown', 'http-elsewhere'],
    ['forbids', () => datedAnswer(0), 'unknown', 'http-forbidden'],
    ['fails', () => datedAnswer(0, '500 Internal Server Error'), 'unknown', 'http-odd'],
    ['speaks SSH', () => 'SSH-2.0-OpenSSH_9.2\r\n', 'error', 'http-not-http'],
    ['says nothing', undefined, 'error', 'http-silent'],
    ['closes', () => '', 'error', 'http-closed'],
    ['leads on within itself', () => led('/si-dmp-server/'), 'ok', 'http-answers'],
  ])('and %s', async (_, answer, status, cause) => {
    const server = await tlsServer({...asking, maxVersion: 'TLSv1.2', ...(answer ? {answer} : {})})
    const {of, data} = await doctor(at(server.port))
    expect(of('net.mutual')?.status).toBe('ok')
    expect([of('net.http')?.status, of('net.http')?.cause.code]).toEqual([status, cause])
    if (status !== 'ok') expect(data.verdict).toBe(status === 'error' ? 'blocked' : 'incomplete')
    await server.close()
  })

  it('is not proved to take it where it asks for none', async () => {
    const server = await tlsServer({
      own,
      more: [pki.intermediate],
      answer: () => datedAnswer(0, '404 Not Found'),
    })
    const {of, data} = await doctor(at(server.port))
    expect([of('net.mutual')?.status, of('net.mutual')?.cause.code]).toEqual(['unknown', 'mutual-not-asked'])
    expect(data.verdict).toBe('incomplete')
    await server.close()
  })
})

const led = (to: string) =>
  `HTTP/1.1 302 Found\r\nDate: ${new Date().toUTCString()}\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`

async function answers(port: number): Promise<boolean> {
  const {connect} = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })
}

describe('what the profile names beside its pair', () => {
  it.each([
    ['the homologation number', {DMP_LPS_HOMOLOGATION: 'file:/nowhere/number'}, 'error', 'profile-file-bad'],
    [
      'a place for the journal',
      {DMP_JOURNAL_PATH: '/proc/nope/journal.sqlite'},
      'error',
      'profile-journal-closed',
    ],
    ['an authority', {DMP_TRUST_CA_FILES: '/nowhere/ca.pem'}, 'error', 'profile-file-bad'],
    ['PARAM_LPS', {DMP_PARAM_LPS_FILE: '/nowhere/param.xml'}, 'error', 'profile-file-bad'],
  ])('lacks %s', async (_, env, status, cause) => {
    const {code, of, data} = await doctor(env, '--offline')
    expect([of('profile.files')?.status, of('profile.files')?.cause.code]).toEqual([status, cause])
    expect([code, data.verdict]).toEqual([10, 'blocked'])
  })

  it('lacks the certificate of INSi, without which documents leave all the same', async () => {
    const file = join(sandbox.env['DMP_CONFIG_DIR'] ?? '', 'profiles/sandbox.yaml')
    const text = readFileSync(file, 'utf8')
    const beside = join(sandbox.env['DMP_CONFIG_DIR'] ?? '', 'profiles/noinsi.yaml')
    const [, before = '', insi = ''] = /^([\s\S]*?\n)(insi:\n(?: .*\n?)+)/.exec(text) ?? []
    expect(insi).toContain('path:')
    writeFileSync(
      beside,
      before + insi.replace(/path: .*/, 'path: /nowhere/insi.p12') + text.slice((before + insi).length),
    )
    const {of} = await doctor({DMP_PROFILE: 'noinsi'}, '--offline')
    expect([of('profile.files')?.status, of('profile.files')?.cause.params?.['setting']]).toEqual([
      'warn',
      'insi.certificate',
    ])
    rmSync(beside)
  })
})
