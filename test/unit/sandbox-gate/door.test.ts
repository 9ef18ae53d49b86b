import {readFile} from 'node:fs/promises'
import {connect} from 'node:tls'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {issueLeaf, newKey} from '../../../src/lib/sandbox/pki/authority.ts'
import {orgAuthCli} from '../../../src/lib/sandbox/pki/certificate-use.ts'
import {organisationName} from '../../../src/lib/sandbox/pki/distinguished-name.ts'
import {makeTestPki, readIntermediate} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {type RunningSandbox, type startSandbox, writeReadyFile} from '../../../src/lib/sandbox/sandbox.ts'
import {type Bench, makeBench, send} from '../../support/second-writer/gate-bench.ts'
import {readIdentity, type SigningIdentity} from '../../support/second-writer/identity.ts'

let bench: Bench
let sandbox: RunningSandbox

beforeAll(async () => {
  bench = await makeBench()
  sandbox = await bench.start()
})
afterAll(() => bench.close())

const post = (identity: SigningIdentity | undefined) =>
  send(`${sandbox.url}/registry`, bench.query(), {identity, ca: bench.ca})

/** A bare TLS connection: what it ended with. */
function hello(options: {servername?: string; maxVersion?: 'TLSv1.1' | 'TLSv1.2'}): Promise<string> {
  const {promise, resolve} = Promise.withResolvers<string>()
  const socket = connect({
    host: '127.0.0.1',
    port: sandbox.port,
    ca: bench.ca,
    key: bench.auth.keyPem,
    cert: bench.auth.certificatePem,
    checkServerIdentity: () => undefined,
    ...(options.maxVersion === 'TLSv1.1' ? {minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0'} : {}),
    ...options,
  })
  socket.on('secureConnect', () => resolve(`connected ${socket.getProtocol()}`))
  socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  return promise.finally(() => socket.destroy())
}

describe('the TLS door', () => {
  it('refuses a hello without SNI with an alert, and one below TLS 1.2', async () => {
    expect(await hello({})).toBe('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE')
    expect(await hello({servername: 'localhost', maxVersion: 'TLSv1.1'})).toMatch(/PROTOCOL_VERSION/)
    expect(await hello({servername: 'localhost', maxVersion: 'TLSv1.2'})).toBe('connected TLSv1.2')
    expect(await hello({servername: 'localhost'})).toBe('connected TLSv1.3')
  })

  it('answers 403 with the reason to a client without certificate or with another product', async () => {
    expect(await post(undefined)).toMatchObject({status: 403, cause: 'tls/no-certificate'})
    expect(await post(bench.sign)).toMatchObject({status: 403, cause: 'tls/key-usage'})
    const server = readIdentity(bench.pki.server)
    expect(await post(server)).toMatchObject({status: 403, cause: 'tls/key-usage'})
  })

  it('answers 403 to a certificate of another authority, out of date, or without structure', async () => {
    const other = await makeTestPki(`${bench.folder}/other`, {authorityBits: 2048})
    expect(await post(readIdentity(other.establishments.main.auth))).toMatchObject({
      status: 403,
      cause: 'tls/untrusted',
    })
    const intermediate = await readIntermediate(bench.pki)
    const key = await newKey(2048)
    const leaf = async (unit: string, notAfter: number): Promise<SigningIdentity> =>
      issueLeaf(
        intermediate,
        organisationName('CH fictif', unit, 'X'),
        orgAuthCli,
        {notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(notAfter)},
        key,
      )
    const expired = await leaf(bench.structureId, Date.now() - 3_600_000)
    expect(await post(expired)).toMatchObject({status: 403, cause: 'tls/expired'})
    const nameless = await leaf('SERVICE INFORMATIQUE', Date.now() + 86_400_000)
    expect(await post(nameless)).toMatchObject({status: 403, cause: 'tls/structure'})
    expect(bench.calls).toEqual([])
  })

  it('serves param-lps, and nothing but the three services by POST', async () => {
    const message = {headers: {}, body: Buffer.alloc(0)}
    const origin = new URL(sandbox.url).origin
    const get = (path: string) =>
      send(`${origin}${path}`, message, {ca: bench.ca, identity: bench.auth, method: 'GET'})
    expect(await get('/param-lps')).toMatchObject({status: 200, text: '<param-lps/>'})
    expect(await get('/si-dmp-server/v2/services/registry')).toMatchObject({
      status: 405,
      cause: 'http/method',
    })
    expect(await get('/si-dmp-server/v1/services/registry')).toMatchObject({status: 404, cause: 'http/path'})
  })

  it('keeps connections open and counts them', async () => {
    const {Agent, request} = await import('node:https')
    const fresh = await bench.start()
    const agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      ca: bench.ca,
      key: bench.auth.keyPem,
      cert: bench.auth.certificatePem,
    })
    for (let turn = 0; turn < 3; turn += 1) {
      const {headers, body} = bench.query()
      const status = await new Promise((resolve, reject) => {
        request(`${fresh.url}/registry`, {agent, method: 'POST', headers}, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode))
        })
          .on('error', reject)
          .end(body)
      })
      expect(status).toBe(200)
    }
    agent.destroy()
    expect(fresh.counters).toMatchObject({connections: 1, calls: 3, accepted: 3})
  })
})

describe('starting', () => {
  it('refuses a port that is taken and an address that is not loopback', async () => {
    await expect(bench.start({port: sandbox.port})).rejects.toMatchObject({
      code: 'DMP_SANDBOX_NOT_LISTENING',
      params: {reason: 'EADDRINUSE'},
    })
    const anywhere = {host: '0.0.0.0'} as unknown as Parameters<typeof startSandbox>[0]
    await expect(bench.start(anywhere)).rejects.toMatchObject({code: 'DMP_SANDBOX_NOT_LISTENING'})
  })

  it('writes its ready file whole, for its owner only', async () => {
    const path = `${bench.folder}/ready.json`
    await writeReadyFile(path, {url: sandbox.url, port: sandbox.port, control: undefined, pid: process.pid})
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      url: sandbox.url,
      port: sandbox.port,
      pid: process.pid,
    })
  })

  it('ends every socket when it closes', async () => {
    const fresh = await bench.start()
    const socket = connect({host: '127.0.0.1', port: fresh.port, servername: 'localhost', ca: bench.ca})
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    const ended = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => {}).resume()
    await fresh.close()
    await ended
    await expect(
      send(`${fresh.url}/registry`, bench.query(), {identity: bench.auth, ca: bench.ca}),
    ).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
  })
})
