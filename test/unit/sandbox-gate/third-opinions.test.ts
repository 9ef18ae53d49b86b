import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {type Bench, makeBench, send} from '../../support/second-writer/gate-bench.ts'

let bench: Bench
let sandbox: RunningSandbox

beforeAll(async () => {
  bench = await makeBench()
  sandbox = await bench.start()
})
afterAll(() => bench.close())

/** What `openssl s_client` says of a handshake; run apart, because the sandbox listens in this process. */
async function sClient(...options: string[]): Promise<string> {
  const {execFile} = await import('node:child_process')
  const {auth} = bench.pki.establishments.main
  const identity = [
    '-cert',
    auth.certificate,
    '-key',
    auth.key,
    '-CAfile',
    bench.pki.caFile,
    '-verify_hostname',
    'localhost',
  ]
  const {promise, resolve} = Promise.withResolvers<string>()
  const child = execFile(
    'openssl',
    ['s_client', '-connect', `127.0.0.1:${sandbox.port}`, ...identity, ...options],
    (_error, stdout, stderr) => resolve(stdout + stderr),
  )
  child.stdin?.end()
  return promise
}

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl agrees on the TLS door', () => {
  it('verifies the server, is asked for a certificate of our authorities, and uses a suite of the DMP', async () => {
    const told = await sClient('-servername', 'localhost', '-tls1_2')
    expect(told).toContain('Verify return code: 0 (ok)')
    expect(told).toContain('CN = TEST AC ELEMENTAIRE ORGANISATIONS FICTIVE')
    expect(told).toMatch(/Acceptable client certificate CA names/)
    expect(told).toMatch(/Cipher is ECDHE-RSA-AES(?:128|256)-GCM-SHA(?:256|384)/)
  })

  it('is turned away without SNI, below TLS 1.2 and with suites the DMP does not list', async () => {
    expect(await sClient('-noservername')).toMatch(/alert handshake failure/)
    expect(await sClient('-servername', 'localhost', '-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0')).toMatch(
      /alert protocol version|no protocols available/,
    )
    expect(await sClient('-servername', 'localhost', '-tls1_2', '-cipher', 'AES128-SHA')).toMatch(
      /alert handshake failure/,
    )
  })

  it('is not given a session to resume', async () => {
    const told = await sClient('-servername', 'localhost', '-tls1_2', '-reconnect')
    expect(told.match(/^New, TLSv1\.2/gm)?.length).toBeGreaterThan(1)
    expect(told).not.toMatch(/^Reused/m)
  })
})

describeWith(
  [{program: 'xmllint', package: 'libxml2-utils'}, 'shared-data'],
  'xmllint agrees on the answers',
  () => {
    it.each([
      ['an answer', () => bench.query(), 200],
      ['a fault with a DMP id', () => bench.query({security: bench.vihf({}, {}, bench.auth)}), 500],
      ['a fault of WS-Addressing', () => bench.query({without: ['To']}), 500],
      ['a version mismatch', () => bench.query({soapNamespace: 'urn:other'}), 500],
    ] as const)('%s is valid SOAP 1.2', async (name, message, status) => {
      const answer = await send(`${sandbox.url}/registry`, message(), {identity: bench.auth, ca: bench.ca})
      expect(answer.status).toBe(status)
      const file = join(bench.folder, `${name}.xml`)
      writeFileSync(file, answer.text)
      const schema = join(sharedData() ?? '', 'schemas/security/soap-1.2.xsd')
      const {stderr} = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, file], {
        encoding: 'utf8',
      })
      expect(stderr).toContain('validates')
    })
  },
)
