/** Traces sent by the built program to a real rsyslogd over TLS. */
import {spawnSync} from 'node:child_process'
import {chmodSync, globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {connect, createServer, type Server} from 'node:net'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {openJournal} from '../../src/lib/journal/journal.ts'
import {systemClock} from '../../src/lib/system/clock.ts'
import {systemRandom} from '../../src/lib/system/random.ts'
import {describeWith} from '../support/requires.ts'
import {Rsyslog, rsyslogNeeds, type TlsDriver} from '../support/rsyslog.ts'
import {expectValid} from '../support/schemas.ts'
import {authUse, serverUse, TestPki} from '../support/test-keys.ts'
import {type Desk, openDesk} from './desk.ts'

const ACTS = 500

let desk: Desk
let pki: TestPki
let ca: string
let client: readonly string[]
let acts: readonly string[]

/** So many acts in the profile's own journal, with characters of one to four bytes. */
async function recordActs(): Promise<readonly string[]> {
  const {home} = desk.sandbox
  const [path = 'none'] = globSync('state/journals/*/*.{db,sqlite}', {cwd: home})
  const profile = readFileSync(join(home, 'config/profiles/sandbox.yaml'), 'utf8')
  const journal = await openJournal({
    path: join(home, path),
    keyDir: join(home, 'state/keys'),
    registryDir: join(home, 'state'),
    oidRoot: /oidRoot: '?([\d.]+)'?/.exec(profile)?.[1] ?? '',
    environment: 'sandbox',
    clock: systemClock,
    random: systemRandom,
  })
  try {
    const entries = Array.from({length: ACTS}, (_, n) => ({
      event: {
        phase: 'event' as const,
        operation: 'hold',
        occurredAt: systemClock.now(),
        data: {reason: `nº ${n} déjà vu — ${'😀'.repeat(n % 5)} "<&>"`},
      },
    }))
    return await journal.record(entries)
  } finally {
    await journal.close()
  }
}

beforeAll(async () => {
  desk = await openDesk()
  pki = new TestPki()
  const one = pki.leaf('siem-client', {extensions: authUse})
  ca = desk.write('ca.pem', readFileSync(pki.root.certificatePath))
  const chain = [one, pki.intermediate].map(({certificatePath}) => readFileSync(certificatePath, 'utf8'))
  chmodSync(one.keyPath, 0o600)
  client = [
    ...['--syslog-certificate', desk.write('client.pem', chain.join(''))],
    ...['--syslog-key', one.keyPath],
  ]
  await desk.accepted(desk.newText())
  acts = await recordActs()
}, 120_000)
/** Ended whatever becomes of their test. */
const receivers: Rsyslog[] = []
afterAll(async () => {
  for (const one of receivers) await one.stop('SIGKILL')
  pki.remove()
  await desk.sandbox.remove()
})

async function receiver(driver: TlsDriver): Promise<Rsyslog> {
  const folder = desk.folder(`rsyslog-${driver}-${Math.random().toString(36).slice(2)}`)
  mkdirSync(folder, {recursive: true})
  const server = pki.leaf('siem', {extensions: serverUse})
  const certificate = join(folder, 'server.pem')
  writeFileSync(
    certificate,
    [server, pki.intermediate].map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
  )
  const authorities = join(folder, 'authorities.pem')
  writeFileSync(
    authorities,
    [pki.root, pki.intermediate].map(({certificatePath}) => readFileSync(certificatePath, 'utf8')).join(''),
  )
  const started = await Rsyslog.start({folder, driver, ca: authorities, certificate, key: server.keyPath})
  receivers.push(started)
  return started
}

const send = (port: number, ...more: string[]) =>
  desk.json(['trace', 'export', '--syslog', `tls://localhost:${port}`, '--syslog-ca', ca, ...more])

const FRAME =
  /^<85>1 (\S+) (\S+) (\S+) - (\S+) - \ufeff(<\?xml version="1\.0" encoding="UTF-8"\?><AuditMessage>.*<\/AuditMessage>)$/
const detail = (message: string, type: string): string => {
  const [, value = ''] =
    new RegExp(`ParticipantObjectDetail type="${type}" value="([^"]*)"`).exec(message) ?? []
  return Buffer.from(value, 'base64').toString('utf8')
}
const idsOf = (messages: readonly string[]) => messages.map((one) => detail(one, 'trace-id'))

/** Leads to the receiver, and kills it once so many bytes have gone by. */
async function road(to: Rsyslog, killAfter: number): Promise<{port: number; close(): Promise<void>}> {
  let passed = 0
  let killed = false
  const server: Server = createServer((near) => {
    const far = connect(to.port, '127.0.0.1')
    near.on('data', (chunk: Buffer) => {
      passed += chunk.length
      far.write(chunk)
      if (passed < killAfter || killed) return
      killed = true
      near.pause()
      void to.stop('SIGKILL')
    })
    far.on('data', (chunk) => near.write(chunk))
    far.on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    for (const socket of [near, far]) socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as {port: number}).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

describeWith(
  [...rsyslogNeeds, {file: '/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_ossl.so', package: 'rsyslog-openssl'}],
  'received by rsyslogd with OpenSSL',
  () => {
    it('comes whole, in order, readable by another program, without any INS', async () => {
      const server = await receiver('ossl')
      const {answer} = await send(server.port, ...client)
      expect(answer.error).toBeNull()
      expectValid(answer)
      await server.stop()
      const messages = server.received()
      expect(messages).toHaveLength(answer.data.messages)
      expect(answer.data).toMatchObject({format: 'syslog', file: `tls://localhost:${server.port}`})
      for (const one of messages) expect(one).toMatch(FRAME)
      const ids = idsOf(messages)
      expect(ids.filter((id) => acts.includes(id))).toEqual(acts)
      const [, , , app, msgid] = FRAME.exec(messages[0] ?? '') ?? []
      expect([app, msgid]).toEqual([expect.stringMatching(/^\S+$/), 'DICOM+RFC3881'])
      const reasons = messages.map((one) => detail(one, 'reason')).filter((text) => text.startsWith('nº'))
      expect(reasons[3]).toBe('nº 3 déjà vu — 😀😀😀 "<&>"')
      const documents = messages.map((one) => FRAME.exec(one)?.[5]?.replace(/^<\?xml[^>]*>/, '') ?? '')
      const {status, stderr} = spawnSync('xmllint', ['--noout', '-'], {
        input: `<all>${documents.join('\n')}</all>`,
        encoding: 'utf8',
      })
      expect(status, stderr).toBe(0)
      const {matricule} = desk.patient('active-linked')
      const clear = messages.flatMap((one) => [
        one,
        ...[...one.matchAll(/"([A-Za-z0-9+/]{4,}={0,2})"/g)].map(([, run]) =>
          Buffer.from(run ?? '', 'base64').toString(),
        ),
      ])
      for (const text of clear) expect(text).not.toContain(matricule.slice(0, 13))
    }, 60_000)

    it('is on record before it leaves, with who sent how many where', async () => {
      const server = await receiver('ossl')
      const {answer} = await send(
        server.port,
        ...client,
        '--operation',
        'submit',
        '--syslog-msgid',
        'IHE+RFC-3881',
      )
      await server.stop()
      expect(server.received().map((one) => FRAME.exec(one)?.[4])).toEqual(['IHE+RFC-3881'])
      const [intent, result] = (await desk.events())
        .filter(({operation}) => operation === 'trace-export')
        .slice(-2)
      expect([intent?.phase, result?.phase, result?.outcome]).toEqual(['intent', 'result', 'success'])
      expect(intent?.data['reading']).toMatchObject({
        file: `tls://localhost:${server.port}`,
        format: 'syslog',
        account: expect.any(String),
        filter: {operations: ['submit']},
      })
      expect(result?.data['reading']).toMatchObject({records: 2, messages: 1, sha256: answer.data.sha256})
    })

    it('refuses a receiver of another authority, tells one that is not there, and is refused without certificate', async () => {
      const server = await receiver('ossl')
      const attempt = async (host: string, ...more: string[]) => {
        const to = `tls://${host}:${server.port}`
        const {answer} = await desk.json(['trace', 'export', '--syslog', to, ...more])
        return [answer.error?.code, answer.error?.details['case'], answer.exitCode]
      }
      expect(await attempt('localhost', ...client)).toEqual(['DMP_SYSLOG', 'tls', 7])
      expect(await attempt('127.0.0.2', '--syslog-ca', ca, ...client)).toEqual([
        'DMP_SYSLOG',
        'unreachable',
        7,
      ])
      expect(await attempt('ip6-localhost.invalid', '--syslog-ca', ca)).toEqual([
        'DMP_SYSLOG',
        'unreachable',
        7,
      ])
      expect((await attempt('localhost', '--syslog-ca', ca))[0]).toBe('DMP_SYSLOG')
      await server.stop()
      expect(server.received()).toEqual([])
    })

    it('sends again all since the last end in order when the receiver is killed in the middle: none is missing', async () => {
      const server = await receiver('ossl')
      const cut = await road(server, 900_000)
      const series = ['--since-last', '--series', 'siem', ...client]
      const first = await send(cut.port, ...series)
      expect(first.answer.error).toMatchObject({code: 'DMP_SYSLOG', details: {case: 'cut'}})
      expect(first.code).toBe(7)
      await cut.close()
      const before = server.received()
      expect(before.length).toBeLessThan(ACTS)

      await server.start()
      const second = await send(server.port, ...series)
      expect(second.answer.error).toBeNull()
      await server.stop()
      const after = server.received()
      const all = new Set(idsOf([...before, ...after]))
      for (const id of acts) expect(all.has(id)).toBe(true)
      // What came twice is the same byte for byte, and known by its id.
      const again = new Map(after.map((one) => [detail(one, 'trace-id'), one]))
      for (const one of before) expect(again.get(detail(one, 'trace-id'))).toBe(one)

      await server.start()
      const third = await send(server.port, ...series)
      expect(third.answer.data.messages).toBe(1)
      await server.stop()
      expect(server.received().map((one) => detail(one, 'operation'))).toEqual(['trace-export'])
    }, 120_000)
  },
)

describeWith(
  [...rsyslogNeeds, {file: '/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so', package: 'rsyslog-gnutls'}],
  'received by rsyslogd with GnuTLS, which closes without a word',
  () => {
    it('comes whole, and takes a refused certificate for no success', async () => {
      const server = await receiver('gtls')
      const refused = await send(server.port)
      expect(refused.answer.error?.code).toBe('DMP_SYSLOG')
      const {answer} = await send(server.port, ...client)
      expect(answer.error).toBeNull()
      await server.stop()
      expect(server.received()).toHaveLength(answer.data.messages)
    }, 60_000)
  },
)

it.each(['https://siem.example', 'tls://siem.example/path', 'tls://u:p@siem.example', 'siem.example:6514'])(
  'refuses %s for an address',
  async (address) => {
    const {answer} = await desk.json(['trace', 'export', '--syslog', address])
    expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_USAGE'}})
  },
)
