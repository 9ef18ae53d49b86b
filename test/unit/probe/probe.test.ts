/** "Is it us or the DMP?" on real sockets of this machine. */
import {readFileSync} from 'node:fs'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {changeLine} from '../../../src/lib/ui/probe/probe-view.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {probeDmp} from '../../../src/lib/usecases/probe/probe-dmp.ts'
import {type ProbeReport, probeExit} from '../../../src/lib/usecases/probe/probe-report.ts'
import {startInterceptingProxy} from '../../support/intercepting-proxy.ts'
import {
  closedPort,
  datedAnswer,
  dnsServer,
  type TlsPlan,
  tcpServer,
  tlsServer,
} from '../../support/odd-servers.ts'
import {type Issued, serverUse, TestPki} from '../../support/test-keys.ts'
import {type BenchPlan, probeBench, probeWish} from './probe-bench.ts'

let pki: TestPki
let own: Issued
let client: Issued
beforeAll(() => {
  pki = new TestPki()
  own = pki.leaf('server', {extensions: serverUse})
  client = pki.leaf('client')
})
afterAll(() => pki.remove())

const open: {close(): Promise<unknown>}[] = []
const kept = async <One extends {close(): Promise<unknown>}>(made: Promise<One>): Promise<One> => {
  const one = await made
  open.push(one)
  return one
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const quiet = {changed: () => undefined}
const fine = () => datedAnswer(0, '404 Not Found')
const server = (more: Partial<TlsPlan> = {}) =>
  kept(
    tlsServer({
      own,
      more: [pki.intermediate],
      answer: fine,
      requestCert: true,
      rejectUnauthorized: false,
      ...more,
    }),
  )
const planAt = (port: number, more: Partial<BenchPlan> = {}): BenchPlan => ({
  base: `https://localhost:${port}/dmp`,
  caFile: pki.root.certificatePath,
  own: client,
  ...more,
})
const told = ({verdict}: ProbeReport) => `${verdict.side} ${verdict.certainty} ${verdict.cause.code}`
const codes = ({verdict}: ProbeReport) => verdict.evidence.map(({code}) => code)
async function ask(port: number, witnesses: readonly string[] = [], more: Partial<BenchPlan> = {}) {
  return probeDmp(probeBench(planAt(port, more)).bench, probeWish({witnesses}), quiet)
}
/** Another server of loopback, by another name. */
const witnessOf = ({port}: {readonly port: number}) => `127.0.0.1:${port}`

describe('a DMP that is reached', () => {
  it('has each stage timed, our certificate taken, and nobody else asked', async () => {
    const [dmp, other] = [await server(), await server()]
    const {bench, acts} = probeBench(planAt(dmp.port))
    const report = await probeDmp(bench, probeWish({witnesses: [witnessOf(other)]}), quiet)
    expect([told(report), report.level, probeExit(report)]).toEqual(['none sure reached', 'ok', 0])
    expect(codes(report)).toContain('certificate-taken')
    expect(report.servers[0]?.stages).toMatchObject([
      {stage: 'dns', state: 'done', ms: expect.any(Number)},
      {stage: 'tcp', state: 'done', ms: expect.any(Number)},
      {stage: 'tls', state: 'done', ms: expect.any(Number)},
      {stage: 'certificate', state: 'done', detail: 'taken'},
      {stage: 'http', state: 'done', ms: expect.any(Number), detail: '404'},
    ])
    expect(other.connections()).toBe(0)
    expect(acts).toMatchObject([
      {
        operation: 'workstation-check',
        outcome: 'success',
        data: {probe: {level: 'ok', side: 'none', cause: 'reached'}},
      },
    ])
  })

  it('is told slow beyond the threshold, and leaves no trace where none is wanted', async () => {
    const dmp = await server()
    const {bench, acts} = probeBench(planAt(dmp.port))
    const report = await probeDmp(bench, probeWish({slowMs: 0, journal: false}), quiet)
    expect([told(report), report.level, probeExit(report), acts.length]).toEqual([
      'none sure reached',
      'warning',
      10,
      0,
    ])
  })

  it.each(['token', 'secret'] as const)('is reached although the certificate is kept (%s)', async (why) => {
    const report = await ask((await server()).port, [], {kept: why})
    expect([report.level, codes(report).includes(`kept-${why}`)]).toEqual(['ok', true])
    expect(report.servers[0]?.stages.at(-1)).toMatchObject({stage: 'http', state: 'not-tried'})
  })
})

/** Faults that only a comparison settles. */
const far: readonly (readonly [string, () => Promise<{readonly port: number}>, string, 'likely' | 'sure'])[] =
  [
    ['refused', async () => ({port: await closedPort()}), 'tcp-refused', 'likely'],
    ['silent', () => kept(tcpServer(() => undefined)), 'tls-timeout', 'likely'],
    ['closing', () => kept(tcpServer((socket) => socket.end())), 'tls-closed', 'likely'],
    [
      'sending an alert',
      () =>
        kept(
          tcpServer((socket) => socket.once('data', () => socket.end(Buffer.from('15030300020250', 'hex')))),
        ),
      'tls-alert',
      'likely',
    ],
    [
      'answering 503',
      () => server({answer: () => datedAnswer(0, '503 Service Unavailable')}),
      'http-unavailable',
      'sure',
    ],
  ]

describe('a DMP that is away', () => {
  it.each(far)(
    'is blamed when %s only if another was reached by the same way',
    async (_name, start, code, certainty) => {
      const [{port}, other, gone] = [await start(), await server(), await closedPort()]
      const wait = code === 'tls-timeout' ? {timeoutMs: 3_000} : {}
      const seen = (witnesses: readonly string[]) =>
        probeDmp(probeBench(planAt(port)).bench, probeWish({witnesses, ...wait}), quiet)
      const [alone, beside, both] = await Promise.all([
        seen([]),
        seen([witnessOf(other)]),
        seen([`127.0.0.1:${gone}`]),
      ])
      expect([told(alone), codes(alone).includes('no-other')]).toEqual([`unclear none ${code}`, true])
      expect([told(beside), codes(beside).includes('other-reached')]).toEqual([
        `dmp ${certainty} ${code}`,
        true,
      ])
      expect([told(both), codes(both).includes('other-failed')]).toEqual([`us likely ${code}`, true])
      for (const one of [alone, beside, both]) expect([one.level, probeExit(one)]).toEqual(['critical', 10])
    },
  )

  it('is blamed for its name only where the DNS finds others', async () => {
    const dns = await kept(dnsServer('servfail'))
    const other = await server()
    const names = {
      system: async (host: string) => {
        if (host !== 'localhost') throw Object.assign(new Error('EAI_AGAIN'), {code: 'EAI_AGAIN'})
        return ['127.0.0.1']
      },
      servers: [dns.address],
      hostsFile: '/dev/null',
    }
    const base = 'https://dmp.test:443/dmp'
    const seen = (witness: string, proxied = {}) =>
      probeDmp(
        probeBench(planAt(1, {base, names, ...proxied})).bench,
        probeWish({witnesses: [witness]}),
        quiet,
      )
    // Another way: loopback proves nothing of what is outside.
    expect(told(await seen(`localhost:${other.port}`))).toBe('unclear none dns-failed')
    expect(told(await seen('elsewhere.test'))).toBe('us likely dns-failed')
  })
})

describe('what is on our side whatever others reach', () => {
  it('a wrong name, an interception, a proxy', async () => {
    const wrong = pki.leaf('other', {extensions: [...serverUse.slice(0, 2), 'subjectAltName=DNS:other.test']})
    expect(told(await ask((await server({own: wrong})).port))).toBe('us sure wrong-name')
    const {port} = await server()
    const decrypting = await kept(startInterceptingProxy())
    const through = await ask(port, [], {proxy: decrypting.url})
    expect([told(through), through.verdict.cause.params?.['issuer']]).toEqual([
      'us sure intercepted-foreign',
      decrypting.authority,
    ])
    for (const [refuse, code] of [
      [407, 'us sure proxy-authentication'],
      [403, 'us sure proxy-forbidden'],
      [502, 'unclear none proxy-leads-nowhere'],
    ] as const) {
      const proxy = await kept(startInterceptingProxy({refuse, hosts: []}))
      const plan = planAt(port, {proxy: proxy.url.replace('//', '//jean:secret@'), environment: 'sandbox'})
      const report = await probeDmp(probeBench(plan).bench, probeWish(), quiet)
      expect([refuse, told(report)]).toEqual([refuse, code])
      expect(JSON.stringify(report)).not.toContain('secret@')
    }
    expect(told(await ask(port, [], {proxy: `http://127.0.0.1:${await closedPort()}`}))).toBe(
      'us sure proxy-not-reached',
    )
  })

  it('blames the DMP behind a proxy that leads elsewhere', async () => {
    const other = await server()
    const proxy = await kept(startInterceptingProxy({blind: true, hosts: []}))
    const plan = planAt(await closedPort(), {proxy: proxy.url})
    const wish = probeWish({witnesses: [witnessOf(other)], timeoutMs: 3_000})
    const report = await probeDmp(probeBench(plan).bench, wish, quiet)
    expect(report.verdict.side).toBe('dmp')
    expect(codes(report)).toContain('by-proxy')
    expect(report.servers.every(({proxy: way}) => way === new URL(proxy.url).host)).toBe(true)
  })

  it('a portal, a clock, a key that does not open; a certificate after which it is cut is not told', async () => {
    const portal = await kept(
      tcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 302 Found\r\n\r\n'))),
    )
    expect(told(await ask(portal.port))).toBe('us sure tls-not-tls')
    const late = await server({answer: () => datedAnswer(90_000)})
    expect(told(await ask(late.port))).toBe('us sure clock-slow')
    const strict = await server({rejectUnauthorized: true, ca: [readFileSync(own.certificatePath, 'utf8')]})
    expect(told(await ask(strict.port))).toBe('unclear none certificate-cut')
    expect(told(await ask((await server()).port, [], {kept: 'unusable'}))).toBe('us sure key-unusable')
  })
})

describe('a watch', () => {
  it('tells the first state and each change, writes its figures each time, and ends when asked', async () => {
    const dmp = await server()
    const stop = new AbortController()
    let waits = 0
    const sleep = async () => {
      waits++
      if (waits === 2) await dmp.close()
      if (waits === 4) {
        stop.abort()
        throw stop.signal.reason
      }
    }
    const {bench, files, acts} = probeBench(planAt(dmp.port, {sleep, signal: stop.signal}))
    const lines: string[] = []
    const report = await probeDmp(
      bench,
      probeWish({watch: true, format: 'prometheus', output: 'probe.prom'}),
      {changed: (seen) => lines.push(changeLine(seen, translator('en')))},
    )
    open.length = 0
    expect(report.watch).toMatchObject({
      probes: 4,
      earlier: 0,
      changes: [
        {level: 'ok', side: 'none', cause: 'reached'},
        {level: 'critical', side: 'unclear', cause: 'tcp-refused'},
      ],
    })
    expect(lines).toEqual([
      expect.stringMatching(/Nothing to report\. localhost:\d+ is reached to the end\.$/),
      expect.stringMatching(/cannot be told\. localhost:\d+ refuses the connection\.$/),
    ])
    expect(acts).toHaveLength(4)
    expect(files.get('probe.prom')).toContain(
      'dmp_probe_side{profile="essai",environment="test",side="unclear"} 1',
    )
  })
})

it.each([
  [{output: 'x'}],
  [{watch: true, format: 'nagios'}],
  [{watch: true, format: 'prometheus'}],
  [{watch: true, intervalMs: 9_999}],
  [{timeoutMs: 999}],
  [{timeoutMs: 300_001}],
  [{witnesses: ['http://plain.test']}],
  [{witnesses: ['https://a b']}],
  [{witnesses: ['']}],
] as const)('refuses %o before anything is asked', async (wish) => {
  const {bench, acts} = probeBench(planAt(1))
  await expect(probeDmp(bench, probeWish(wish), quiet)).rejects.toMatchObject({code: 'DMP_USAGE'})
  expect(acts).toEqual([])
})
