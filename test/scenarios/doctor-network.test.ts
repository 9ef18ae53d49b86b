/** Roads to servers as the built program sees them: the embedded DMP, real proxies, real dead name servers. */
import {spawn} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type InterceptOptions, startInterceptingProxy} from '../support/intercepting-proxy.ts'
import {closedPort, datedAnswer, deafPort, tcpServer, tlsServer} from '../support/odd-servers.ts'
import {makeHome, projectRoot, runDmp, runJson, startEnv} from '../support/program.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {expectValid} from '../support/schemas.ts'
import {serverUse, TestPki} from '../support/test-keys.ts'
import {canUnshare} from '../support/unshare.ts'

interface Check {
  readonly id: string
  readonly status: string
  readonly because: string | null
  readonly cause: {readonly code: string; readonly params?: Record<string, unknown>}
  readonly evidence: readonly unknown[]
}
interface Answer {
  readonly code: number | null
  readonly answer: {
    readonly schema: string
    readonly data: {
      readonly verdict: string
      readonly main: {readonly id: string; readonly cause: {readonly code: string}} | null
      readonly next: {readonly action: {readonly params?: Record<string, unknown>}} | null
      readonly checks: readonly Check[]
    }
  }
}

const network = ['--only', 'network']
const errors = ({answer}: Answer) =>
  answer.data.checks.filter(({status}) => status === 'error').map(({id, cause}) => `${id} ${cause.code}`)
const statusOf = ({answer}: Answer, id: string) => answer.data.checks.find((one) => one.id === id)?.status

describe('with the embedded DMP', () => {
  let sandbox: SandboxUnderTest
  beforeAll(async () => {
    sandbox = await startSandbox()
  }, 120_000)
  afterAll(() => sandbox.remove())
  const doctor = (more: Readonly<Record<string, string>> = {}, ...args: string[]): Promise<Answer> =>
    runJson(['doctor', ...network, ...args], {env: {...sandbox.env, ...more}}) as Promise<never>

  it('finds every stage well, each with its evidence, out of the box', async () => {
    const made = await doctor()
    expectValid(made.answer)
    const fine = made.answer.data.checks.filter(({status}) => status === 'ok')
    expect(fine.map(({id}) => id)).toEqual(
      expect.arrayContaining([
        'net.dns',
        'net.tcp',
        'net.tls',
        'net.sni',
        'net.issuer',
        'net.chain',
        'time.skew',
      ]),
    )
    for (const {id, evidence} of fine) expect([id, evidence.length > 0]).toEqual([id, true])
    expect([made.code, errors(made)]).toEqual([0, []])
  })

  it('sends nothing that the DMP counts as a call', async () => {
    const before = await sandbox.counters()
    await doctor()
    const after = await sandbox.counters()
    expect([after.accepted, after.connections > before.connections]).toEqual([before.accepted, true])
  })

  it('names the authority of a proxy that decrypts, and writes the request of exemption', async () => {
    const proxy = await startInterceptingProxy()
    const made = await doctor({DMP_PROXY: proxy.url})
    expect([made.code, errors(made)]).toEqual([10, ['net.issuer issuer-foreign']])
    expect(made.answer.data.main?.id).toBe('net.issuer')
    const host = `localhost:${sandbox.port}`
    expect(made.answer.data.next?.action.params).toMatchObject({issuer: proxy.authority, hosts: host})
    expect(proxy.asked).toContain(host)
    const {stdout} = await runDmp(['doctor', ...network, '--lang', 'fr'], {
      env: {...sandbox.env, DMP_PROXY: proxy.url},
    })
    expect(stdout).toMatch(/Cause principale +Interception TLS/)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`exempter du déchiffrement TLS les hôtes ${host}`)
    await proxy.close()
  })

  it.each([
    ['asks for a user name', {refuse: 407}, 'net.tcp tcp-proxy-authentication'],
    ['forbids', {refuse: 403}, 'net.tcp tcp-proxy-forbidden'],
    ['reaches nobody', {refuse: 502}, 'net.tcp tcp-proxy-gateway'],
  ] as const)('tells a proxy that %s', async (_name, options: InterceptOptions, error) => {
    const proxy = await startInterceptingProxy({...options, hosts: []})
    expect(errors(await doctor({DMP_PROXY: proxy.url}))).toEqual([error])
    await proxy.close()
  })

  it('goes through an honest proxy', async () => {
    const proxy = await startInterceptingProxy({blind: true, hosts: []})
    const made = await doctor({DMP_PROXY: proxy.url})
    expect([errors(made), statusOf(made, 'net.proxy'), statusOf(made, 'net.issuer')]).toEqual([
      [],
      'ok',
      'ok',
    ])
    await proxy.close()
  })

  it('tells a certificate of the server that has ended', async () => {
    await sandbox.control('expired-certificate')
    const made = await doctor()
    await sandbox.control()
    expect(errors(made)).toEqual(['net.chain chain-expired'])
  })

  describe('and a server in its place', () => {
    const pki = new TestPki()
    const own = pki.leaf('server', {extensions: serverUse})
    afterAll(() => pki.remove())
    const at = (port: number) => ({
      DMP_ENDPOINTS_BASE: `https://localhost:${port}/si-dmp-server/v2/services`,
      DMP_TRUST_CA_FILES: pki.root.certificatePath,
      DMP_INSI_URL: `https://localhost:${port}/lps`,
    })
    it.each([
      ['ok', 0, []],
      ['warn', 20_000, []],
      ['error', 40_000, ['time.skew clock-slow']],
      ['error', -7_200_000, ['time.skew clock-fast']],
    ] as const)('finds a clock %s that is %i ms away', async (status, skew, found) => {
      const server = await tlsServer({own, more: [pki.intermediate], answer: () => datedAnswer(skew)})
      const made = await doctor(at(server.port))
      expect([statusOf(made, 'time.skew'), errors(made)]).toEqual([status, found])
      await server.close()
    })

    it('tells a closed port, a silent one, and a port that drops', async () => {
      expect(errors(await doctor(at(await closedPort())))).toEqual(['net.tcp tcp-refused'])
      const silent = await tcpServer(() => undefined)
      expect(errors(await doctor(at(silent.port), '--timeout', '8s'))).toEqual(['net.tls tls-timeout'])
      await silent.close()
      const deaf = await deafPort()
      expect(errors(await doctor(at(deaf.port), '--timeout', '8s'))).toEqual(['net.tcp tcp-timeout'])
      await deaf.close()
    })

    it('is refused whatever commands refuse, by the code of OpenSSL, with a certificate of ours wanted or not', async () => {
      const [usage = '', , names = ''] = serverUse
      const client = pki.leaf('client', {extensions: [usage, 'extendedKeyUsage=clientAuth', names]})
      const critical = pki.leaf('critical', {extensions: [...serverUse, '1.2.3.4=critical,DER:0500']})
      const plans = [
        [{own: client}, 'INVALID_PURPOSE'],
        [{own: client, requestCert: true, maxVersion: 'TLSv1.2'}, 'INVALID_PURPOSE'],
        [{own: client, requestCert: true}, 'INVALID_PURPOSE'],
        [{own: critical}, /./],
      ] as const
      for (const [plan, code] of plans) {
        const server = await tlsServer({...plan, more: [pki.intermediate], answer: () => datedAnswer(0)})
        const made = await doctor(at(server.port))
        expect(errors(made)).toEqual(['net.chain chain-refused'])
        expect(made.answer.data.main?.cause).toMatchObject({
          params: {code: typeof code === 'string' ? code : expect.stringMatching(code)},
        })
        await server.close()
      }
    })

    it('tells versions too old, wrong names and a chain left incomplete', async () => {
      const old = {minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0'} as const
      const aia = 'authorityInfoAccess=caIssuers;URI:http://igc.example.invalid/aci.cer'
      const other = pki.leaf('other', {
        extensions: [...serverUse.slice(0, 2), 'subjectAltName=DNS:other.test'],
      })
      const lonely = pki.leaf('lonely', {extensions: [...serverUse, aia]})
      const plans = [
        [{own, ...old}, 'net.tls tls-old-version'],
        [{own: other, more: [pki.intermediate]}, 'net.chain chain-wrong-name'],
        [{own: lonely}, 'net.chain chain-incomplete'],
      ] as const
      for (const [plan, error] of plans) {
        const server = await tlsServer({...plan, answer: () => datedAnswer(0)})
        expect(errors(await doctor(at(server.port)))).toEqual([error])
        await server.close()
      }
    })
  })
})

describe('without a profile', () => {
  const home = makeHome()
  afterAll(() => home.remove())
  const doctor = (...args: string[]): Promise<Answer> =>
    runJson(['doctor', ...network, ...args], {env: home.env}) as Promise<never>

  it('reaches nobody, and says so', async () => {
    const made = await doctor('--for', 'feeding-certificate')
    const dns = made.answer.data.checks.find(({id}) => id === 'net.dns')
    expect([dns?.status, dns?.because, made.answer.data.verdict]).toEqual([
      'skipped',
      'no-target',
      'incomplete',
    ])
  })

  it('finds the DMP not proved by a server that a person named', async () => {
    const pki = new TestPki()
    const server = await tlsServer({
      own: pki.leaf('server', {extensions: serverUse}),
      more: [pki.intermediate],
    })
    const made = await doctor('--for', 'web-ps-e-cps', '--host', `localhost:${server.port}`)
    expect([made.answer.data.verdict === 'ready', statusOf(made, 'net.dns')]).toEqual([false, 'unknown'])
    await server.close()
    pki.remove()
  })

  it('reaches a server that is named, and no other kind of address', async () => {
    const port = await closedPort()
    expect(errors(await doctor('--host', `localhost:${port}`))).toEqual(['net.tcp tcp-refused'])
    for (const wrong of ['http://localhost', 'ftp://x', '://', '']) {
      const {code} = await runDmp(['doctor', ...network, '--host', wrong], {env: home.env})
      expect([wrong, code]).toEqual([wrong, 2])
    }
  })
})

const describeUnshared = canUnshare() ? describe : describe.skip
describeUnshared(`name servers${canUnshare() ? '' : ' [skipped: needs the right to unshare mounts]'}`, () => {
  const home = makeHome()
  afterAll(() => home.remove())
  /** The program where /etc/resolv.conf is another file, for its processes alone. */
  const doctorWith = (resolv: string): Promise<Answer> => {
    const file = join(home.path, 'resolv.conf')
    writeFileSync(file, resolv)
    const command = `mount --bind "$1" /etc/resolv.conf && shift && exec "$@"`
    const args = ['doctor', ...network, '--host', 'dmp.example', '--json']
    const child = spawn(
      'unshare',
      ['-m', 'sh', '-c', command, 'sh', file, process.execPath, join(projectRoot, 'bin/run.js'), ...args],
      {env: {...startEnv, ...home.env}, stdio: ['ignore', 'pipe', 'ignore']},
    )
    return new Promise((resolve, reject) => {
      let said = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      child.once('error', reject)
      child.once('close', (code) => resolve({code, answer: JSON.parse(said)}))
    })
  }

  it('is not there', async () => {
    const made = await doctorWith('nameserver 127.0.0.1\n')
    expect([made.code, errors(made)]).toEqual([10, ['net.dns dns-no-server']])
  })

  it('never answers: the program ends all the same', async () => {
    const {createSocket} = await import('node:dgram')
    const silent = createSocket('udp4')
    await new Promise<void>((resolve) => silent.bind(53, '127.0.0.9', resolve))
    const made = await doctorWith('nameserver 127.0.0.9\noptions timeout:30 attempts:5\n')
    expect([made.code, errors(made)]).toEqual([10, ['net.dns dns-no-answer']])
    await new Promise<void>((resolve) => silent.close(() => resolve()))
  }, 60_000)
})
