import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createSecureContext} from 'node:tls'
import {afterAll, afterEach, describe, expect, it} from 'vitest'
import {reach} from '../../../src/lib/reachability/reach.ts'
import {inHostsFile, type NameMeans, systemLookUp} from '../../../src/lib/reachability/resolve.ts'
import type {ReachReport, ReachTarget} from '../../../src/lib/workstation/reach.ts'
import {startInterceptingProxy} from '../../support/intercepting-proxy.ts'
import {
  closedPort,
  type DnsPlan,
  datedAnswer,
  deafPort,
  dnsServer,
  tcpServer,
  tlsServer,
} from '../../support/odd-servers.ts'
import {serverUse, TestPki} from '../../support/test-keys.ts'

const pki = new TestPki()
const folder = mkdtempSync(join(tmpdir(), 'dmp-reach-'))
const hostsFile = join(folder, 'hosts')
writeFileSync(hostsFile, '# ours\r\n127.0.0.1 dmp.test\r\n')
const own = pki.leaf('server', {extensions: serverUse})
afterAll(() => {
  pki.remove()
  rmSync(folder, {recursive: true, force: true})
})

const open: {close(): Promise<unknown>}[] = []
const kept = async <One extends {close(): Promise<unknown>}>(made: Promise<One>): Promise<One> => {
  const one = await made
  open.push(one)
  return one
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const contextOf = () =>
  createSecureContext({key: readFileSync(own.keyPath), cert: readFileSync(own.certificatePath)})
const loopback: NameMeans = {system: async () => ['127.0.0.1'], hostsFile}
const target = (port: number, more: Partial<ReachTarget> = {}): ReachTarget => ({
  host: 'localhost',
  port,
  kind: 'dmp',
  essential: true,
  ...more,
})
const ask = (one: ReachTarget, names = loopback, timeoutMs = 4_000): Promise<ReachReport> =>
  reach(one, {timeoutMs}, {names, now: Date.now})
/** How far the road went, and why no farther. */
const road = (report: ReachReport) =>
  (['dns', 'tcp', 'tls', 'date'] as const).map((stage) => {
    const {state} = report[stage]
    const found = report[stage]
    return found.state === 'failed' ? `${stage} ${found.reason}` : `${stage} ${state}`
  })

describe('names', () => {
  const failing = (code: string): NameMeans['system'] => {
    return () => Promise.reject(Object.assign(new Error(code), {code}))
  }
  it.each([
    ['nxdomain', 'unknown-name'],
    ['nodata', 'no-address'],
    ['servfail', 'server-failed'],
    ['refused', 'server-refused'],
    ['silent', 'no-answer'],
    [{address: '192.0.2.1'}, 'system'],
  ] as const)('tells %o from the others', async (plan, reason) => {
    const server = await kept(dnsServer(plan as DnsPlan))
    const names = {system: failing('EAI_AGAIN'), servers: [server.address], hostsFile}
    const report = await ask(target(443, {host: 'dmp.test'}), names)
    expect(road(report)).toEqual([`dns ${reason}`, 'tcp not-tried', 'tls not-tried', 'date not-tried'])
    expect(server.queries()).toBeGreaterThan(0)
  })

  it('tells a DNS server that is not there from a silent one', async () => {
    const gone = await dnsServer('silent')
    await gone.close()
    const names = {system: failing('EAI_AGAIN'), servers: [gone.address], hostsFile}
    expect(road(await ask(target(443, {host: 'dmp.test'}), names))[0]).toBe('dns no-server')
  })

  it('ends in its time when the look-up of the system hangs', async () => {
    const server = await kept(dnsServer('silent'))
    const hanging: NameMeans['system'] = (_host, {signal}) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), {once: true}))
    const report = await ask(
      target(443, {host: 'dmp.test'}),
      {system: hanging, servers: [server.address], hostsFile},
      1_500,
    )
    expect(report.dns).toMatchObject({state: 'failed', reason: 'no-answer'})
    const answering = await kept(dnsServer({address: '192.0.2.1'}))
    const slow = {system: hanging, servers: [answering.address], hostsFile}
    expect((await ask(target(443, {host: 'dmp.test'}), slow, 1_500)).dns).toMatchObject({reason: 'slow'})
    for (const plan of ['nxdomain', 'nodata'] as const) {
      const ignorant = await kept(dnsServer(plan))
      const late = {system: hanging, servers: [ignorant.address], hostsFile}
      expect((await ask(target(443, {host: 'dmp.test'}), late, 1_500)).dns).toMatchObject({reason: 'slow'})
    }
  })

  it('knows names of the hosts file, and addresses given as they are', async () => {
    const port = await closedPort()
    const named = await ask(target(port, {host: 'dmp.test'}))
    expect(named.dns).toMatchObject({state: 'done', by: 'hosts-file', addresses: ['127.0.0.1']})
    expect((await ask(target(port, {host: '127.0.0.1'}))).dns).toMatchObject({by: 'literal'})
    expect(await inHostsFile('ours', hostsFile)).toBe(false)
    expect(await inHostsFile('dmp.test', join(folder, 'none'))).toBe(false)
  })

  it('asks the system in a process of its own', async () => {
    const limit = {signal: AbortSignal.timeout(20_000), limitMs: 20_000}
    expect(await systemLookUp('localhost', limit)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(127\.|::1)/)]),
    )
    await expect(systemLookUp('no-such-host.invalid', limit)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    })
    const ended = AbortSignal.abort()
    await expect(systemLookUp('localhost', {signal: ended, limitMs: 1})).rejects.toMatchObject({
      code: 'ABORT_ERR',
    })
  })
})

describe('connections', () => {
  it('tells a closed port, a silent one and one that resets', async () => {
    expect(road(await ask(target(await closedPort())))[1]).toBe('tcp refused')
    const silent = await kept(tcpServer(() => undefined))
    expect(road(await ask(target(silent.port), loopback, 3_000))).toEqual([
      'dns done',
      'tcp done',
      'tls timeout',
      'date not-tried',
    ])
    const resetting = await kept(tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())))
    expect(road(await ask(target(resetting.port)))[2]).toBe('tls reset')
    const closing = await kept(tcpServer((socket) => socket.end()))
    expect(road(await ask(target(closing.port)))[2]).toBe('tls closed')
  })

  it('tells packets that are dropped from a road that is missing', async () => {
    const deaf = await kept(deafPort())
    expect((await ask(target(deaf.port), loopback, 3_000)).tcp).toMatchObject({reason: 'timeout'})
    const noRoute = {...loopback, system: async () => ['255.255.255.255']}
    expect((await ask(target(443), noRoute)).tcp).toMatchObject({reason: 'unreachable'})
  })

  it('takes any of the addresses, and tells the most telling failure of all', async () => {
    const server = await kept(tlsServer({own, answer: () => datedAnswer(0)}))
    const both = {...loopback, system: async () => ['127.0.0.9', '127.0.0.1']}
    expect((await ask(target(server.port), both)).tcp).toMatchObject({address: '127.0.0.1'})
    const none = {...loopback, system: async () => ['255.255.255.255', '127.0.0.1']}
    expect((await ask(target(await closedPort()), none)).tcp).toMatchObject({reason: 'refused'})
  })
})

describe('TLS', () => {
  it('sees version, suite, chain and both ways of naming, and judges no HTTP status', async () => {
    const server = await kept(tlsServer({own, more: [pki.intermediate], answer: () => datedAnswer(0)}))
    const report = await ask(target(server.port))
    expect(road(report)).toEqual(['dns done', 'tcp done', 'tls done', 'date done'])
    expect(report.tls).toMatchObject({protocol: 'TLSv1.3', sha256: own.certificate.sha256.hex})
    expect(report.tls.state === 'done' && report.tls.chain).toHaveLength(2)
    expect(report.tlsUnnamed).toMatchObject({state: 'done', sha256: own.certificate.sha256.hex})
    expect(server.connections()).toBe(2)
  })

  it('names a version that is too old', async () => {
    const server = await kept(
      tlsServer({own, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0'}),
    )
    const report = await ask(target(server.port))
    expect(road(report)[2]).toBe('tls old-version')
    expect(report.oldProtocol).toBe('TLSv1.1')
  })

  it('tells what does not speak TLS', async () => {
    const plain = await kept(
      tcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    )
    expect(road(await ask(target(plain.port)))[2]).toBe('tls not-tls')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'finds no fault in a server that wants a client certificate (%s)',
    async (version) => {
      const server = await kept(
        tlsServer({
          own,
          requestCert: true,
          rejectUnauthorized: true,
          minVersion: version,
          maxVersion: version,
          answer: () => datedAnswer(0),
        }),
      )
      const report = await ask(target(server.port))
      expect(report.tls).toMatchObject({state: 'done', sha256: own.certificate.sha256.hex})
      expect(report.date.state).not.toBe('done')
    },
  )

  it('sees a server that goes by the name announced, and one that refuses it', async () => {
    const needing = await kept(
      tlsServer({
        own,
        key: '',
        cert: '',
        SNICallback: (_name, done) => done(null, contextOf()),
        answer: () => datedAnswer(0),
      }),
    )
    const report = await ask(target(needing.port))
    expect([report.tls.state, report.tlsUnnamed.state]).toEqual(['done', 'failed'])
    const refusing = await kept(
      tlsServer({own, SNICallback: (_name, done) => done(new Error('no such name'))}),
    )
    const refused = await ask(target(refusing.port))
    expect([refused.tls.state, refused.tlsUnnamed.state]).toEqual(['failed', 'done'])
  })
})

describe('the date', () => {
  const skewOf = async (answer: string) => {
    const server = await kept(tlsServer({own, answer: () => answer}))
    return (await ask(target(server.port))).date
  }
  it.each([0, 20_000, -40_000, 600_000, -7_200_000])('counts %i ms', async (skew) => {
    const date = await skewOf(datedAnswer(skew, '404 Not Found'))
    expect(date.state).toBe('done')
    expect(Math.abs((date.state === 'done' ? date.skewMs : Number.NaN) - skew)).toBeLessThan(2_500)
  })

  it.each([
    ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'absent'],
    ['HTTP/1.1 200 OK\r\nDate: yesterday\r\nContent-Length: 0\r\n\r\n', 'unreadable'],
    ['HTTP/1.1 200 OK\r\nDate: Tue, 31 Foo 2026 10:00:00 GMT\r\nContent-Length: 0\r\n\r\n', 'unreadable'],
    ['\u0000\u0001 noise', 'not-http'],
    ['', 'closed'],
  ])('takes %j for no date', async (answer, reason) => {
    expect(await skewOf(answer)).toMatchObject({state: 'failed', reason})
  })

  it('ends in its time when nothing is ever answered', async () => {
    const server = await kept(tlsServer({own}))
    const {date, tls} = await ask(target(server.port), loopback, 2_000)
    expect([tls.state, date]).toMatchObject(['done', {state: 'failed', reason: 'timeout'}])
  })
})

describe('proxies', () => {
  const through = (url: string, port: number) =>
    target(port, {host: 'dmp.test', proxy: {url, from: 'profile'}, serverName: 'localhost'})
  it.each([
    [407, 'proxy-authentication'],
    [403, 'proxy-forbidden'],
    [502, 'proxy-gateway'],
    [302, 'proxy-status'],
  ])('tells %i apart', async (status, reason) => {
    const proxy = await kept(startInterceptingProxy({hosts: [], refuse: status}))
    const report = await ask(through(proxy.url, 443))
    expect(report.tcp).toMatchObject({state: 'failed', reason, detail: String(status)})
    expect(proxy.asked).toEqual(['dmp.test:443'])
  })

  it('tells a proxy that is silent, closes, is none, or is not there', async () => {
    const silent = await kept(tcpServer(() => undefined))
    const url = (port: number) => `http://127.0.0.1:${port}`
    expect((await ask(through(url(silent.port), 443), loopback, 3_000)).tcp).toMatchObject({
      reason: 'proxy-timeout',
    })
    const closing = await kept(tcpServer((socket) => socket.once('data', () => socket.destroy())))
    expect((await ask(through(url(closing.port), 443))).tcp).toMatchObject({reason: 'proxy-closed'})
    const other = await kept(tcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    expect((await ask(through(url(other.port), 443))).tcp).toMatchObject({reason: 'proxy-not-http'})
    expect((await ask(through(url(await closedPort()), 443))).tcp).toMatchObject({reason: 'refused'})
  })

  it('reaches the server through an honest proxy, and sees the other chain of one that decrypts', async () => {
    const server = await kept(tlsServer({own, answer: () => datedAnswer(0)}))
    const honest = await kept(startInterceptingProxy({hosts: [], blind: true}))
    const clear = await ask(through(honest.url, server.port))
    expect(road(clear)).toEqual(['dns done', 'tcp done', 'tls done', 'date done'])
    expect(clear.tls).toMatchObject({sha256: own.certificate.sha256.hex})
    expect(clear.tcp).toMatchObject({proxyStatus: 200})
    const decrypting = await kept(startInterceptingProxy({hosts: ['dmp.test']}))
    const seen = await ask(through(decrypting.url, server.port))
    expect(seen.tls).toMatchObject({state: 'done'})
    expect(seen.tls.state === 'done' && seen.tls.sha256).not.toBe(own.certificate.sha256.hex)
  })
})

it('stops at once when the command is interrupted', async () => {
  const silent = await kept(tcpServer(() => undefined))
  const stop = new AbortController()
  const asked = reach(
    target(silent.port),
    {timeoutMs: 30_000, signal: stop.signal},
    {names: loopback, now: Date.now},
  )
  stop.abort(new Error('interrupted'))
  await expect(asked).rejects.toThrow('interrupted')
})
