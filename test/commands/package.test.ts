import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {writtenDocument} from '../support/feeding.ts'
import {makeHome, projectRoot, runJson} from '../support/program.ts'

const home = makeHome()
afterAll(() => home.remove())
const prefix = join(home.path, 'prefix')

/** What was packed, installed into an empty prefix; undefined where its dependencies cannot be had. */
function installed(): string | undefined {
  mkdirSync(prefix)
  const npm = (...args: string[]) =>
    spawnSync('npm', [...args, '--no-audit', '--no-fund'], {cwd: projectRoot, encoding: 'utf8'})
  // The program is built already, and building it anew would disturb the other tests.
  const packed = npm('pack', '--ignore-scripts', '--pack-destination', home.path)
  if (packed.status !== 0) throw new Error(packed.stderr)
  const file = readdirSync(home.path).find((name) => name.endsWith('.tgz')) ?? ''
  const added = npm(
    'install',
    '--prefix',
    prefix,
    '--prefer-offline',
    '--omit=optional',
    join(home.path, file),
  )
  rmSync(join(home.path, file))
  if (added.status === 0) return join(prefix, 'node_modules/.bin/dmp')
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED/.test(added.stderr)) return undefined
  throw new Error(added.stderr)
}

const program = installed()
const group = program ? describe : describe.skip

group(`the package${program ? '' : ' [skipped: needs the npm registry, to install dependencies]'}`, () => {
  const {env} = home
  const entry = program ?? ''
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [entry, ...args], {
      cwd: home.path,
      encoding: 'utf8',
      env: {PATH: process.env['PATH'], ...env},
    })

  it('holds the program, its data, schemas and pages, and nothing of the tests', () => {
    const root = join(prefix, 'node_modules/dmp-toolkit')
    for (const name of [
      'bin/run.js',
      'dist/dispatch.js',
      'data/valuesets',
      'schemas',
      'docs',
      'LICENSE',
      'NOTICE',
    ])
      expect([name, existsSync(join(root, name))]).toEqual([name, true])
    for (const name of ['src', 'test', 'scripts', 'node_modules', 'dist/meta.json'])
      expect([name, existsSync(join(root, name))]).toEqual([name, false])
  })

  it('tells its version and helps', () => {
    const {version} = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {version: string}
    expect(run('--version').stdout).toContain(`dmp-toolkit/${version} `)
    expect(run('help', 'document', 'submit').stdout).toContain('--hide-from-patient')
  })

  it('starts the sandbox and has one document accepted by it', async () => {
    const box = ['--dir', join(home.path, 'box')]
    expect(run('sandbox', 'init', ...box, '--port', '18999').status).toBe(0)
    const ready = join(home.path, 'ready.json')
    const args = ['sandbox', 'start', ...box, '--port', '0', '--ready-file', ready]
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: home.path,
      env: {PATH: process.env['PATH'] ?? '', ...env},
      stdio: 'ignore',
    })
    const closed = new Promise((done) => child.once('close', done))
    try {
      while (!existsSync(ready) && child.exitCode === null) await pause(25)
      const {port} = JSON.parse(readFileSync(ready, 'utf8')) as {port: number}
      const here = {
        DMP_ENDPOINTS_BASE: `https://localhost:${port}/si-dmp-server/v2/services`,
        DMP_ENDPOINTS_PARAM_LPS: `https://localhost:${port}/param-lps`,
      }
      const submit = ['document', 'submit', ...writtenDocument(join(home.path, 'files'))]
      const {answer} = await runJson(submit, {env: {...env, ...here}, entry, cwd: home.path})
      expect(answer.error).toBeNull()
      expect(answer.data.counts).toEqual({accepted: 1})
    } finally {
      child.kill('SIGTERM')
      await closed
    }
  })
})
