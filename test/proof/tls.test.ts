/** OpenSSL's opinion of the test PKI and of the running embedded DMP. */
import {execFile, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {
  initSandboxFolder,
  readSandboxFolder,
  type SandboxFolder,
  startSandboxHost,
} from '../../src/lib/sandbox/host.ts'
import type {RunningSandbox} from '../../src/lib/sandbox/sandbox.ts'
import {projectRoot} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'

const parent = mkdtempSync(join(tmpdir(), 'dmp-tls-'))
const around = {
  programData: join(projectRoot, 'data'),
  clock: {now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms))},
}
let box: SandboxFolder
let sandbox: RunningSandbox
let expired: RunningSandbox

beforeAll(async () => {
  const {folder} = await initSandboxFolder(join(parent, 'box'), 1)
  box = await readSandboxFolder(folder)
  sandbox = await startSandboxHost({folder, port: 0}, around)
  const other = {folder, port: 0, dataFolder: join(parent, 'other'), faults: ['expired-certificate']}
  expired = await startSandboxHost(other, around)
}, 60_000)
afterAll(async () => {
  await Promise.all([sandbox?.close(), expired?.close()])
  rmSync(parent, {recursive: true, force: true})
})

function verify(purpose: string, certificate: string, ...more: string[]): string {
  const args = ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', box.pki.rootFile]
  const untrusted = ['-untrusted', box.pki.intermediateFile]
  const {stdout, stderr} = spawnSync('openssl', [...args, ...untrusted, ...more, certificate], {
    encoding: 'utf8',
  })
  return stdout + stderr
}

/** What `openssl s_client` says; run apart, because the sandbox listens in this process. */
function sClient(port: number, input: string, ...options: string[]): Promise<string> {
  const args = [
    's_client',
    '-connect',
    `127.0.0.1:${port}`,
    '-CAfile',
    box.pki.caFile,
    '-verify_hostname',
    'localhost',
  ]
  return new Promise((done) => {
    const child = execFile('openssl', [...args, ...options], (_error, stdout, stderr) =>
      done(stdout + stderr),
    )
    child.stdin?.end(input)
  })
}

const post =
  'POST /si-dmp-server/v2/services/registry HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/soap+xml\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl verify', () => {
  it('builds every chain from the leaf over the intermediate to the root, for its purpose alone', () => {
    const {establishments, server, expiredServer, intermediateFile} = box.pki
    expect(verify('any', intermediateFile)).toContain(': OK')
    for (const {auth, sign} of Object.values(establishments)) {
      expect(verify('sslclient', auth.certificate)).toContain(': OK')
      expect(verify('smimesign', sign.certificate)).toContain(': OK')
      expect(verify('sslclient', sign.certificate)).toMatch(/unsuitable certificate purpose/)
    }
    expect(verify('sslserver', server.certificate, '-verify_hostname', 'localhost')).toContain(': OK')
    expect(verify('sslserver', expiredServer.certificate)).toMatch(/certificate has expired/)
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl s_client', () => {
  const identity = (): string[] => {
    const {auth} = box.pki.establishments.main
    return ['-cert', auth.certificate, '-key', auth.key]
  }
  const named = ['-servername', 'localhost', '-quiet', '-no_ign_eof']
  /** Waits for the answer instead of leaving at the end of the input. */
  const asking = ['-servername', 'localhost', '-ign_eof']

  it.each(['-tls1_2', '-tls1_3'])('is let in with %s, a name and the client certificate', async (version) => {
    const said = await sClient(sandbox.port, post, ...identity(), ...asking, version)
    expect(said).toContain('Verify return code: 0 (ok)')
    expect(said).toMatch(version === '-tls1_3' ? /New, TLSv1\.3/ : /New, TLSv1\.2/)
    expect(said).toMatch(/Acceptable client certificate CA names/)
    expect(said).toMatch(/HTTP\/1\.1 500|SandboxXmlRefused/)
  })

  it('is answered 403 without client certificate, or with the one that signs', async () => {
    expect(await sClient(sandbox.port, post, ...asking)).toMatch(
      /HTTP\/1\.1 403[\s\S]*x-sandbox-cause: tls\/no-certificate/i,
    )
    const {sign} = box.pki.establishments.main
    const said = await sClient(sandbox.port, post, '-cert', sign.certificate, '-key', sign.key, ...asking)
    expect(said).toMatch(/x-sandbox-cause: tls\/key-usage/i)
  })

  it('is turned away without a server name, and below TLS 1.2', async () => {
    expect(await sClient(sandbox.port, '', ...identity(), '-noservername')).toMatch(/alert handshake failure/)
    const old = ['-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0']
    expect(await sClient(sandbox.port, '', ...identity(), ...named, ...old)).toMatch(
      /alert protocol version|no protocols available/,
    )
  })

  it('sees the expired server certificate when that fault is armed', async () => {
    const said = await sClient(expired.port, '', ...identity(), '-servername', 'localhost')
    expect(said).toMatch(/Verify return code: 10 \(certificate has expired\)/)
  })
})
