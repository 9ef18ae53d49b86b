/** The probe through the built program, against the embedded DMP. */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {closedPort} from '../support/odd-servers.ts'
import {projectRoot, runDmp, runJson} from '../support/program.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {expectValid} from '../support/schemas.ts'

let sandbox: SandboxUnderTest
beforeAll(async () => {
  sandbox = await startSandbox()
}, 120_000)
afterAll(() => sandbox.remove())

it('reaches the embedded DMP with the certificate of the profile, and sends nothing that counts', async () => {
  const before = await sandbox.counters()
  const {code, answer} = await runJson(['probe'], {env: sandbox.env})
  expectValid(answer)
  expect([code, answer.data.level, answer.data.verdict.side]).toEqual([0, 'ok', 'none'])
  expect(answer.data.verdict.evidence).toContainEqual(expect.objectContaining({code: 'certificate-taken'}))
  const after = await sandbox.counters()
  expect([after.accepted, after.connections > before.connections]).toEqual([before.accepted, true])
})

it('says for a monitor what is wrong, in one line, and by the exit code of a finding', async () => {
  const env = {...sandbox.env, DMP_ENDPOINTS_BASE: `https://localhost:${await closedPort()}/dmp`}
  const {code, stdout, stderr} = await runDmp(['probe', '--format', 'nagios', '--lang', 'en'], {env})
  expect([code, stderr]).toEqual([10, ''])
  expect(stdout).toMatch(
    /^DMP CRITICAL - It is on our side\. The DMP of the sandbox is not started at localhost:\d+: dmp sandbox start\. \| dns=\d+ms;;;0 tcp=U;;;0 tls=U;;;0 http=U;;;0 total=U;5000;;0 skew=U\n$/,
  )
})

it('keeps a file of figures up to date for its owner alone while it watches, until Ctrl-C', async () => {
  const file = join(sandbox.folder, 'probe.prom')
  const args = ['probe', '--watch', '--interval', '10s', '--format', 'prometheus', '--output', file]
  const child = spawn(process.execPath, [join(projectRoot, 'bin/run.js'), ...args, '--lang', 'en'], {
    env: {...process.env, ...sandbox.env},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  expect(String(line)).toMatch(/Nothing to report\. localhost:\d+ is reached to the end\./)
  child.kill('SIGINT')
  const rest = once(child.stdout, 'data')
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  expect(String((await rest)[0])).toMatch(/^1 probe\(s\), 0 change\(s\)/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain('side="none"} 1')
})
