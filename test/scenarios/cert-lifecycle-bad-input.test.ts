/** What is no certificate, no key file or nothing at all: a clear error of its own, at once, and nothing written. */
import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {makeHome, runJson} from '../support/program.ts'
import {renewed} from '../support/renewed-certificates.ts'
import {expectValid} from '../support/schemas.ts'

const home = makeHome()
const options = {env: home.env}
const at = (name: string) => join(home.path, name)
const box = at('box')
const secret = () => ['--passphrase-from', `file:${join(box, 'passphrase.txt')}`]
const profile = () => readFileSync(at('config/profiles/sandbox.yaml'), 'utf8')

beforeAll(async () => {
  await runJson(['sandbox', 'init', '--dir', box], options)
  mkdirSync(at('folder'))
  execFileSync('mkfifo', [at('pipe')])
  const whole = readFileSync(await renewed(box, 'sign', at('whole.p12')))
  writeFileSync(at('truncated'), whole.subarray(0, 700), {mode: 0o600})
  writeFileSync(at('trailing'), Buffer.concat([whole, Buffer.alloc(9, 7)]), {mode: 0o600})
  writeFileSync(at('noise'), Buffer.alloc(100_000, 'x9!'), {mode: 0o600})
  writeFileSync(at('empty'), '', {mode: 0o600})
})
afterAll(() => home.remove())

const bad = ['missing', 'folder', 'pipe', 'truncated', 'trailing', 'noise', 'empty']
const commands: readonly (readonly [name: string, args: (source: string) => readonly string[]])[] = [
  ['diff', (source) => ['diff', source, join(box, 'main-sign.p12')]],
  ['repack', (source) => ['repack', source, at('out.p12'), ...secret()]],
  ['install', (source) => ['install', source, '--yes', '--confirm', 'sandbox']],
]

describe.each(commands)('cert %s', (_, args) => {
  it.each(bad)('says what is wrong with a source that is %s', async (source) => {
    const before = profile()
    const started = Date.now()
    const {code, answer, stderr} = await runJson(['cert', ...args(at(source))], options)
    expectValid(answer)
    expect([code, answer.error?.code, stderr]).toEqual([
      5,
      expect.stringMatching(/^DMP_(FILE|CERT_SOURCE)_UNREADABLE$/),
      '',
    ])
    expect(Date.now() - started).toBeLessThan(20_000)
    expect(existsSync(at('out.p12'))).toBe(false)
    expect(profile()).toBe(before)
  })
})

it('refuses to install a key that others can read', async () => {
  const path = await renewed(box, 'sign', at('exposed.p12'))
  execFileSync('chmod', ['644', path])
  const {code, answer} = await runJson(['cert', 'install', path, '--yes', '--confirm', 'sandbox'], options)
  expect([code, answer.error?.code]).toEqual([4, 'DMP_KEY_FILE_EXPOSED'])
})

it('asks for the key of a certificate that comes alone', async () => {
  const {code, answer} = await runJson(
    ['cert', 'install', join(box, 'main-sign.pem'), '--yes', '--confirm', 'sandbox'],
    options,
  )
  expect([code, answer.error?.code]).toEqual([2, 'DMP_MISSING_VALUE'])
  expect(answer.error?.message).toContain('--key')
})

it('refuses the key of another certificate', async () => {
  const args = ['cert', 'install', join(box, 'main-sign.pem'), '--key', join(box, 'main-auth.key.pem')]
  const {code, answer} = await runJson([...args, '--yes', '--confirm', 'sandbox'], options)
  expect([code, answer.error?.code]).toEqual([4, 'DMP_CERTIFICATE_UNFIT'])
})
